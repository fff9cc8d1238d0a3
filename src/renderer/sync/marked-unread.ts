import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { mentionsUser } from '#shared/models/mentions.ts'
import type { Message } from '#shared/models/message.ts'
import { isReadable, type AccountState, type MarkedUnread } from '../store/state.ts'

const rowsOf = ({ windows, islands }: AccountState, channelId: ChannelId): readonly Message[] =>
  [...(islands[channelId] ?? []), ...(windows[channelId] === undefined ? [] : [windows[channelId]])]
    .flatMap(({ rows }) => rows)
    .filter(isReadable)

/** What of a channel is to count as unread again, from a message on: as much of it as was read, of what is here. */
export function markedUnread(state: AccountState, channelId: ChannelId, from: MessageId): MarkedUnread {
  const { me, marks } = state
  const lastRead = marks[channelId]?.lastReadMessageId ?? ''
  const again = rowsOf(state, channelId).filter(({ _id }) => _id >= from && _id <= lastRead)
  const ofOthers = again.filter(({ authorId, retractedAt }) => authorId?._id !== me._id && retractedAt === undefined)
  const byId = new Map(ofOthers.map((message) => [message._id, message]))
  const mentions = [...byId.values()].filter((message) => mentionsUser(message, me._id)).length
  // Whoever marks their own words wants to find them again, too.
  return { from, unread: Math.max(byId.size, again.length > 0 ? 1 : 0), mentions }
}
