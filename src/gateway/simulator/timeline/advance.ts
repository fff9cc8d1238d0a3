import type { SteeredClock } from '../clock/steered-clock.ts'
import type { Timeline } from '../scenarios.ts'

interface Timed {
  readonly clock: SteeredClock
  readonly timeline?: Timeline | undefined
}

/**
 * Moves time on as it would pass: whatever becomes due is done, by the people of a timeline too, before the next thing is.
 * `settled` says when all else that was set going is done.
 */
export async function advance(
  { clock, timeline }: Timed,
  ms: number,
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const settle = async (): Promise<void> => {
    await timeline?.idle()
    await settled()
  }
  const end = clock.now() + ms
  await settle()
  for (let due = clock.nextDueMs(); due !== undefined && due <= end; due = clock.nextDueMs()) {
    clock.advance(Math.max(0, due - clock.now()))
    await settle()
  }
  clock.advance(Math.max(0, end - clock.now()))
  await settle()
}
