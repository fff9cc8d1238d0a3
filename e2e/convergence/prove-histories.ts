import { seedOfDay, sizeOf, tell } from '../protocol/proof.ts'
import { judge, liveHistories } from './histories.ts'
import type { Profile } from './model/manner.ts'

const DAILY_SEED = 2

/** What went wrong in as many random histories as the day, or the full run, asks for. */
export async function proveHistories(profile: Profile): Promise<readonly string[]> {
  const runs = sizeOf('MEW_CONVERGENCE_RUNS', { daily: 5_000, full: 20_000 })
  const seed = seedOfDay(DAILY_SEED)
  tell(`${runs} histories on the ${profile} profile, seed ${seed}`)
  const { violation, below } = judge(await liveHistories({ profile, runs, seed }))
  if (violation === undefined) return below
  const again = `npm run test:convergence -- --profile ${profile} --replay '${JSON.stringify(violation.history)}'`
  return [violation.words, again]
}
