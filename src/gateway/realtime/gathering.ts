/** So many peers on their way at once are a rush, as after a restart. */
const RUSH = 8
/** The longest that somebody waits for the others of a rush. */
const MAX_WAIT_MS = 250

interface GatheringOptions {
  /** How many peers have connected a moment ago and are about to come. */
  readonly expected: () => number
  /** Called once for everybody who has come since the last time. */
  readonly take: () => void
}

/**
 * Lets people in together where many come at once: whom somebody finds in their first list of who is online, they need
 * not be told of one by one, which for n people are n² events. Who comes alone waits for nobody. In real time, not by the
 * clock that is handed in: this is about how busy the process is.
 */
export function createGathering({ expected, take }: GatheringOptions): { readonly come: () => void } {
  let waiting: NodeJS.Timeout | undefined

  function takeAll(): void {
    clearTimeout(waiting)
    waiting = undefined
    take()
  }

  return {
    come: () => {
      const others = expected()
      const isRush = waiting === undefined ? others >= RUSH : others > 0
      if (isRush) waiting ??= setTimeout(takeAll, MAX_WAIT_MS)
      else takeAll()
    },
  }
}
