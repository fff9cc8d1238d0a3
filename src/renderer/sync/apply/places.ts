import { castDraft, type Draft } from 'immer'
import type { Category } from '#shared/models/category.ts'
import type { DirectChannel, ServerChannel } from '#shared/models/channel.ts'
import type { CategoryId, ChannelId, ServerId } from '#shared/models/ids.ts'
import { directMessagePermissions } from '#shared/models/permissions.ts'
import type { Server } from '#shared/models/server.ts'
import { selectIsland } from '../../store/selectors/messages.ts'
import type { AccountState } from '../../store/state.ts'
import { doubtIsland } from '../islands.ts'
import { doubtWindow } from '../windows.ts'
import { isLate } from '../newest-record.ts'
import { learnPerson } from './people.ts'
import { withhold } from './withheld.ts'

type State = Draft<AccountState>

export function applyServer(draft: State, server: Server): void {
  const index = draft.servers?.findIndex((known) => known._id === server._id) ?? -1
  if (draft.servers !== null && index >= 0 && !isLate(server, draft.servers[index])) draft.servers[index] = server
}

/** Nothing of a channel stays but what this user wrote for it: only they can say that it is not wanted any more. */
export function forgetChannel(draft: State, channelId: ChannelId): void {
  delete draft.windows[channelId]
  delete draft.islands[channelId]
  delete draft.viewed[channelId]
  delete draft.marks[channelId]
}

/** Which server a channel is of, as far as anything that is known of it tells; null: of none, it is a direct one. */
function serverOf({ marks, windows, directs, places }: State, channelId: string): ServerId | null | undefined {
  const mark = marks[channelId]
  if (mark !== undefined) return mark.serverId
  const row = windows[channelId]?.rows.find((each) => !('kind' in each))
  if (row !== undefined && !('kind' in row)) return row.serverId ?? null
  if (directs?.some(({ _id }) => _id === channelId) === true) return null
  // Keys of places are server ids by construction.
  const [server] =
    Object.entries(places).find(([, { channels }]) => channels.some(({ _id }) => _id === channelId)) ?? []
  return server as ServerId | undefined
}

/** Ids of the channels of a server of which anything is known, and of those that may be of any server. */
function channelsOf(
  draft: State,
  serverId: ServerId,
): { readonly own: ReadonlySet<ChannelId>; readonly others: ReadonlySet<ChannelId> } {
  const listed = draft.places[serverId]?.channels.map(({ _id }) => _id) ?? []
  // Keys of windows and marks are channel ids by construction.
  const known = [...Object.keys(draft.marks), ...Object.keys(draft.windows)] as ChannelId[]
  const servers = new Map(known.map((channelId) => [channelId, serverOf(draft, channelId)]))
  const of = (server: ServerId | undefined): ChannelId[] =>
    known.filter((channelId) => servers.get(channelId) === server)
  return { own: new Set([...listed, ...of(serverId)]), others: new Set(of(undefined)) }
}

/** What a channel holds is shown on where somebody looks at it, until it is read again, and nothing new joins it. */
function doubtChannel(draft: State, channelId: ChannelId): void {
  const window = draft.windows[channelId]
  const island = draft.openChannel === channelId ? selectIsland(draft, channelId) : undefined
  if (island === undefined) delete draft.islands[channelId]
  else draft.islands[channelId] = [castDraft(doubtIsland(island))]
  if (window === undefined) return
  if (draft.openChannel === channelId) draft.windows[channelId] = castDraft(doubtWindow(window, draft.stored))
  else delete draft.windows[channelId]
}

/** What this account may see in a server is another thing now, or was for a moment (convergence, I8). */
export function applyPermissions(draft: State, { serverId }: { serverId: ServerId }): void {
  withhold(draft, serverId, 'channels')
  const { own, others } = channelsOf(draft, serverId)
  for (const channelId of [...own, ...others]) doubtChannel(draft, channelId)
}

export function applyChannelDelete(draft: State, channel: { channelId: ChannelId; serverId: ServerId }): void {
  const place = draft.places[channel.serverId]
  if (place?.channels.some((known) => known._id === channel.channelId) === true) {
    place.channels = place.channels.filter((known) => known._id !== channel.channelId)
    draft.gone[channel.channelId] = 'deleted'
  }
  forgetChannel(draft, channel.channelId)
}

/** As the gateway says it: nobody has to guess later how a server went. */
export function applyServerGone(draft: State, { serverId }: { serverId: ServerId }, how: 'deleted' | 'removed'): void {
  if (draft.servers?.some((known) => known._id === serverId) === true) draft.gone[serverId] = how
  forgetServer(draft, { serverId })
}

export function forgetServer(draft: State, { serverId }: { serverId: ServerId }): void {
  draft.servers = draft.servers?.filter((known) => known._id !== serverId) ?? null
  const { own, others } = channelsOf(draft, serverId)
  for (const channelId of own) forgetChannel(draft, channelId)
  // A channel that was just come to, of which no list and no message has told yet where it belongs.
  for (const channelId of others) doubtChannel(draft, channelId)
  delete draft.places[serverId]
  delete draft.withheld[serverId]
}

/**
 * The event has none of the members that only lists carry: it is laid over the row, never put instead of it
 * (convergence, rule 17). A channel that is not in the list is not put there (rule 18): the hint reads the list again.
 */
export function applyChannel(draft: State, channel: ServerChannel): void {
  const rows = draft.places[channel.serverId]?.channels
  const index = rows?.findIndex((known) => known._id === channel._id) ?? -1
  const row = rows?.[index]
  if (rows === undefined || row === undefined) return
  if (isLate(channel, row)) return
  const { lastMessage, lastReadMessageId, permissions } = row
  rows[index] = castDraft({ ...channel, lastMessage, lastReadMessageId, permissions } as typeof row)
}

export function applyCategory(draft: State, category: Category): void {
  const rows = draft.places[category.serverId]?.categories
  const index = rows?.findIndex((known) => known._id === category._id) ?? -1
  if (rows === undefined || draft.gone[category._id] !== undefined || isLate(category, rows[index])) return
  if (index >= 0) rows[index] = category
  else rows.push(category)
}

/** The event names no server: the category is looked for in all of them. It may be in an answer that is on its way. */
export function applyCategoryDelete(draft: State, { categoryId }: { categoryId: CategoryId }): void {
  const all = Object.values(draft.places)
  const mayComeBack = ({ status, categories }: (typeof all)[number]): boolean =>
    status === 'loading' || categories.some(({ _id }) => _id === categoryId)
  if (all.some(mayComeBack)) draft.gone[categoryId] = 'deleted'
  for (const place of all) {
    place.categories = place.categories.filter((known) => known._id !== categoryId)
    for (const channel of place.channels) if (channel.categoryId === categoryId) delete channel.categoryId
  }
}

export function applyDirectCreate(draft: State, channel: DirectChannel): void {
  for (const recipient of channel.recipients) if ('username' in recipient) learnPerson(draft, recipient)
  if (draft.directs === null || draft.directs.some((known) => known._id === channel._id)) return
  const row = { ...channel, lastMessage: null, lastReadMessageId: null, permissions: [...directMessagePermissions] }
  draft.directs.push(castDraft(row))
}
