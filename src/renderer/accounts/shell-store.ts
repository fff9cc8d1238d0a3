import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { openAccount, type Account } from './account.ts'
import { carryDrafts } from './carried-drafts.ts'

/** Which accounts are open, and how far the start has come. */
export interface ShellState {
  readonly phase:
    | 'starting'
    /** The gateway did not answer: tried again by itself. */
    | 'unreachable'
    | 'signed-out'
    | 'ready'
  readonly accounts: readonly Account[]
  /** Accounts whose session ended or cannot be had: they wait for a sign-in. */
  readonly waiting: readonly AccountSummary[]
}

export interface Shell {
  readonly api: StoreApi<ShellState>
  /** Finds the accounts with a session and opens them. Tries until the gateway says yes or no. */
  readonly start: () => Promise<void>
  /** Opens an account somebody has just signed in to. */
  readonly enter: (summary: AccountSummary) => void
  readonly signOut: (key: string) => Promise<void>
}

const FIRST_RETRY_MS = 1_000
const MAX_RETRY_MS = 15_000

const pause = (delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delayMs)
  })

const isSame = (one: AccountSummary, other: AccountSummary): boolean =>
  one.key === other.key && one.userId === other.userId && one.gateway === other.gateway

/** Lives as long as the page. */
export function createShell(platform: Platform): Shell {
  const { sessions } = platform
  const api = createStore<ShellState>(() => ({ phase: 'starting', accounts: [], waiting: [] }))

  /** Keeps what is open, opens what is new, closes what is gone. An account whose gateway moved is opened anew. */
  function reconcile(summaries: readonly AccountSummary[]): void {
    const { accounts } = api.getState()
    const usable = summaries.filter(({ session }) => session === 'open')
    const waiting = summaries.filter(({ session }) => session !== 'open')
    if (usable.some((summary) => summary.needsReload)) {
      carryDrafts(accounts)
      platform.reload()
      return
    }
    const same = (summary: AccountSummary): Account | undefined =>
      accounts.find((account) => isSame(account.summary, summary))
    carryDrafts(accounts.filter(({ key }) => waiting.some((summary) => summary.key === key)))
    const next = usable.map(
      (summary) => same(summary) ?? openAccount({ summary, link: platform.link(summary), sessions }),
    )
    for (const account of accounts) if (!next.includes(account)) account.close()
    api.setState({ accounts: next, waiting, phase: next.length > 0 ? 'ready' : 'signed-out' })
  }

  function everyAccount(): readonly AccountSummary[] {
    const { accounts, waiting } = api.getState()
    return [...accounts.map((account) => account.summary), ...waiting]
  }

  const others = (key: string): readonly AccountSummary[] => everyAccount().filter((summary) => summary.key !== key)

  async function start(): Promise<void> {
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(MAX_RETRY_MS, delay * 2)) {
      try {
        reconcile(await sessions.accounts())
        return
      } catch {
        // The gateway is away, which is no reason to sign anybody out: the page says so and asks again.
        api.setState({ phase: 'unreachable' })
        await pause(delay)
      }
    }
  }

  sessions.onEnded((key) => {
    reconcile(everyAccount().map((summary) => (summary.key === key ? { ...summary, session: 'ended' } : summary)))
  })
  sessions.onChanged(reconcile)
  return {
    api,
    start,
    enter: (summary) => {
      reconcile([...others(summary.key), summary])
    },
    signOut: async (key) => {
      reconcile(others(key))
      await sessions.signOut(key)
    },
  }
}
