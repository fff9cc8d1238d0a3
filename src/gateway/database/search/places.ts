/**
 * Where a message stands in the index: the number of its channel, then its own. The messages of one channel lie side by
 * side there, oldest first, and those of a server's channels mostly too, as their numbers follow each other.
 */
const SEQUENCE_BITS = 40n

/** The bits of a place that are the message's own number, for SQL. */
export const SEQUENCE_MASK = String((1n << SEQUENCE_BITS) - 1n)

/** Channels whose numbers follow each other, first and last. */
export interface Run {
  readonly first: number
  readonly last: number
}

/** Both ends belong to it. */
export interface Range {
  readonly from: bigint
  readonly to: bigint
}

/** The fewest runs that hold these numbers and no other. */
export function runsOf(numbers: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run?.last === number - 1) runs[runs.length - 1] = { first: run.first, last: number }
    else runs.push({ first: number, last: number })
  }
  return runs
}

/** Walks a run from its end to its beginning, as many places at a time as it is told to. */
export function walkRun(run: Run, newest: number): { readonly next: (width: number) => Range | undefined } {
  const span = newest + 1
  const beginning = run.first * span
  let end = (run.last + 1) * span - 1
  const placeOf = (step: number): bigint => (BigInt(Math.floor(step / span)) << SEQUENCE_BITS) | BigInt(step % span)
  return {
    next: (width) => {
      if (end < beginning) return undefined
      const from = Math.max(beginning, end - width + 1)
      const range = { from: placeOf(from), to: placeOf(end) }
      end = from - 1
      return range
    },
  }
}
