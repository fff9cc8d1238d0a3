import { because } from '../journal/cause.ts'
import type { Journal } from '../journal/journal.ts'
import type { SteeredClock } from './steered-clock.ts'

interface Timed {
  readonly clock: SteeredClock
  readonly journal: Journal
}

/** Moves time ahead, and tells of it: what becomes due by that has it as its cause. */
export function moveClock({ clock, journal }: Timed, ms: number): void {
  because(journal.tell({ kind: 'clock', movedMs: ms }), () => {
    clock.advance(ms)
  })
}
