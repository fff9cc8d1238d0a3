import { castDraft } from 'immer'
import type { Category } from '#shared/models/category.ts'
import type { ServerId } from '#shared/models/ids.ts'
import type { AccountState, ServerPlace } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import { learnPerson } from '../apply/people.ts'
import { release, waitingFor, type Waiting } from '../apply/release.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { categoryList, channelList, memberList, roleList } from '../http/answers.ts'
import { idsOf, withTold } from '../newest-record.ts'
import { mayNotBeSeen, readOf, readOfAll, type Read } from './read-of.ts'
import type { Epochs } from './epoch.ts'
import { appearedIn, forgetMissing, forgetUnlisted, markListed, withNewest } from './listed-channels.ts'
import type { PageSizes } from './read-range.ts'

export interface PlaceReaderOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'after'>
  readonly epochs: Epochs
  /** How much is read at once. */
  readonly pages?: PageSizes | undefined
  /** Whether the gateway counts unread messages itself. */
  readonly countsUnread: boolean
  /** Channels were listed: one that somebody is at may be there again. */
  readonly onListed?: () => void
  /** Servers are in the list no more: what may have been of one of them is to be read again. */
  readonly onForgotten?: () => void
  /** Something is in a list that was not: what was forgotten with it is to be counted again. */
  readonly onAppeared?: (servers?: readonly ServerId[]) => void
}

/** Reads one server: channels, categories, roles, members. */
interface ServerReader {
  readonly read: (serverId: ServerId) => Promise<Read>
  readonly readMembers: (serverId: ServerId) => Promise<Read>
}

const emptyPlace: ServerPlace = { status: 'loading', channels: [], categories: [], roles: [], members: [] }

/** Categories as they were answered, with what was told of them since they were asked for. */
function categoriesOf(
  { places, gone }: AccountState,
  answered: Outcome<readonly Category[]>,
  { serverId, before }: { readonly serverId: ServerId; readonly before: ReadonlySet<string> },
): readonly Category[] {
  const known = places[serverId]?.categories ?? []
  const now = answered.status === 'done' ? withTold(answered.body, known, before) : known
  return now.filter(({ _id }) => gone[_id] === undefined)
}

/** What was read, or what was there before where it could not be read. */
function bodyOr<Body>(outcome: Outcome<Body>, before: Body): Body {
  return outcome.status === 'done' ? outcome.body : before
}

function letGo(store: AccountStore, waiting: readonly Waiting[], maySee: (channelId: string) => boolean): void {
  if (waiting.length === 0) return
  store.update((draft) => {
    for (const one of waiting) release(draft, one, maySee)
  })
}

const askFor = (api: GatewayApi, serverId: ServerId) =>
  Promise.all([
    api.get(channelList, `/servers/${serverId}/channels`),
    api.get(categoryList, `/servers/${serverId}/categories`),
    api.get(roleList, `/servers/${serverId}/roles`),
    api.get(memberList, `/servers/${serverId}/members`),
  ])

export function createServerReader(options: PlaceReaderOptions): ServerReader {
  const { api, store, countsUnread, onListed, onAppeared } = options
  const placeOf = (serverId: ServerId): ServerPlace => store.get().places[serverId] ?? emptyPlace

  /** Taken off when it is read, not when the answer is there: the line may be cut in between (convergence, rule 12). */
  function begin(serverId: ServerId): void {
    const { stale: _stale, ...place } = placeOf(serverId)
    store.update((draft) => {
      draft.places[serverId] = castDraft(place.status === 'ready' ? place : { ...place, status: 'loading' })
    })
  }

  function setPlace(serverId: ServerId, change: Partial<ServerPlace>): void {
    const place = { ...placeOf(serverId), ...change }
    store.update((draft) => {
      draft.places[serverId] = castDraft(place)
      for (const member of change.members ?? []) learnPerson(draft, member.userId)
    })
  }

  async function read(serverId: ServerId): Promise<Read> {
    begin(serverId)
    const waiting = waitingFor(store.get(), (_withheld, id) => id === serverId)
    const listedBefore = idsOf(placeOf(serverId).categories)
    const [channels, categories, roles, members] = await askFor(api, serverId)
    const before = store.get().places[serverId]
    // Left meanwhile: what was read is of a time when this account was still in it.
    if (before === undefined) return 'done'
    if (channels.status !== 'done') {
      setPlace(serverId, before.status === 'ready' ? { stale: true } : { status: 'failed' })
      if (mayNotBeSeen(channels)) letGo(store, waiting, () => false)
      return readOf(channels)
    }
    store.update((draft) => {
      forgetMissing(draft, before.channels, channels.body)
      if (countsUnread) return
      forgetUnlisted(draft, serverId, channels.body)
      markListed(store, draft, channels.body)
    })
    setPlace(serverId, {
      status: 'ready',
      channels: withNewest(channels.body, before.channels),
      categories: categoriesOf(store.get(), categories, { serverId, before: listedBefore }),
      roles: bodyOr(roles, before.roles),
      members: bodyOr(members, before.members),
    })
    const listed = new Set<string>(channels.body.map(({ _id }) => _id))
    letGo(store, waiting, (channelId) => listed.has(channelId))
    onListed?.()
    if (before.status === 'ready' && appearedIn(channels.body, before.channels).length > 0) onAppeared?.()
    return readOfAll([categories, roles, members])
  }

  return {
    read,
    readMembers: async (serverId) => {
      const outcome = await api.get(memberList, `/servers/${serverId}/members`)
      if (outcome.status !== 'done') return readOf(outcome)
      if (store.get().places[serverId] !== undefined) setPlace(serverId, { members: outcome.body })
      return 'done'
    },
  }
}
