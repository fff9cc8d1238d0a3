import * as z from 'zod/mini'
import {
  scenarioList,
  simulatorState,
  tenantState,
  type SimulatorState,
  type TenantState,
} from '#shared/simulator/control.ts'
import type { ControlLine } from './control-line.ts'

export type ScenarioTitle = z.infer<typeof scenarioList>[number]

/** What can be asked of the process: its one gateway may begin anew, with this world or another. */
export interface ProcessDoor {
  readonly scenarios: () => Promise<readonly ScenarioTitle[]>
  readonly startScenario: (scenario: string) => Promise<SimulatorState>
  /** Goes on where a snapshot ends. */
  readonly restore: (snapshot: string) => Promise<SimulatorState>
  readonly reset: () => Promise<SimulatorState>
  /** What people did, again in a gateway of its own whose clock stands, for as long as its lease is renewed. */
  readonly replay: () => Promise<TenantState>
  readonly renew: (tenant: string) => Promise<void>
  readonly end: (tenant: string) => Promise<void>
}

/** Handed on as it came. */
const recording = z.looseObject({})

const LEASE_SECONDS = 30

export function createProcessDoor(line: ControlLine): ProcessDoor {
  return {
    scenarios: () => line.ask({ call: 'GET /scenarios', answer: scenarioList }),
    startScenario: (scenario) => line.ask({ call: 'POST /scenario', body: { scenario }, answer: simulatorState }),
    restore: (snapshot) => line.ask({ call: `POST /snapshots/${snapshot}/restore`, answer: simulatorState }),
    reset: () => line.ask({ call: 'POST /reset', answer: simulatorState }),
    replay: async () => {
      const scenario = await line.ask({ call: 'GET /recording', answer: recording })
      const body = { scenario, clock: 'virtual', leaseSeconds: LEASE_SECONDS }
      return line.ask({ call: 'POST /tenants', body, answer: tenantState })
    },
    renew: (tenant) => line.send({ call: `POST /tenants/${tenant}/lease` }),
    end: (tenant) => line.send({ call: `DELETE /tenants/${tenant}` }),
  }
}
