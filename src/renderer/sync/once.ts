/** One run of a task at a time for each key. Asked for meanwhile, it runs once more when it is done. */
export interface OnceAtATime {
  readonly run: (key: string, task: () => Promise<void>) => Promise<void>
  /** Once more when it is done, where it runs. */
  readonly again: (key: string) => void
}

export function createOnceAtATime(): OnceAtATime {
  const running = new Map<string, { again: boolean; done: Promise<void> }>()

  async function loop(key: string, task: () => Promise<void>): Promise<void> {
    try {
      do {
        const entry = running.get(key)
        if (entry !== undefined) entry.again = false
        await task()
      } while (running.get(key)?.again === true)
    } finally {
      running.delete(key)
    }
  }

  return {
    again: (key) => {
      const entry = running.get(key)
      if (entry !== undefined) entry.again = true
    },
    run: (key, task) => {
      const entry = running.get(key)
      if (entry !== undefined) {
        entry.again = true
        return entry.done
      }
      const fresh = { again: false, done: Promise.resolve() }
      running.set(key, fresh)
      fresh.done = loop(key, task)
      return fresh.done
    },
  }
}
