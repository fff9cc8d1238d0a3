import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { DesktopAccount } from '#shared/desktop-bridge.ts'
import { createPagePolicy } from '../content-policy.ts'
import { desktopAccount } from '../desktop-account.ts'
import type { Notify } from '../notices.ts'
import type { LiveRequests } from '../relay/live-requests.ts'
import type { Send } from '../relay/send-request.ts'
import { createAuthCalls } from './auth-calls.ts'
import { createInnerAccount, type InnerAccount } from './inner-account.ts'
import { openNotes, type Notes } from './notes.ts'
import { createSessions, type Sessions } from './sessions.ts'
import type { StoredAccount } from './stored-account.ts'
import { openTokenStore, type KeyStore } from './token-store.ts'

interface OpenAccountsOptions {
  readonly file: string
  readonly notesFolder: string
  readonly keyStore: KeyStore
  readonly send: Send
  readonly live: LiveRequests
  readonly notify: Notify
}

export interface Accounts {
  readonly sessions: Sessions
  readonly inner: InnerAccount
  readonly notes: Notes
  readonly describe: (account: StoredAccount) => DesktopAccount
  readonly gateways: () => readonly string[]
  /** The policy of a page that is about to be loaded. The first one waits a little for the inner gateway's address. */
  readonly pagePolicy: () => Promise<string>
}

const INNER_LIMIT_MS = 10_000

/** All accounts of this computer, with everything that has to know them. */
export async function openAccounts(options: OpenAccountsOptions): Promise<Accounts> {
  const { file, notesFolder, keyStore, send, live, notify } = options
  const store = await openTokenStore({ file, keyStore })
  const notes = await openNotes({ folder: notesFolder, isAccount: (key) => store.find(key) !== undefined })
  const gateways = (): readonly string[] => [...new Set(store.accounts().map(({ gateway }) => gateway))]
  const policy = createPagePolicy(gateways)

  const describe = (account: StoredAccount): DesktopAccount =>
    desktopAccount(account, {
      session: sessions.stateOf(account.key),
      available: !account.inner || inner.isAvailable(),
      needsReload: !policy.covers(account.gateway),
    })
  const onChanged = (): void => {
    notify('accountsChanged', store.accounts().map(describe))
  }
  const sessions: Sessions = createSessions({
    store,
    auth: createAuthCalls(send),
    nowMs: () => performance.now(),
    wait: (ms) => wait(ms),
    newKey: () => randomBytes(8).toString('hex'),
    endRequests: live.endAccount,
    forgetNotes: notes.forget,
    onChanged,
    onEnded: (key, reason) => {
      if (inner.isInner(key)) void inner.revive()
      else notify('sessionEnded', { key, reason })
    },
  })
  const inner: InnerAccount = createInnerAccount({ sessions, onChanged })

  for (const account of store.accounts()) {
    if (!account.inner && sessions.stateOf(account.key) === 'open') void sessions.learnCapabilities(account.key)
  }
  return {
    sessions,
    inner,
    notes,
    describe,
    gateways,
    pagePolicy: async () => {
      await Promise.race([inner.firstTry, wait(INNER_LIMIT_MS, undefined, { ref: false })])
      return policy.issue()
    },
  }
}
