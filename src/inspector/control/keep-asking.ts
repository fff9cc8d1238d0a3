/** A question that is asked again and again: soon after something happened, and at times even where nothing did. */
export interface Asking {
  readonly soon: () => void
  readonly stop: () => void
}

interface AskingOptions {
  readonly soonMs: number
  readonly atTimesMs: number
}

export function keepAsking(ask: () => Promise<void>, { soonMs, atTimesMs }: AskingOptions): Asking {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isUnderWay = false
  let isWanted = false
  let isStopped = false

  function plan(ms: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void run(), ms)
  }

  async function run(): Promise<void> {
    isUnderWay = true
    isWanted = false
    await ask().finally(() => {
      isUnderWay = false
      plan(isWanted ? soonMs : atTimesMs)
    })
  }

  void run()
  return {
    soon: () => {
      if (isWanted) return
      isWanted = true
      if (!isUnderWay) plan(soonMs)
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
