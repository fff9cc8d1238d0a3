import type { GatewayOptions } from '../gateway-options.ts'
import { createSteeredClock, type SteeredClock } from './clock/steered-clock.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { createInterference } from './faults/interfere.ts'
import { createJournal, type Journal, type JournalLimits } from './journal/journal.ts'
import { createNames, type Names } from './names.ts'
import { createRandom } from './random.ts'
import { startScenario, type RunningScenario } from './start-scenario.ts'
import { createWatch } from './watch/watch.ts'

export interface SimulationOptions {
  readonly scenario: string
  readonly seed: number
  /** A virtual one stands still, at the time it is given, until it is moved or let run. */
  readonly clock?: 'real' | 'virtual'
  readonly journal?: JournalLimits
  readonly gateway: Omit<GatewayOptions, 'clock' | 'taps'>
}

/** A gateway with everything that makes it a simulator: what happens in it is told, and can be meddled with. */
export interface Simulation extends RunningScenario {
  readonly journal: Journal
  readonly faults: Faults
  readonly clock: SteeredClock
  readonly names: Names
  readonly seed: number
}

/** When virtual time begins: the same in each run, on a Monday morning. */
export const VIRTUAL_START_MS = Date.UTC(2027, 0, 4, 9)

/** @throws what startScenario throws */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { scenario, seed, gateway } = options
  const isVirtual = options.clock === 'virtual'
  const clock = createSteeredClock({ startMs: isVirtual ? VIRTUAL_START_MS : Date.now(), running: !isVirtual })
  const journal = createJournal(clock, options.journal)
  const faults = createFaults({ clock, random: createRandom(seed, 'faults') })
  const names = createNames()
  const interference = createInterference(faults, clock)
  const taps = createWatch({ clock, journal, interference, nameOf: names.of })
  const running = await startScenario(scenario, { seed, gateway: { ...gateway, clock, taps }, onWorld: names.learn })
  await names.learnPeople(running.gateway.parts)
  return { ...running, journal, faults, clock, names, seed }
}
