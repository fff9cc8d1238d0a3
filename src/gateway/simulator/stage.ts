import type { Taps } from '../taps.ts'
import { createSteeredClock, type SteeredClock } from './clock/steered-clock.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { createInterference } from './faults/interfere.ts'
import { createJournal, type Journal, type JournalLimits } from './journal/journal.ts'
import { createNames, type Names } from './names.ts'
import { createRandom } from './random.ts'
import { createWatch } from './watch/watch.ts'

/** What a scenario steers and sees of the gateway it is played on. */
export interface Stage {
  readonly clock: SteeredClock
  readonly journal: Journal
  readonly faults: Faults
}

interface OwnStage extends Stage {
  readonly taps: Taps
  readonly names: Names
}

/** A stage for a gateway that nobody else watches. */
export function createStage(seed: number, limits: JournalLimits): OwnStage {
  const names = createNames()
  const clock = createSteeredClock({ startMs: Date.now(), running: true })
  const journal = createJournal(clock, limits)
  const faults = createFaults({ clock, random: createRandom(seed, 'faults') })
  const taps = createWatch({ clock, journal, interference: createInterference(faults, clock), nameOf: names.of })
  return { clock, journal, faults, taps, names }
}
