import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { AccountState, ReadMark } from '../state.ts'

/** What waits to be read. Beyond 99 both mean "many". */
export interface Unread {
  readonly unread: number
  readonly mentions: number
}

const NOTHING: Unread = { unread: 0, mentions: 0 }

/** Derived from the mark alone: what the gateway counted and is not read yet, and what came since. */
export function unreadOfMark(mark: ReadMark | undefined): Unread {
  if (mark === undefined) return NOTHING
  const lastRead = mark.lastReadMessageId ?? ''
  const countStands = lastRead < (mark.counted.through ?? '')
  const tail = mark.tail.filter((entry) => entry._id > lastRead)
  return {
    unread: (countStands ? mark.counted.unread : 0) + tail.length,
    mentions: (countStands ? mark.counted.mentions : 0) + tail.filter((entry) => entry.mention).length,
  }
}

export const selectUnread = (state: AccountState, channelId: ChannelId): Unread => unreadOfMark(state.marks[channelId])

function sum(marks: Iterable<ReadMark>): Unread {
  let [unread, mentions] = [0, 0]
  for (const mark of marks) {
    const one = unreadOfMark(mark)
    unread += one.unread
    mentions += one.mentions
  }
  return { unread, mentions }
}

export function selectServerUnread(state: AccountState, serverId: ServerId): Unread {
  return sum(Object.values(state.marks).filter((mark) => mark.serverId === serverId))
}

/** In direct messages everything is meant for this person. */
export function selectDirectsUnread(state: AccountState): Unread {
  const { unread } = sum(Object.values(state.marks).filter((mark) => mark.serverId === null))
  return { unread, mentions: unread }
}

/** Everything that was meant for this person and waits: mentions, and all of the direct messages. */
export function selectMentions(state: AccountState): number {
  const inServers = Object.values(state.marks).filter((mark) => mark.serverId !== null)
  return sum(inServers).mentions + selectDirectsUnread(state).mentions
}
