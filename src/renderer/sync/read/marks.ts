import type { DirectChannelListItem, ServerChannelListItem } from '#shared/models/channel.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { UnreadChannel } from '#shared/protocol/http/channels.ts'
import type { ReadMark } from '../../store/state.ts'

export type ListItem = ServerChannelListItem | DirectChannelListItem

/** Where the gateway does not count, the newest message says at least that there is something. */
export function markFromList(channel: ListItem, me: UserId): ReadMark {
  const { lastMessage, lastReadMessageId } = channel
  const isNew = lastMessage !== null && lastMessage._id !== lastReadMessageId && lastMessage.authorId !== me
  const calls = isNew && lastMessage.content.includes(`<@${me}>`)
  return {
    serverId: 'serverId' in channel ? channel.serverId : null,
    lastReadMessageId,
    counted: { through: lastMessage?._id ?? null, unread: isNew ? 1 : 0, mentions: calls ? 1 : 0 },
    tail: [],
  }
}

export function markFromCount(channel: UnreadChannel): ReadMark {
  const { serverId, lastReadMessageId, lastMessageId, unread, mentions } = channel
  return {
    serverId: serverId ?? null,
    lastReadMessageId,
    counted: { through: lastMessageId, unread, mentions },
    tail: [],
  }
}

/**
 * Lays fresh counts over a mark: what came in after they were made stays, and the mark never moves back. What was
 * marked as unread again stays so until somebody reads on, here or elsewhere.
 */
export function withCounts(known: ReadMark | undefined, fresh: ReadMark): ReadMark {
  if (known === undefined) return fresh
  const through = fresh.counted.through ?? ''
  const [here, there] = [known.lastReadMessageId ?? '', fresh.lastReadMessageId ?? '']
  const marked = known.marked !== undefined && here >= there ? { marked: known.marked } : {}
  return {
    ...fresh,
    lastReadMessageId: here > there ? known.lastReadMessageId : fresh.lastReadMessageId,
    tail: known.tail.filter((entry) => entry._id > through),
    ...marked,
  }
}
