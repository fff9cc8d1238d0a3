import type { ControlLine } from './control-line.ts'
import { follow, type Told } from './follow.ts'

/** A journal that is followed for as long as the page is there, over one connection after the other. */
export interface Following {
  /** Leaves the connection there is for another: to another gateway, or of a journal that has begun anew. */
  readonly again: () => void
  readonly stop: () => void
}

export interface FollowingOptions {
  /** Asked for before each connection. */
  readonly from: () => { readonly line: ControlLine; readonly below: string; readonly after: string | undefined }
  readonly onTold: (told: Told) => void
  readonly onLive: (isLive: boolean) => void
  readonly onError: (error: unknown) => void
}

const AGAIN_MS = 1_000

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

export function keepFollowing({ from, onTold, onLive, onError }: FollowingOptions): Following {
  let connection = new AbortController()
  const stopped = new AbortController()

  async function once(): Promise<void> {
    const { signal } = connection
    try {
      for await (const told of follow({ ...from(), signal })) {
        if (signal.aborted) return
        onLive(true)
        onTold(told)
      }
      if (!signal.aborted) onLive(false)
    } catch (error) {
      if (!signal.aborted) onError(error)
    }
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      await once()
      if (!connection.signal.aborted) await pause(AGAIN_MS)
      connection = new AbortController()
    }
  }

  void run()
  return {
    again: () => {
      connection.abort()
    },
    stop: () => {
      stopped.abort()
      connection.abort()
    },
  }
}
