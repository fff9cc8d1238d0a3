/** Brings something to the disk as it is by then, one write after the other. */
export interface LatestWrite {
  /** Resolves once the disk has what there is now, or something later. */
  readonly ask: () => Promise<void>
  /** Once nothing is on its way any more. */
  readonly idle: () => Promise<void>
}

/** However often it is asked for during one write, there is one more, and what lay between is passed over. */
export function createLatestWrite(write: () => Promise<void>): LatestWrite {
  let last = Promise.resolve()
  let waiting: Promise<void> | undefined

  async function writeAfter(earlier: Promise<void>): Promise<void> {
    await earlier
    waiting = undefined
    await write()
  }

  return {
    ask: () => {
      waiting ??= writeAfter(last)
      last = waiting
      return waiting
    },
    idle: () => last,
  }
}
