import type { DirectChannelListItem, ServerChannelListItem } from '#shared/models/channel.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { UnreadChannel } from '#shared/protocol/http/channels.ts'
import { mentionsUser } from '#shared/models/mentions.ts'
import { isReadable, type MessageRow, type ReadMark } from '../../store/state.ts'

export type ListItem = ServerChannelListItem | DirectChannelListItem

/** Where the gateway does not count, the newest message says at least that there is something. */
export function markFromList(channel: ListItem, me: UserId): ReadMark {
  const { lastMessage, lastReadMessageId } = channel
  const serverId = 'serverId' in channel ? channel.serverId : null
  if (lastMessage === null || lastMessage._id === lastReadMessageId || lastMessage.authorId === me) {
    const counted = { through: lastMessage?._id ?? null, unread: 0, mentions: 0 }
    return { serverId, lastReadMessageId, counted, tail: [] }
  }
  const through = lastMessage._id
  const mentions = lastMessage.content.includes(`<@${me}>`) ? 1 : 0
  const counted = { through, unread: 1, mentions, due: 'first' } as const
  return { serverId, lastReadMessageId, counted, tail: [], uncountedBefore: through }
}

/** The newest message that is known of a mark to be counted, whether it was retracted since or not. */
export const newestCounted = ({ counted: { through, listed }, tail }: ReadMark): string =>
  [through ?? '', listed ?? '', tail.at(-1)?._id ?? ''].toSorted().at(-1) ?? ''

/**
 * A mark after its channel was listed, where the gateway does not count: what was counted here stays, where the list has
 * nothing newer, until it is counted once more. What is known from events alone was never counted.
 */
export function withListed(known: ReadMark | undefined, listed: ReadMark): ReadMark {
  const isNew = listed.counted.due !== undefined
  const through = listed.counted.through ?? ''
  const { uncountedBefore, ...laid } = withCounts(known, listed)
  const wasCounted = known !== undefined && known.counted.through !== null
  if (!wasCounted || !isNew || newestCounted(known) < through) {
    return uncountedBefore === undefined ? laid : { ...laid, uncountedBefore }
  }
  const { counted, tail } = known
  const before = known.uncountedBefore === undefined ? {} : { uncountedBefore: known.uncountedBefore }
  return { ...laid, counted: { due: 'again', ...counted, listed: listed.counted.through }, tail, ...before }
}

interface NewestPage {
  readonly rows: readonly MessageRow[]
  /** Nothing is older than the first row. */
  readonly reachesStart: boolean
}

/** A mark after the newest messages were counted: each of them that is unread is known, and whether there are more. */
export function withCountedPage(known: ReadMark, { rows, reachesStart }: NewestPage, me: UserId): ReadMark {
  const { uncountedBefore: _before, ...mark } = known
  const messages = rows.filter(isReadable)
  const own = messages.findLast(({ authorId }) => authorId?._id === me)?._id ?? ''
  const read = known.lastReadMessageId ?? ''
  const from = own > read ? own : read
  const waiting = messages.filter(({ _id, retractedAt }) => _id > from && retractedAt === undefined)
  const ids = rows.map(({ _id }) => _id).toSorted()
  const [first, last] = [ids[0], ids.at(-1)]
  const isWhole = reachesStart || first === undefined || first <= from
  return {
    ...mark,
    counted: { through: last ?? null, unread: 0, mentions: 0 },
    tail: [
      ...waiting.map((message) => ({ _id: message._id, mention: mentionsUser(message, me) })),
      ...mark.tail.filter(({ _id }) => _id > (last ?? '')),
    ],
    ...(isWhole ? {} : { uncountedBefore: first }),
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
    ...(known.untold === true && here > there ? { untold: true } : {}),
    tail: known.tail.filter((entry) => entry._id > through),
    ...marked,
  }
}
