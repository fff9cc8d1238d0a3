import { expect, test } from 'vitest'
import { seedOfRun, sizeOf, tell } from '../proof.ts'
import { runEpisode } from './episode.ts'
import { judge, type Judgement } from './judge.ts'
import { mutants } from './mutants.ts'
import { createSteps } from './next-step.ts'

const CHANGES = sizeOf('MEW_CHANGES', { daily: 500, full: 5_000 })
const CHANGES_AN_EPISODE = 500

/** Enough of them that each mistake gets its occasion. */
const CHANGES_OF_A_MUTANT = 150

const faultsOf = ({ leaked, missed, disordered, unlawful }: Judgement): string[] => [
  ...leaked.map((fault) => `leaked: ${fault}`),
  ...missed.map((fault) => `missed: ${fault}`),
  ...disordered,
  ...unlawful,
]

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, each) => sum + each, 0)

test(
  `[ROOM4] ${CHANGES} changes of permissions against traffic: nobody hears what they may not, nobody misses what they may`,
  { timeout: 60_000 + CHANGES * 100 },
  async () => {
    const seed = seedOfRun()
    tell(`${CHANGES} changes of permissions, seed ${seed}`)
    const sum = { granted: 0, gained: 0, lost: 0, events: 0, looks: 0 }
    for (let episode = 0; episode * CHANGES_AN_EPISODE < CHANGES; episode += 1) {
      const changes = Math.min(CHANGES_AN_EPISODE, CHANGES - episode * CHANGES_AN_EPISODE)
      const judgement = judge(await runEpisode(seed + episode, changes))
      // Again: MEW_PROOF_SEED=<this seed> MEW_CHANGES=<these changes>.
      const nothing: string[] = []
      expect({ seed: seed + episode, changes, faults: faultsOf(judgement).slice(0, 10) }).toEqual({
        seed: seed + episode,
        changes,
        faults: nothing,
      })
      sum.granted += total(judgement.granted)
      sum.gained += judgement.gained
      sum.lost += judgement.lost
      sum.events += judgement.events
      sum.looks += judgement.looks
    }
    const { granted, gained, lost, events, looks } = sum
    tell(
      `${granted} changes: ${gained} sights gained, ${lost} lost; ${events} events and ${looks} reads judged, no leak`,
    )
    // Below these the run has proved little.
    expect(granted).toBeGreaterThanOrEqual(CHANGES)
    expect(lost).toBeGreaterThan(CHANGES / 4)
    expect(gained).toBeGreaterThan(CHANGES / 4)
    expect(events).toBeGreaterThan(CHANGES * 5)
    expect(looks).toBeGreaterThan(CHANGES / 10)
  },
)

test.each(Object.entries(mutants))(
  '[ROOM4] a gateway that %s is caught',
  { timeout: 60_000 },
  async (_what, mutant) => {
    expect(faultsOf(judge(await runEpisode(1, CHANGES_OF_A_MUTANT, mutant)))).not.toEqual([])
  },
)

test('[ROOM4] one seed makes the same steps', () => {
  const steps = (seed: number): unknown[] => {
    const { change, traffic } = createSteps(seed)
    return Array.from({ length: 200 }, (_, place) => (place % 3 === 0 ? change() : traffic()))
  }
  expect(steps(7)).toEqual(steps(7))
  expect(steps(7)).not.toEqual(steps(8))
})
