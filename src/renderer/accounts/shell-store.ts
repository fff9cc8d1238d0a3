import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { openAccount, type Account } from './account.ts'

/** Which accounts are open, and how far the start has come. */
export interface ShellState {
  readonly phase:
    | 'starting'
    /** The gateway did not answer: tried again by itself. */
    | 'unreachable'
    | 'signed-out'
    | 'ready'
  readonly accounts: readonly Account[]
}

export interface Shell {
  readonly api: StoreApi<ShellState>
  /** Finds the accounts with a session and opens them. Tries until the gateway says yes or no. */
  readonly start: () => Promise<void>
  /** Opens an account somebody has just signed in to. */
  readonly enter: (summary: AccountSummary) => Account
  readonly signOut: (key: string) => Promise<void>
  readonly stop: () => void
}

const FIRST_RETRY_MS = 1_000
const MAX_RETRY_MS = 15_000

export function createShell(platform: Platform): Shell {
  const { sessions } = platform
  const api = createStore<ShellState>(() => ({ phase: 'starting', accounts: [] }))
  let stopped = false

  function setAccounts(accounts: readonly Account[]): void {
    api.setState({ accounts, phase: accounts.length > 0 ? 'ready' : 'signed-out' })
  }

  function open(summary: AccountSummary): Account {
    return openAccount({ summary, link: platform.link(summary), sessions })
  }

  function drop(key: string): void {
    const { accounts } = api.getState()
    accounts.find((account) => account.key === key)?.close()
    setAccounts(accounts.filter((account) => account.key !== key))
  }

  /** Keeps what is open, opens what is new, closes what is gone. An account whose gateway moved is opened anew. */
  function reconcile(summaries: readonly AccountSummary[]): void {
    const { accounts } = api.getState()
    const kept = new Map(accounts.map((account) => [account.key, account]))
    const next = summaries.map((summary) => {
      const known = kept.get(summary.key)
      if (known !== undefined && known.summary.gateway === summary.gateway) {
        kept.delete(summary.key)
        return known
      }
      return open(summary)
    })
    for (const gone of kept.values()) gone.close()
    setAccounts(next)
  }

  async function start(): Promise<void> {
    for (let delay = FIRST_RETRY_MS; !stopped; delay = Math.min(MAX_RETRY_MS, delay * 2)) {
      try {
        reconcile(await sessions.accounts())
        return
      } catch {
        // The gateway is away, which is no reason to sign anybody out: the page says so and asks again.
        api.setState({ phase: 'unreachable' })
        await new Promise((resolve) => setTimeout(resolve, delay))
      }
    }
  }

  const offEnded = sessions.onEnded(drop)
  const offChanged = sessions.onChanged(reconcile)
  return {
    api,
    start,
    enter: (summary) => {
      const { accounts } = api.getState()
      const known = accounts.find((account) => account.key === summary.key)
      if (known !== undefined) return known
      const account = open(summary)
      setAccounts([...accounts, account])
      return account
    },
    signOut: async (key) => {
      drop(key)
      await sessions.signOut(key)
    },
    stop: () => {
      stopped = true
      offEnded()
      offChanged()
      for (const account of api.getState().accounts) account.close()
    },
  }
}
