import fc from 'fast-check'
import { history, openingSteps, type History } from './generate.ts'
import { floors, type Happening } from './model/coverage.ts'
import { mannerOf, type Profile } from './model/manner.ts'
import { run } from './run.ts'
import { createWorld, type World } from './world.ts'

/** One history from its beginning to its rest; the world as it is then, or an error that names what was violated. */
export async function live(profile: Profile, told: History, world = worldOf(profile, told)): Promise<World> {
  await run(world, [...openingSteps(told), ...told.steps], told.drain)
  return world
}

/** The world of a history before its first step. */
export function worldOf(profile: Profile, { areTabs, isCached, old, quirks }: History): World {
  const world = createWorld({ manner: mannerOf(profile, quirks), areTabs, isCached })
  for (let count = 0; count < old; count += 1) {
    world.network.truth.create('general', { author: count % 2 === 0 ? 'bob' : 'me', content: `old ${count}` })
  }
  return world
}

export interface Asked {
  readonly profile: Profile
  readonly runs: number
  readonly seed: number
  /** Where in the tree of a seed a counterexample stands, as it was printed. */
  readonly path?: string | undefined
}

export interface Violation {
  readonly words: string
  /** Of which seed it is, and where in its tree. */
  readonly seed: number
  readonly path: string
  readonly history: History
}

/** What came of some histories. */
export interface Lived {
  readonly runs: number
  /** In how many of them each thing happened. */
  readonly counts: ReadonlyMap<Happening, number>
  readonly violation: Violation | undefined
}

export interface Found {
  readonly runs: number
  /** In how many runs each thing happened, in percent. */
  readonly coverage: ReadonlyMap<Happening, number>
  readonly violation: Violation | undefined
  /** Of which things there was too little. */
  readonly below: readonly string[]
}

/** Fewer runs say nothing of shares. */
const ENOUGH_FOR_FLOORS = 200

function belowFloor(coverage: ReadonlyMap<string, number>, runs: number): readonly string[] {
  if (runs < ENOUGH_FOR_FLOORS) return []
  return Object.entries(floors).flatMap(([name, floor]) => {
    const share = coverage.get(name) ?? 0
    return share < floor ? [`${name}: ${share.toFixed(1)} % of histories, ${floor} % are wanted`] : []
  })
}

export function judge({ runs, counts, violation }: Lived): Found {
  const coverage = new Map(Array.from(counts, ([name, count]) => [name, (100 * count) / runs]))
  return { runs, coverage, violation, below: violation === undefined ? belowFloor(coverage, runs) : [] }
}

/** The first history in which something goes wrong, as it was generated: quick to find, long to read. */
export async function firstViolation({
  profile,
  runs,
  seed,
}: Asked): Promise<{ run: number; words: string } | undefined> {
  const property = fc.asyncProperty(history, async (one) => {
    await live(profile, one)
  })
  const { failed, numRuns, errorInstance } = await fc.check(property, { numRuns: runs, seed, endOnFailure: true })
  return failed ? { run: numRuns, words: String(errorInstance).split('\n')[0] ?? '' } : undefined
}

/** As many random histories as asked for, or as it takes until one goes wrong; that one as small as it can be made. */
export async function liveHistories({ profile, runs, seed, path }: Asked): Promise<Lived> {
  const counts = new Map<Happening, number>()
  let lived = 0
  const property = fc.asyncProperty(history, async (one) => {
    const { network } = await live(profile, one)
    lived += 1
    for (const name of network.covered) counts.set(name, (counts.get(name) ?? 0) + 1)
  })
  const details = await fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) })
  const [counterexample] = details.counterexample ?? []
  const violation = counterexample && {
    words: details.errorInstance instanceof Error ? (details.errorInstance.stack ?? '') : 'no error',
    seed,
    path: details.counterexamplePath ?? '',
    history: counterexample,
  }
  return { runs: lived, counts, violation }
}
