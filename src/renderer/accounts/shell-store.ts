import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { openAccount, type Account } from './account.ts'
import { askWhoIsHere, type OpenSummary } from './ask-who-is-here.ts'
import { createSigningOut } from './signing-out.ts'

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
  /** So long what is sent waits, so that it can be taken back; 0: not at all. */
  readonly holdBack: (seconds: number) => void
}

const isSame = (one: AccountSummary, other: AccountSummary): boolean =>
  one.key === other.key &&
  one.userId === other.userId &&
  one.gateway === other.gateway &&
  one.gatewayId === other.gatewayId &&
  one.extensions.join(' ') === other.extensions.join(' ')

const everyAccountOf = ({ accounts, waiting }: ShellState): readonly AccountSummary[] => [
  ...accounts.map((account) => account.summary),
  ...waiting,
]

/** Lives as long as the page. */
export function createShell(platform: Platform, painted: () => Promise<void> = () => Promise.resolve()): Shell {
  const { sessions, notes } = platform
  let heldBackMs = 0
  const api = createStore<ShellState>(() => ({ phase: 'starting', accounts: [], waiting: [] }))

  const open: OpenSummary = (summary, more) =>
    openAccount({
      summary,
      link: platform.link(summary),
      sessions,
      notes,
      undoMs: () => heldBackMs,
      onLoggedOut: () => {
        signingOut.hear(summary)
      },
      ...more,
    })

  /** Keeps what is open, opens what is new, closes what is gone. An account whose gateway moved is opened anew. */
  function reconcile(summaries: readonly AccountSummary[]): void {
    const { accounts } = api.getState()
    const usable = summaries.filter(({ session }) => session === 'open')
    const waiting = summaries.filter(({ session }) => session !== 'open')
    if (usable.some((summary) => summary.needsReload)) {
      for (const { sync } of accounts) sync.drafts.flush()
      platform.reload()
      return
    }
    const same = (summary: AccountSummary): Account | undefined =>
      accounts.find((account) => isSame(account.summary, summary))
    const next = usable.map((summary) => same(summary) ?? open(summary))
    for (const account of next) account.admit()
    for (const account of accounts) if (!next.includes(account)) account.close()
    api.setState({ accounts: next, waiting, phase: next.length > 0 ? 'ready' : 'signed-out' })
  }

  const everyAccount = (): readonly AccountSummary[] => everyAccountOf(api.getState())
  const others = (key: string): readonly AccountSummary[] => everyAccount().filter((summary) => summary.key !== key)

  const signingOut = createSigningOut({ platform, api, everyAccount, reconcile })

  sessions.onEnded((key) => {
    reconcile(everyAccount().map((summary) => (summary.key === key ? { ...summary, session: 'ended' } : summary)))
  })
  sessions.onChanged((summaries) => {
    if (sessions.several) signingOut.forgetOthers(summaries)
    reconcile(summaries)
  })
  return {
    api,
    holdBack: (seconds) => {
      heldBackMs = seconds * 1_000
    },
    start: () => askWhoIsHere({ platform, api, open, painted, reconcile }),
    enter: (summary) => {
      reconcile([...others(summary.key), summary])
    },
    signOut: signingOut.signOut,
  }
}
