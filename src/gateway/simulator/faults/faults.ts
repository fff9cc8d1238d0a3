import { classOf, type Fault, type FaultClass } from '#shared/simulator/fault.ts'
import type { Clock } from '../../clock.ts'
import type { Random } from '../random.ts'
import { createMatcher, type Passing } from './matches.ts'

/** A fault that stands in the way, and how often it has. */
export interface StandingFault {
  readonly id: string
  readonly fault: Fault
  readonly class: FaultClass
  readonly fitted: number
  readonly struck: number
}

/** One that has struck: what it does, and under which name. */
export interface Strike {
  readonly name: string
  readonly fault: Fault
  /** Resolves when what is held is let go. */
  readonly letGo: Promise<void>
  /** From 0 to 1, of the seed. */
  readonly draw: () => number
}

export interface Faults {
  /** Answers with its id. */
  readonly add: (fault: Fault) => string
  readonly list: () => readonly StandingFault[]
  /** Lets go of what it holds. */
  readonly remove: (id: string) => boolean
  /** Lets go of what a fault holds, or all of them; it stands on. */
  readonly release: (id?: string) => void
  readonly clear: () => void
  /** The first that strikes what passes. */
  readonly strike: (passing: Passing) => Strike | undefined
}

interface Standing {
  readonly id: string
  readonly name: string
  readonly fault: Fault
  readonly matches: (passing: Passing) => boolean
  fitted: number
  struck: number
  gate: PromiseWithResolvers<void>
}

interface FaultsOptions {
  readonly clock: Clock
  readonly random: Random
}

export function createFaults({ clock, random }: FaultsOptions): Faults {
  const standing = new Map<string, Standing>()
  const begun = clock.now()
  let made = 0

  function letGo(one: Standing): void {
    one.gate.resolve()
    one.gate = Promise.withResolvers()
  }

  function isDue({ from = 0, until = Number.POSITIVE_INFINITY }: Fault): boolean {
    const since = clock.now() - begun
    return since >= from && since < until
  }

  function strikes(one: Standing, passing: Passing): boolean {
    const { fault } = one
    if (!isDue(fault) || one.struck >= (fault.times ?? Number.POSITIVE_INFINITY) || !one.matches(passing)) return false
    one.fitted += 1
    if (fault.match.nth !== undefined && one.fitted !== fault.match.nth) return false
    return fault.probability === undefined || random.next() < fault.probability
  }

  return {
    add: (fault) => {
      made += 1
      const id = `fault-${made}`
      const name = fault.name ?? `${fault.action.type} ${fault.match.kind}`
      const gate = Promise.withResolvers<void>()
      standing.set(id, { id, name, fault, matches: createMatcher(fault.match), fitted: 0, struck: 0, gate })
      return id
    },
    list: () =>
      [...standing.values()].map(({ id, fault, fitted, struck }) => ({
        id,
        fault,
        class: classOf(fault),
        fitted,
        struck,
      })),
    remove: (id) => {
      const one = standing.get(id)
      if (one === undefined) return false
      standing.delete(id)
      letGo(one)
      return true
    },
    release: (id) => {
      for (const one of standing.values()) if (id === undefined || one.id === id) letGo(one)
    },
    clear: () => {
      const all = [...standing.values()]
      standing.clear()
      for (const one of all) letGo(one)
    },
    strike: (passing) => {
      const one = [...standing.values()].find((each) => strikes(each, passing))
      if (one === undefined) return undefined
      one.struck += 1
      return { name: one.name, fault: one.fault, letGo: one.gate.promise, draw: random.next }
    },
  }
}
