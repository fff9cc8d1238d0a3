import type { Finding } from '#shared/simulator/finding.ts'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import type { GatewayOptions } from '../gateway-options.ts'
import { createSteeredClock, type SteeredClock } from './clock/steered-clock.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { createInterference } from './faults/interfere.ts'
import { createJournal, type Journal, type JournalLimits } from './journal/journal.ts'
import { createNames, type Names } from './names.ts'
import type { QuirkOptions, Quirks } from './quirks/create-quirks.ts'
import { createRandom } from './random.ts'
import { startScenario, type RunningScenario } from './start-scenario.ts'
import { createWatch, type Watching } from './watch/watch.ts'

export interface SimulationOptions {
  readonly scenario: string
  readonly seed: number
  /** A virtual one stands still, at the time it is given, until it is moved or let run. */
  readonly clock?: 'real' | 'virtual'
  readonly journal?: JournalLimits
  /** Known misbehaviour that is wanted (`parseQuirks`). */
  readonly quirks?: readonly QuirkName[]
  /** Where it is given, a referee tells it what clients do wrong. */
  readonly onFinding?: (finding: Finding) => void
  readonly gateway: Omit<GatewayOptions, 'clock' | 'taps'>
}

/** A gateway with everything that makes it a simulator: what happens in it is told, and can be meddled with. */
export interface Simulation extends RunningScenario {
  readonly journal: Journal
  readonly faults: Faults
  readonly clock: SteeredClock
  readonly names: Names
  readonly scenario: string
  readonly seed: number
  readonly watched: Watching['watched']
}

/** When virtual time begins: the same in each run, on a Monday morning. */
export const VIRTUAL_START_MS = Date.UTC(2027, 0, 4, 9)

/** Loaded only where one is wanted. */
async function openQuirks(options: QuirkOptions): Promise<Quirks | undefined> {
  if (options.names.length === 0) return undefined
  return (await import('./quirks/create-quirks.ts')).createQuirks(options)
}

async function openReferee(journal: Journal, { onFinding }: SimulationOptions): Promise<void> {
  if (onFinding === undefined) return
  const { startReferee } = await import('./referee/start-referee.ts')
  startReferee(journal, { onFinding })
}

/** @throws what startScenario throws */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { scenario, seed, gateway } = options
  const isVirtual = options.clock === 'virtual'
  const clock = createSteeredClock({ startMs: isVirtual ? VIRTUAL_START_MS : Date.now(), running: !isVirtual })
  const journal = createJournal(clock, options.journal)
  await openReferee(journal, options)
  const faults = createFaults({ clock, random: createRandom(seed, 'faults') })
  const names = createNames()
  const plain = createInterference(faults, clock)
  const quirks = await openQuirks({ names: options.quirks ?? [], clock, journal, seed })
  const interference = quirks?.interfere(plain) ?? plain
  const watching = createWatch({ clock, journal, interference, nameOf: names.of })
  const taps = quirks?.around(watching) ?? watching
  const running = await startScenario(scenario, {
    seed,
    gateway: { ...gateway, clock, taps },
    onWorld: names.learn,
    stage: { clock, journal, faults },
  })
  await names.learnPeople(running.gateway.parts)
  return { ...running, journal, faults, clock, names, scenario, seed, watched: watching.watched }
}
