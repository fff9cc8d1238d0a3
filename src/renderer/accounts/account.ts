import type { ChannelId } from '#shared/models/ids.ts'
import { userSelf, type UserSelf } from '#shared/models/user.ts'
import type { GatewayLink } from '../platform/gateway-link.ts'
import { randomId } from '../platform/random-id.ts'
import type { AccountSummary, Sessions } from '../platform/sessions.ts'
import { initialState } from '../store/state.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createSync, type Sync } from '../sync/sync.ts'
import { takeCarriedDrafts } from './carried-drafts.ts'
import { socketOpener } from './gateway-socket.ts'
import { openKeptOf } from './open-kept-of.ts'
import { createPageClock } from './page-clock.ts'
import { listenForWaking } from './waking.ts'

/** One account on one gateway: link, sync and store, opened and closed as one. */
export interface Account {
  readonly key: string
  readonly summary: AccountSummary
  readonly store: AccountStore
  readonly sync: Sync
  readonly fileUrl: GatewayLink['fileUrl']
  /** What was typed and not sent, by channel: this account's alone, and gone with it. */
  readonly drafts: Map<ChannelId, string>
  readonly close: () => void
}

interface AccountOptions {
  readonly summary: AccountSummary
  readonly link: GatewayLink
  readonly sessions: Sessions
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

async function readProfile(link: GatewayLink, store: AccountStore): Promise<void> {
  const response = await link.request('/api/users/@me')
  const parsed = userSelf.safeParse(await response.json())
  if (!parsed.success) return
  store.update((draft) => {
    draft.me = parsed.data
    draft.people[parsed.data._id] = parsed.data
  })
}

export function openAccount({ summary, link, sessions }: AccountOptions): Account {
  const store = createAccountStore(initialState(provisionalProfile(summary)))
  const clock = createPageClock()
  const kept = openKeptOf(summary)
  const sync = createSync({
    store,
    request: link.request,
    upload: link.upload,
    openSocket: socketOpener(link),
    kept,
    renewToken: async () => (await sessions.renew(summary.key)) === 'renewed',
    extensions: summary.extensions,
    clock,
    random: Math.random,
    newNonce: randomId,
    onUnreadable: (name) => {
      console.info(`An event of the gateway was passed over: ${name}`)
    },
  })
  sync.start()
  // Without an answer the name from signing in stays; the next start asks again.
  readProfile(link, store).catch(() => undefined)

  const stopListening = listenForWaking(sync.wake)
  return {
    key: summary.key,
    summary,
    store,
    sync,
    fileUrl: link.fileUrl,
    drafts: takeCarriedDrafts(summary),
    close: () => {
      stopListening()
      sync.stop()
      clock.close()
      kept.close()
    },
  }
}
