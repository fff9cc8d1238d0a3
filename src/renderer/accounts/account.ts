import { userSelf, type UserSelf } from '#shared/models/user.ts'
import type { GatewayLink } from '../platform/gateway-link.ts'
import type { Notes } from '../platform/notes.ts'
import { randomId } from '../platform/random-id.ts'
import type { AccountSummary, Sessions } from '../platform/sessions.ts'
import { initialState, type Connection } from '../store/state.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createSync, type Sync } from '../sync/sync.ts'
import { openAccountCache, type AccountCache, type SearchKept } from './account-cache.ts'
import { createAdmission } from './admission.ts'
import { laterSocketOpener } from './later-socket.ts'
import { listenForLogOut } from './log-out-word.ts'
import { openKeptOf } from './open-kept-of.ts'
import { createPageClock } from './page-clock.ts'
import { listenForLeaving } from './leaving.ts'
import { leaveToNewer, takeSeatOf } from './seat.ts'
import { listenForWaking } from './waking.ts'

/** One account on one gateway: link, sync and store, opened and closed as one. */
export interface Account {
  readonly key: string
  readonly summary: AccountSummary
  readonly store: AccountStore
  readonly sync: Sync
  readonly fileUrl: GatewayLink['fileUrl']
  readonly search: SearchKept
  /** What is kept of it can be seen, as far as there is something and the disk gives it in time. */
  readonly shown: Promise<void>
  /** Whether the gateway has said that it is still this person; until then what is kept is shown, and nothing goes out. */
  readonly isAdmitted: () => boolean
  readonly admit: () => void
  /** It does not say so now; it is asked again at `retryAt`. */
  readonly away: (connection: Extract<Connection, { readonly status: 'offline' }>) => void
  /** Nothing goes on any more. `for good`: what is kept is going to be taken away, and nothing more is written. */
  readonly close: (how?: 'for good') => void
}

interface AccountOptions {
  readonly summary: AccountSummary
  readonly link: GatewayLink
  readonly sessions: Sessions
  readonly notes: Notes
  /** Another page says that it was logged out: nothing of that session is to stay here either. */
  readonly onLoggedOut: () => void
  /** How long what is sent is held back, so that it can be taken back; 0: not at all. */
  readonly undoMs?: () => number
  /** Somebody wants the gateway asked now whether it is still this person; missing where it has said so. */
  readonly onAskAgain?: () => void
}

/** The account's own record; until the gateway has told it, what is known from signing in. */
function provisionalProfile({ userId, username }: AccountSummary): UserSelf {
  const epoch = new Date(0).toISOString()
  return userSelf.parse({
    _id: userId,
    username,
    discriminator: '0000',
    isBot: false,
    notificationSettings: {},
    createdAt: epoch,
    updatedAt: epoch,
  })
}

async function readProfile(link: Pick<GatewayLink, 'request'>, store: AccountStore): Promise<void> {
  const response = await link.request('/api/users/@me')
  const parsed = userSelf.safeParse(await response.json())
  if (!parsed.success) return
  store.update((draft) => {
    draft.me = parsed.data
    draft.people[parsed.data._id] = parsed.data
  })
}

const ofThePage = ({ undoMs = () => 0 }: Pick<AccountOptions, 'undoMs'>) => ({
  random: Math.random,
  newNonce: randomId,
  undoMs,
  onUnreadable: (name: string): void => {
    console.info(`An event of the gateway was passed over: ${name}`)
  },
})

function setConnection(store: AccountStore, connection: Connection): void {
  store.update((draft) => {
    draft.connection = connection
  })
}

function begin({ sync, link, store }: Beginning): void {
  sync.start()
  // Without an answer the name from signing in stays; the next start asks again.
  readProfile(link, store).catch(() => undefined)
}

interface Beginning {
  readonly sync: Sync
  readonly link: Pick<GatewayLink, 'request'>
  readonly store: AccountStore
}

function once(close: Account['close']): Account['close'] {
  let isDone = false
  return (how) => {
    if (!isDone) close(how)
    isDone = true
  }
}

/** Begins once two things have happened: what is kept is there, and the gateway has said who it is. */
function createStart(isAdmitted: boolean, start: () => void): Start {
  let [admitted, ready, ended] = [isAdmitted, false, false]
  const look = (): void => {
    if (admitted && ready && !ended) start()
  }
  return {
    isAdmitted: () => admitted,
    admit: () => {
      if (admitted) return
      admitted = true
      look()
    },
    ready: () => {
      ready = true
      look()
    },
    end: () => {
      ended = true
    },
  }
}

interface Start {
  readonly isAdmitted: () => boolean
  readonly admit: () => void
  readonly ready: () => void
  readonly end: () => void
}

const beginWith = (cache: AccountCache, then: () => void): Promise<void> =>
  new Promise((resolve) => {
    cache.begin(() => {
      resolve()
      then()
    })
  })

export function openAccount(options: AccountOptions): Account {
  const { summary, link, sessions, notes, onLoggedOut, onAskAgain } = options
  const store = createAccountStore(initialState(provisionalProfile(summary)))
  const clock = createPageClock()
  const admission = createAdmission(link, onAskAgain === undefined)
  const seat = takeSeatOf(summary)
  const cache = openAccountCache({ summary, store, clock, seat })
  const kept = openKeptOf(summary, notes, cache.disk.makeRoom)
  const sync = createSync({
    store,
    request: admission.request,
    upload: admission.upload,
    openSocket: laterSocketOpener(link),
    kept,
    seat,
    cache: cache.disk,
    renewToken: async () => (await sessions.renew(summary.key)) === 'renewed',
    extensions: summary.extensions,
    clock,
    ...ofThePage(options),
  })
  const start = createStart(onAskAgain === undefined, () => begin({ sync, link, store }))
  const retryNow = (): void => (start.isAdmitted() ? sync.retryNow() : onAskAgain?.())
  const shown = beginWith(cache, start.ready)
  const stopListening: readonly (() => void)[] = [
    listenForWaking(() => (start.isAdmitted() ? sync.wake() : onAskAgain?.())),
    listenForLeaving(sync.drafts.flush),
    listenForLogOut(summary, onLoggedOut),
    leaveToNewer(seat, kept),
  ]
  return {
    key: summary.key,
    summary,
    store,
    sync: { ...sync, retryNow },
    search: cache.search,
    shown,
    fileUrl: link.fileUrl,
    isAdmitted: start.isAdmitted,
    admit: () => {
      admission.admit()
      start.admit()
    },
    away: (connection) => {
      admission.refuse()
      setConnection(store, connection)
    },
    close: once((how) => {
      start.end()
      for (const stop of stopListening) stop()
      if (how === 'for good') sync.drafts.forget()
      sync.stop()
      cache.close(how)
      clock.close()
      kept.close(how)
      seat.leave()
    }),
  }
}
