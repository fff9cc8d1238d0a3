import { castDraft, type Draft } from 'immer'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { isReadable, type AccountState, type ToldMessage, type Withheld } from '../../store/state.ts'
import type { MessageSyncEvent } from '../parse-event.ts'

type State = Draft<AccountState>

/** As many as are kept of a server: with more, the answer that is waited for knows them. */
const MOST_TOLD = 500

/** From now on messages of a server wait until it was read again what may be seen of it (convergence, I8). */
export function withhold(draft: State, serverId: ServerId, until: Withheld['until']): void {
  const known = draft.withheld[serverId]
  if (known === undefined) draft.withheld[serverId] = { until, asked: 1, told: [] }
  else draft.withheld[serverId] = { until, asked: known.asked + 1, told: known.told }
}

/** How a message stands to what this account was said to be in. */
type Standing =
  | 'seen'
  /** Of a channel or server that nobody listed: asked about, and waiting until then. */
  | 'unlisted'
  /** It was said, or read, that it is not there for this account any more. */
  | 'gone'

function standingOf(state: State, channelId: ChannelId, serverId: ServerId): Standing {
  const { servers, places, gone } = state
  if (servers !== null && !servers.some(({ _id }) => _id === serverId)) {
    return gone[serverId] === undefined ? 'unlisted' : 'gone'
  }
  const place = places[serverId]
  if (place?.status !== 'ready' || place.channels.some(({ _id }) => _id === channelId)) return 'seen'
  return gone[channelId] === undefined ? 'unlisted' : 'gone'
}

/** Whether it is over with a channel: nothing that comes of it is taken. */
export function isGone(state: State, { channelId, row }: MessageSyncEvent): boolean {
  if (!isReadable(row)) return state.gone[channelId] !== undefined
  if (row.serverId === undefined) return false
  return state.withheld[row.serverId] === undefined && standingOf(state, channelId, row.serverId) === 'gone'
}

/** Whether a message is kept from the lists and the counts for now; if so, it waits with the others of its server. */
export function isWithheld(draft: State, { message, isNew }: ToldMessage): boolean {
  const { serverId, channelId } = message
  if (serverId === undefined) return false
  if (draft.withheld[serverId] === undefined) {
    if (standingOf(draft, channelId, serverId) === 'seen') return false
    // What changes in a channel that nobody listed concerns nothing here; that there is one, a new message tells.
    if (!isNew) return true
    const isMember = draft.servers?.some(({ _id }) => _id === serverId) !== false
    withhold(draft, serverId, isMember ? 'channels' : 'servers')
  }
  const withheld = draft.withheld[serverId]
  if (withheld !== undefined) withheld.told = [...withheld.told, castDraft({ message, isNew })].slice(-MOST_TOLD)
  return true
}
