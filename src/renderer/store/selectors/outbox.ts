import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { KeptItem } from '../kept.ts'
import type { AccountState, ChangeDelivery, Delivery, PendingChange, PendingMessage } from '../state.ts'
import { selectChannel, selectOther } from './channels.ts'

type OnItsWay = Pick<AccountState, 'pending' | 'changes'>

/** What is on its way in one channel, in the order of doing. */
export interface OutboxGroup {
  readonly channelId: ChannelId
  readonly items: readonly KeptItem[]
}

const isEditOf = (change: PendingChange, { nonce }: PendingMessage): boolean =>
  change.kind === 'edit' && 'nonce' in change.target && change.target.nonce === nonce

/** What is on its way as its user left it: corrected meanwhile, it says what it was corrected to. */
export function withEdits(
  pending: readonly PendingMessage[],
  changes: readonly PendingChange[],
): readonly PendingMessage[] {
  if (changes.length === 0) return pending
  return pending.map((message) => {
    const edit = changes.findLast((change) => isEditOf(change, message))
    return edit?.kind === 'edit' ? { ...message, content: edit.content } : message
  })
}

/** A correction of what is on its way is no item beside it. */
function itemsOf(pending: readonly PendingMessage[], changes: readonly PendingChange[]): readonly KeptItem[] {
  const apart = changes.filter((change) => !pending.some((message) => isEditOf(change, message)))
  const messages = withEdits(pending, changes).map((message): KeptItem => ({ kind: 'message', ...message }))
  return [...messages, ...apart].toSorted((one, other) => one.sentAt - other.sentAt)
}

/** Everything on its way, the channel first in which something has waited longest. */
export function outboxGroups({ pending, changes }: OnItsWay): readonly OutboxGroup[] {
  // Keys of both records are channel ids by construction.
  const channels = [...new Set([...Object.keys(pending), ...Object.keys(changes)])] as ChannelId[]
  const startOf = ({ items }: OutboxGroup): number => items[0]?.sentAt ?? 0
  return channels
    .map((channelId) => ({ channelId, items: itemsOf(pending[channelId] ?? [], changes[channelId] ?? []) }))
    .filter(({ items }) => items.length > 0)
    .toSorted((one, other) => startOf(one) - startOf(other))
}

export interface OutboxCounts {
  readonly messages: number
  readonly changes: number
}

const countOf = (items: readonly KeptItem[]): OutboxCounts => {
  const messages = items.filter(({ kind }) => kind === 'message').length
  return { messages, changes: items.length - messages }
}

const allItems = (state: OnItsWay): readonly KeptItem[] => outboxGroups(state).flatMap(({ items }) => items)

export const outboxCounts = (state: OnItsWay): OutboxCounts => countOf(allItems(state))

const unsettled: ReadonlySet<(Delivery | ChangeDelivery)['status']> = new Set([
  'failed',
  'files-failed',
  'unconfirmed',
  'conflict',
])

/** It does not go on by itself: only its user can say what is to become of it. */
export const isUnsettled = ({ delivery }: Pick<KeptItem, 'delivery'>): boolean => unsettled.has(delivery.status)

/** What goes out by itself once it can. */
export const waitingCounts = (state: OnItsWay): OutboxCounts =>
  countOf(allItems(state).filter((item) => !isUnsettled(item)))

export const unsettledItems = (state: OnItsWay): readonly KeptItem[] => allItems(state).filter(isUnsettled)

/** What came to nothing in channels that nobody is looking at. */
export const unsettledElsewhere = (state: OnItsWay, open: ChannelId | undefined): OutboxCounts =>
  countOf(unsettledItems(state).filter(({ channelId }) => channelId !== open))

/** A channel by its name and where it is, as far as either is known. */
export interface PlaceName {
  readonly kind: 'channel' | 'direct'
  readonly name: string | undefined
  readonly server: string | undefined
}

/** Where a channel is of which perhaps only that is known. */
const serverOf = (state: AccountState, channelId: ChannelId): ServerId | null | undefined =>
  state.marks[channelId]?.serverId

export function selectPlaceName(state: AccountState, channelId: ChannelId): PlaceName {
  const channel = selectChannel(state, channelId)
  if (channel?.type === 'DM') {
    return { kind: 'direct', name: selectOther(state, channel)?.username, server: undefined }
  }
  const serverId = channel?.serverId ?? serverOf(state, channelId)
  const server = state.servers?.find(({ _id }) => _id === serverId)?.name
  return { kind: 'channel', name: channel?.name, server }
}
