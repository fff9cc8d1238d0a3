import type { SteeredClock } from './steered-clock.ts'
import type { RunningGateway } from '../../gateway-options.ts'
import { because } from '../journal/cause.ts'
import type { Journal } from '../journal/journal.ts'
import type { Power } from '../power/start-with-power.ts'
import type { Timeline } from '../scenarios.ts'

interface Timed {
  readonly clock: SteeredClock
  readonly journal: Journal
  readonly timeline?: Timeline | undefined
  readonly power?: Power | undefined
  readonly gateway: RunningGateway
}

/**
 * Moves time on as it would pass, and tells of it: whatever becomes due is done, by the people of a timeline too, before the
 * next thing is. `settled` says when all else that was set going is done.
 */
export async function moveClock(
  { clock, journal, timeline, power, gateway }: Timed,
  ms: number,
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const settle = async (): Promise<void> => {
    await timeline?.idle()
    await power?.settled()
    // What sweeps by the clock has its turn, too.
    await gateway.parts.database.settle(() => Promise.resolve())
    await settled()
  }
  await settle()
  await because(journal.tell({ kind: 'clock', movedMs: ms }), async () => {
    const end = clock.now() + ms
    for (let due = clock.nextDueMs(); due !== undefined && due <= end; due = clock.nextDueMs()) {
      clock.advance(Math.max(0, due - clock.now()))
      await settle()
    }
    clock.advance(Math.max(0, end - clock.now()))
    await settle()
  })
}
