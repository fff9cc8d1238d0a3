import type { Journal } from '../journal/journal.ts'

/** What has left by a connection, and has not arrived yet. Packets of one connection arrive in their order. */
export interface Outgoing {
  /** From here on by the connection that the journal calls so. */
  readonly begin: (socket: string) => void
  /** Resolves once the next packet that leaves has arrived. */
  readonly next: () => Promise<void>
  readonly underWay: () => number
  /** None of it will arrive any more. */
  readonly end: (reason: Error) => void
}

export function createOutgoing(journal: Journal): Outgoing {
  let waiting: PromiseWithResolvers<void>[] = []
  let stopListening = (): void => undefined

  return {
    begin: (socket) => {
      stopListening()
      stopListening = journal.listen((step) => {
        if (step.kind === 'receive' && step.socket === socket) waiting.shift()?.resolve()
      })
    },
    next: () => {
      const one = Promise.withResolvers<void>()
      waiting.push(one)
      return one.promise
    },
    underWay: () => waiting.length,
    end: (reason) => {
      stopListening()
      for (const one of waiting) one.reject(reason)
      waiting = []
    },
  }
}
