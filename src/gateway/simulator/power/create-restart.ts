import type { Clock } from '../../clock.ts'
import type { Journal } from '../journal/journal.ts'
import type { Power } from './start-with-power.ts'

interface RestartOptions {
  readonly power: Power
  readonly clock: Clock
  readonly journal: Journal
}

/** Kills a gateway and starts it again so many milliseconds later. What goes wrong is told in the journal. */
export function createRestart({ power, clock, journal }: RestartOptions): (ms: number) => void {
  const tell = (error: unknown): void => {
    journal.tell({ kind: 'note', text: `restart: ${error instanceof Error ? error.message : String(error)}` })
  }
  return (ms) => {
    if (power.isCut()) return
    power.cut().catch(tell)
    clock.after(ms, () => {
      power.restore().catch(tell)
    })
  }
}
