import type { TimelineState } from '#shared/simulator/control.ts'
import type { RunningScenario } from '../start-scenario.ts'

/** How far a scenario has come, and what does not hold of what it expects. */
export async function readTimeline({
  timeline,
  unmet,
}: Pick<RunningScenario, 'timeline' | 'unmet'>): Promise<TimelineState> {
  const { steps, done, failed, over } = timeline?.progress?.() ?? { steps: 0, done: 0, failed: [], over: true }
  const missing = await unmet()
  return {
    steps,
    done,
    failed: [...failed],
    over,
    unmet: missing.map(({ index, message, cursors }) => ({ index, message, cursors: [...cursors] })),
  }
}
