import type { Clock } from '../../clock.ts'
import type { Activity } from './activity.ts'

/** When a packet may leave: at once, some time from now, or when it is let go. */
export type Leave = { readonly afterMs: number } | { readonly whenLetGo: Promise<unknown> }

export interface Line {
  /** Sends in the order of the calls, as a connection does: what waits holds up all behind it. */
  readonly pass: (leave: Leave, send: () => void) => void
  /** The connection is gone: what waited is lost. The answer is how many. */
  readonly cut: () => number
  readonly waiting: () => number
}

interface Waiting {
  readonly leave: Leave
  readonly send: () => void
  due: boolean
}

export function createLine(clock: Clock, activity: Activity): Line {
  let queue: Waiting[] = []

  function flush(): void {
    while (queue[0]?.due === true) queue.shift()?.send()
  }

  function start(item: Waiting): void {
    const arrive = (): void => {
      item.due = true
      flush()
    }
    if ('whenLetGo' in item.leave) {
      item.leave.whenLetGo.then(arrive, arrive)
      return
    }
    const isOver = activity.delay()
    clock.after(item.leave.afterMs, () => {
      arrive()
      isOver()
    })
  }

  return {
    pass: (leave, send) => {
      const atOnce = 'afterMs' in leave && leave.afterMs <= 0
      if (atOnce && queue.length === 0) {
        send()
        return
      }
      const item = { leave, send, due: atOnce }
      queue.push(item)
      if (!atOnce) start(item)
    },
    cut: () => {
      const lost = queue.length
      queue = []
      return lost
    },
    waiting: () => queue.length,
  }
}
