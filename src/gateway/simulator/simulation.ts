import type { Finding } from '#shared/simulator/finding.ts'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import { systemClock } from '../clock.ts'
import type { GatewayOptions } from '../gateway-options.ts'
import { createSteeredClock, type SteeredClock } from './clock/steered-clock.ts'
import { createFaults, type Faults, type KeptFaults } from './faults/faults.ts'
import { createInterference } from './faults/interfere.ts'
import { createJournal, type Journal, type JournalLimits } from './journal/journal.ts'
import { createNames, type Names } from './names.ts'
import type { QuirkOptions, Quirks } from './quirks/create-quirks.ts'
import { createRandom } from './random.ts'
import type { Referee } from './referee/start-referee.ts'
import { openRecorder, type OpenedRecorder } from './record/open-recorder.ts'
import type { Recorder } from './record/recorder.ts'
import type { Scenario } from './scenarios.ts'
import { limitsOfUnread, startScenario, type RunningScenario, type ScenarioOptions } from './start-scenario.ts'
import { createActivity, type Activity } from './watch/activity.ts'
import { createWatch, type Watching } from './watch/watch.ts'
import type { WorldIds } from './world-spec.ts'

export interface SimulationOptions {
  readonly scenario: string
  /** The scenario itself, where its author brings it: then its name is only what it is called. */
  readonly own?: Scenario
  readonly seed: number
  /** A virtual one stands still, at the time it is given, until it is moved or let run. */
  readonly clock?: 'real' | 'virtual'
  /** When time begins; a real clock is never behind the real time. */
  readonly startMs?: number
  /** How far chance has come in an earlier run that this one goes on with. */
  readonly chance?: number
  /** What its world is called, and its faults as they stood. */
  readonly known?: WorldIds
  readonly kept?: KeptFaults
  readonly journal?: JournalLimits
  /** Keeps what a recording is made of. */
  readonly records?: boolean
  /** Nobody can read its journal. */
  readonly unread?: boolean
  /** Known misbehaviour that is wanted (`parseQuirks`). */
  readonly quirks?: readonly QuirkName[]
  /** Where it is given, a referee tells it what clients do wrong. */
  readonly onFinding?: (finding: Finding) => void
  /** With a clock of its own the gateway runs by that one, and what watches it only follows. */
  readonly gateway: Omit<GatewayOptions, 'taps'>
}

/** A gateway with everything that makes it a simulator: what happens in it is told, and can be meddled with. */
export interface Simulation extends RunningScenario {
  readonly journal: Journal
  readonly activity: Activity
  readonly faults: Faults
  readonly clock: SteeredClock
  readonly names: Names
  readonly scenario: string
  readonly seed: number
  readonly watched: Watching['watched']
  readonly recorder: Recorder | undefined
  /** Watches what clients do wrong, where it is asked for. */
  readonly referee: Referee | undefined
  /** How far the chance of faults has come. */
  readonly chance: () => number
}

/** When virtual time begins: the same in each run, on a Monday morning. */
export const VIRTUAL_START_MS = Date.UTC(2027, 0, 4, 9)

type WantedQuirks = Omit<QuirkOptions, 'names'> & { readonly names: SimulationOptions['quirks'] | undefined }

/** Loaded only where one is wanted. */
async function openQuirks({ names = [], ...means }: WantedQuirks): Promise<Quirks | undefined> {
  if (names.length === 0) return undefined
  return (await import('./quirks/create-quirks.ts')).createQuirks({ ...means, names })
}

async function openReferee(journal: Journal, { onFinding }: SimulationOptions): Promise<Referee | undefined> {
  if (onFinding === undefined) return undefined
  const { startReferee } = await import('./referee/start-referee.ts')
  return startReferee(journal, { onFinding })
}

function createClock({ clock, startMs, gateway }: SimulationOptions): SteeredClock {
  if (clock === 'virtual') return createSteeredClock({ startMs: startMs ?? VIRTUAL_START_MS, running: false })
  const real = gateway.clock ?? systemClock
  return createSteeredClock({ startMs: Math.max(startMs ?? 0, real.now()), running: true, real })
}

function recorderOf(options: SimulationOptions, { journal, clock }: Pick<Simulation, 'journal' | 'clock'>) {
  const { records, unread, scenario, own, known, gateway } = options
  if (records !== true || unread === true) return undefined
  const { dataDirectory } = gateway
  return openRecorder({ journal, clock, scenario, isOwn: own !== undefined, known, dataDirectory })
}

function startRecorded(wanted: string | Scenario, starting: ScenarioOptions, opened: OpenedRecorder | undefined) {
  return opened === undefined ? startScenario(wanted, starting) : opened.start(wanted, starting)
}

/** @throws what startScenario throws */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { scenario, seed, gateway } = options
  const clock = createClock(options)
  const activity = createActivity()
  const journal = createJournal(clock, options.journal)
  const referee = await openReferee(journal, options)
  const random = createRandom(seed, 'faults', options.chance)
  const faults = createFaults({ clock, random, kept: options.kept })
  const names = createNames()
  if (options.known !== undefined) names.learn(options.known)
  const plain = createInterference(faults, clock)
  const quirks = await openQuirks({ names: options.quirks, clock, journal, seed })
  const interference = quirks?.interfere(plain) ?? plain
  const watching = createWatch({ clock, journal, activity, interference, nameOf: names.of })
  const taps = quirks?.around(watching) ?? watching
  const opened = recorderOf(options, { journal, clock })
  const starting = {
    seed,
    gateway: { ...gateway, clock: gateway.clock ?? clock, taps },
    onWorld: names.learn,
    stage: { clock, journal, faults },
  }
  const running = await startRecorded(options.own ?? scenario, starting, opened)
  await names.learnPeople(running.gateway.parts)
  if (options.unread === true) journal.limit(limitsOfUnread(running.file))
  const { watched } = watching
  const { state: chance } = random
  const recorder = opened?.recorder
  return { ...running, recorder, journal, activity, faults, clock, names, scenario, seed, watched, referee, chance }
}
