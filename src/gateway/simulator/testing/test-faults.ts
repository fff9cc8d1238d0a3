import * as z from 'zod/mini'
import { fault, type Fault } from '#shared/simulator/fault.ts'
import type { Simulation } from '../simulation.ts'
import type { FaultSpec, TestFaults } from './api.ts'

/** @throws Error that says what is wrong with it, and where */
function parseFault(spec: FaultSpec): Fault {
  const parsed = fault.safeParse(spec)
  if (!parsed.success) throw new Error(`This is no fault:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

export function createTestFaults({ faults, names }: Simulation): TestFaults {
  return {
    // Each answers with a promise, as it would over the control API.
    add: async (spec) => {
      const { match, ...rest } = await Promise.resolve(spec).then(parseFault)
      const user = match.user === undefined ? {} : { user: names.of(names.personId(match.user)) }
      return faults.add({ ...rest, match: { ...match, ...user } })
    },
    list: faults.list,
    remove: (id) =>
      faults.remove(id) ? Promise.resolve() : Promise.reject(new Error(`There is no fault "${id}" standing`)),
    release: (id) => {
      faults.release(id)
      return Promise.resolve()
    },
    clear: () => {
      faults.clear()
      return Promise.resolve()
    },
  }
}
