import type { DatabaseSync } from 'node:sqlite'
import { foldText } from '../fold-text.ts'
import { createIndexReader, type IndexReader } from './index-reader.ts'
import { runsOf, walkRun } from './places.ts'
import type { Found, Question } from './question.ts'

const FIRST_WIDTH = 8192
const LEAST_WIDTH = 256
const MOST_WIDTH = 2 ** 24
const GROWTH = 4

/** So that a step takes the time it may take: what a place costs is known only afterwards. */
function nextWidth(width: number, took: number, stepMs: number): number {
  if (took > stepMs) return Math.max(LEAST_WIDTH, width / GROWTH)
  return took * GROWTH > stepMs ? width : Math.min(MOST_WIDTH, width * GROWTH)
}

interface Newest {
  /** What is not above it does not count any more. */
  readonly floor: () => number
  readonly add: (more: readonly number[]) => void
  /** The highest first. */
  readonly all: () => number[]
}

/** Keeps so many of the highest numbers it is given. */
function keepNewest(count: number): Newest {
  let kept = new Float64Array()
  return {
    floor: () => (kept.length < count ? -1 : (kept[0] ?? -1)),
    add: (more) => {
      // In numbers, where `toSorted` of a plain list would ask for a comparison at a time.
      if (more.length > 0)
        kept = Float64Array.from([...kept, ...more])
          .toSorted()
          .slice(-count)
    },
    all: () => [...kept].toReversed(),
  }
}

/**
 * Looks for a text, newest first, in steps of about `stepMs`: between two of them the thread is free, and can be ended.
 * SQLite itself could not be stopped.
 */
export function* findMatches(
  connection: DatabaseSync,
  question: Question,
  stepMs: number,
): Generator<undefined, Found> {
  const reader: IndexReader = createIndexReader(connection, foldText(question.text))
  const newest = keepNewest(question.skip + question.take)
  const last = reader.newest()
  let total = 0
  let width = FIRST_WIDTH
  for (const run of runsOf(reader.numbersOf(question.channels)).toReversed()) {
    const walk = walkRun(run, last)
    for (let range = walk.next(width); range !== undefined; range = walk.next(width)) {
      const began = performance.now()
      const step = reader.read(range, newest.floor())
      total += step.total
      newest.add(step.above)
      width = nextWidth(width, performance.now() - began, stepMs)
      yield
    }
  }
  return { total, ids: reader.idsOf(newest.all().slice(question.skip)) }
}
