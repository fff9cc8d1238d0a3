import type { DirectChannelListItem, ServerChannelListItem } from '#shared/models/channel.ts'
import type { ChannelId, ServerId, UserId } from '#shared/models/ids.ts'
import type { Permission } from '#shared/models/permissions.ts'
import type { UserSummary } from '#shared/models/user.ts'
import type { AccountState } from '../state.ts'

export type ListedChannel = ServerChannelListItem | DirectChannelListItem

/** A channel of any list that was read, or undefined where it is not there for this account. */
export function selectChannel(
  state: Pick<AccountState, 'directs' | 'places'>,
  channelId: ChannelId,
): ListedChannel | undefined {
  const direct = state.directs?.find((channel) => channel._id === channelId)
  if (direct !== undefined) return direct
  for (const place of Object.values(state.places)) {
    const channel = place.channels.find((known) => known._id === channelId)
    if (channel !== undefined) return channel
  }
  return undefined
}

/** The other one of a direct message. */
export function otherOf(channel: DirectChannelListItem, me: UserId): UserId | undefined {
  return channel.recipients.find((recipient) => recipient._id !== me)?._id as UserId | undefined
}

export function selectOther(state: AccountState, channel: DirectChannelListItem): UserSummary | undefined {
  const other = otherOf(channel, state.me._id)
  return other === undefined ? undefined : state.people[other]
}

export interface ChannelGroup {
  readonly id: string
  /** Empty for the channels without a category, which come first. */
  readonly name: string
  readonly channels: readonly ServerChannelListItem[]
}

const byPosition = (
  a: { readonly position?: number | undefined },
  b: { readonly position?: number | undefined },
): number => (a.position ?? -1) - (b.position ?? -1)

/** The channels of a server as they stand in the list. */
export function channelGroups(place: AccountState['places'][string] | undefined): readonly ChannelGroup[] {
  if (place === undefined) return []
  const channels = place.channels.toSorted(byPosition)
  const known = new Set<string>(place.categories.map((category) => category._id))
  const loose = channels.filter((channel) => !known.has(channel.categoryId ?? ''))
  const groups = place.categories.toSorted(byPosition).map((category) => ({
    id: category._id,
    name: category.name,
    channels: channels.filter((channel) => channel.categoryId === category._id),
  }))
  return [{ id: '', name: '', channels: loose }, ...groups].filter((group) => group.channels.length > 0)
}

/** This account is not in that server, as far as the list of its servers was read. */
export function isForeign(state: AccountState, serverId: ServerId): boolean {
  return state.servers?.some((server) => server._id === serverId) === false
}

/** Where a server is entered: its first channel that can be talked in. */
export function selectFirstChannel(state: AccountState, serverId: ServerId): ChannelId | undefined {
  const channels = channelGroups(state.places[serverId]).flatMap((group) => group.channels)
  return (channels.find((channel) => channel.type === 'GUILD_TEXT') ?? channels[0])?._id
}

export function may(channel: ListedChannel | undefined, permission: Permission): boolean {
  return channel?.permissions.includes(permission) === true
}

/** Direct messages, the one last talked in first. */
export function sortedDirects(directs: AccountState['directs']): readonly DirectChannelListItem[] {
  const timeOf = (channel: DirectChannelListItem): string => channel.lastMessage?.createdAt ?? channel.createdAt
  return (directs ?? []).toSorted((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
}
