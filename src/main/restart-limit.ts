/** Whether something that keeps ending may be started once more: so many times in so long. */
export interface RestartLimit {
  /** Counts an end and answers how many there were lately, or undefined where it is enough. */
  readonly another: () => number | undefined
  readonly forget: () => void
}

interface RestartLimitOptions {
  readonly times: number
  readonly withinMs: number
  readonly nowMs: () => number
}

export function createRestartLimit({ times, withinMs, nowMs }: RestartLimitOptions): RestartLimit {
  let ends: readonly number[] = []
  return {
    another: () => {
      const now = nowMs()
      ends = [...ends.filter((at) => now - at < withinMs), now]
      return ends.length > times ? undefined : ends.length
    },
    forget: () => {
      ends = []
    },
  }
}
