/** One piece of work at a time, in the order asked for. A failure is its caller's alone. */
export interface Turns {
  readonly take: <Result>(work: () => Promise<Result>) => Promise<Result>
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: (work) => {
      const turn = last.then(work)
      // Only the order matters here; whoever took the turn gets the error.
      last = turn.then(
        () => undefined,
        () => undefined,
      )
      return turn
    },
  }
}
