import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'

/** What is asked for again after a while: once for each key, however often that was planned meanwhile. */
export interface AgainLater {
  /** In place of what was planned before. Where the line is down nothing is planned: `ready` asks for everything. */
  readonly plan: (key: string, delayMs: number, task: () => void) => void
  /** It is asked for now. */
  readonly callOff: (key: string) => void
  readonly isPlanned: (key: string) => boolean
}

interface AgainOptions {
  readonly store: Pick<AccountStore, 'get'>
  readonly clock: Pick<SyncClock, 'after'>
}

export function createAgainLater({ store, clock }: AgainOptions): AgainLater {
  const planned = new Map<string, () => void>()
  const isConnected = (): boolean => store.get().connection.status === 'connected'

  function callOff(key: string): void {
    planned.get(key)?.()
    planned.delete(key)
  }

  return {
    callOff,
    isPlanned: (key) => planned.has(key),
    plan: (key, delayMs, task) => {
      callOff(key)
      if (!isConnected()) return
      const run = (): void => {
        planned.delete(key)
        if (isConnected()) task()
      }
      planned.set(key, clock.after(delayMs, run))
    },
  }
}
