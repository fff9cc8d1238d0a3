import type * as z from 'zod/mini'
import { scenarioList, simulatorState, type SimulatorState } from '#shared/simulator/control.ts'
import type { ControlLine } from './control-line.ts'

export type ScenarioTitle = z.infer<typeof scenarioList>[number]

/** What can be asked of the process: its one gateway may begin anew, with this world or another. */
export interface ProcessDoor {
  readonly scenarios: () => Promise<readonly ScenarioTitle[]>
  readonly startScenario: (scenario: string) => Promise<SimulatorState>
  /** Goes on where a snapshot ends. */
  readonly restore: (snapshot: string) => Promise<SimulatorState>
  readonly reset: () => Promise<SimulatorState>
}

export function createProcessDoor(line: ControlLine): ProcessDoor {
  return {
    scenarios: () => line.ask({ call: 'GET /scenarios', answer: scenarioList }),
    startScenario: (scenario) => line.ask({ call: 'POST /scenario', body: { scenario }, answer: simulatorState }),
    restore: (snapshot) => line.ask({ call: `POST /snapshots/${snapshot}/restore`, answer: simulatorState }),
    reset: () => line.ask({ call: 'POST /reset', answer: simulatorState }),
  }
}
