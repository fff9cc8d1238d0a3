import type { SyncClock } from '../sync/clock.ts'

interface PageClock extends SyncClock {
  /** Lets go of its channel: nothing is done soon any more. */
  readonly close: () => void
}

/** The page's time. `soon` is a message channel: animation frames do not come in a hidden window, timers come late. */
export function createPageClock(): PageClock {
  const tasks: (() => void)[] = []
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', () => tasks.shift()?.())
  port1.start()
  return {
    now: () => Date.now(),
    after: (delayMs, task) => {
      const timer = setTimeout(task, delayMs)
      return () => {
        clearTimeout(timer)
      }
    },
    soon: (task) => {
      tasks.push(task)
      port2.postMessage(null)
    },
    close: () => {
      port1.close()
    },
  }
}
