import { durationMs } from '#shared/simulator/duration.ts'
import type { ScenarioFile, TimelineStep } from '#shared/simulator/scenario-file.ts'
import { given } from '../given.ts'
import { spanOf } from '../span.ts'

/** A timeline that goes so many times as fast: all its spans of time are shorter. */
export function atSpeed(file: ScenarioFile, speed: number): ScenarioFile {
  if (speed === 1) return file
  const faster = (span: string | undefined): string | undefined =>
    span === undefined ? undefined : spanOf(durationMs(span) / speed)
  const timeline = file.timeline?.map((step): TimelineStep => {
    const { at, every, after, drop, restart, ...rest } = step
    return {
      ...rest,
      ...given({
        at: faster(at),
        every: faster(every),
        after: faster(after),
        drop: drop && { ...drop, ...given({ for: faster(drop.for) }) },
        restart: restart && { for: faster(restart.for) ?? restart.for },
      }),
    }
  })
  return { ...file, ...given({ timeline }) }
}
