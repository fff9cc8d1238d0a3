import type { StoreApi } from 'zustand/vanilla'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import type { Account } from './account.ts'
import type { ShellState } from './shell-store.ts'

/** Opens somebody's account; with `onAskAgain` before the gateway has said that it is still theirs. */
export type OpenSummary = (summary: AccountSummary, more?: { readonly onAskAgain: () => void }) => Account

interface Asking {
  readonly platform: Platform
  readonly api: Pick<StoreApi<ShellState>, 'getState' | 'setState'>
  readonly open: OpenSummary
  /** Settles once what the page was last told to draw is on the screen. */
  readonly painted: () => Promise<void>
  /** The gateway has said who is signed in. */
  readonly reconcile: (accounts: readonly AccountSummary[]) => void
}

/** So long the gateway is not asked, so that what is kept is seen before there is anything else to do. */
const HEAD_START_MS = 250
const FIRST_RETRY_MS = 1_000
const MAX_RETRY_MS = 15_000

/** Time that somebody who does not want to wait can end. */
interface Pause {
  readonly wait: (delayMs: number) => Promise<void>
  readonly end: () => void
}

function createPause(): Pause {
  let end = (): void => undefined
  return {
    wait: (delayMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, delayMs)
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    end: () => {
      end()
    },
  }
}

/**
 * Opens the accounts of who was here last, to show what they had read, while the gateway is asked whether they still are.
 */
function openRemembered({ platform, api, open }: Asking, onAskAgain: () => void): readonly Account[] {
  const accounts = platform.sessions.remembered().map((summary) => open(summary, { onAskAgain }))
  if (accounts.length > 0) api.setState({ accounts })
  return accounts
}

/** Drawn once there is something to be seen: a frame without messages would be drawn for nothing. */
async function showRemembered({ api, painted }: Asking, accounts: readonly Account[]): Promise<void> {
  await Promise.all(accounts.map(({ shown }) => shown))
  const { phase, accounts: open } = api.getState()
  const isOver = phase !== 'starting' && phase !== 'unreachable'
  if (isOver || !accounts.every((account) => open.includes(account))) return
  api.setState({ phase: 'ready' })
  await painted()
}

/** The gateway is away, which is no reason to sign anybody out: the page says so and asks again. */
function tellAway({ api }: Asking, attempt: number, retryAt: number): void {
  const { phase, accounts } = api.getState()
  if (phase === 'starting') api.setState({ phase: 'unreachable' })
  for (const account of accounts) {
    if (!account.isAdmitted()) account.away({ status: 'offline', attempt, retryAt })
  }
}

/** Finds the accounts with a session and opens them. Tries until the gateway says yes or no. */
export async function askWhoIsHere(asking: Asking): Promise<void> {
  const pause = createPause()
  const remembered = openRemembered(asking, pause.end)
  if (remembered.length > 0) await Promise.race([showRemembered(asking, remembered), pause.wait(HEAD_START_MS)])
  for (let attempt = 1; ; attempt += 1) {
    try {
      asking.reconcile(await asking.platform.sessions.accounts())
      return
    } catch {
      const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1))
      tellAway(asking, attempt, Date.now() + delay)
      await pause.wait(delay)
    }
  }
}
