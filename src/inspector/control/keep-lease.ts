interface LeaseOptions {
  readonly seconds: number
  readonly renew: () => Promise<void>
  /** There is nothing left to renew. */
  readonly onEnd: () => void
}

/** Renews a lease well before it ends, until it is told to stop or cannot. */
export function keepLease({ seconds, renew, onEnd }: LeaseOptions): () => void {
  const timer = setInterval(
    () => {
      renew().catch(() => {
        clearInterval(timer)
        onEnd()
      })
    },
    (seconds * 1000) / 3,
  )
  return () => {
    clearInterval(timer)
  }
}
