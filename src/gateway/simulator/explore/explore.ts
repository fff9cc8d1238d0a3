import { createRandom } from '../random.ts'
import { drawSchedule, type Schedule } from './draw-schedule.ts'

/** One run under a schedule: 0 where nothing went wrong, else the code that says so. */
export type Run = (schedule: Schedule) => Promise<number>

interface ExploreOptions {
  readonly seed: number
  readonly schedules: number
  readonly run: Run
  /** Told after each schedule. */
  readonly onProgress?: (done: number) => void
}

export interface Finding {
  /** Which of them it was, the first being 1. */
  readonly schedule: number
  readonly code: number
  readonly drawn: Schedule
  /** The fewest of its faults that still do it. */
  readonly fewest: Schedule
}

/** Two tries for each: what depends on who is faster may need more than one. */
const TRIES = 2

async function fails(run: Run, schedule: Schedule): Promise<number> {
  for (let left = TRIES; left > 0; left -= 1) {
    const code = await run(schedule)
    if (code !== 0) return code
  }
  return 0
}

/** Leaves out one fault after the other for as long as it fails without it. */
async function shrink(run: Run, found: Schedule): Promise<Schedule> {
  let kept = found
  for (const fault of found) {
    const without = kept.filter((one) => one !== fault)
    if ((await fails(run, without)) !== 0) kept = without
  }
  return kept
}

/**
 * Runs something under one seeded schedule of legal faults after the other, until it fails or all have been tried. A test
 * that fails without any fault is found too, with none left.
 */
export async function explore({ seed, schedules, run, onProgress }: ExploreOptions): Promise<Finding | undefined> {
  for (let schedule = 1; schedule <= schedules; schedule += 1) {
    const drawn = drawSchedule(createRandom(seed, `schedule ${schedule}`))
    const code = await run(drawn)
    if (code !== 0) return { schedule, code, drawn, fewest: await shrink(run, drawn) }
    onProgress?.(schedule)
  }
  return undefined
}
