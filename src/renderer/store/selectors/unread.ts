import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { AccountState, ReadMark } from '../state.ts'

/** What waits to be read. Beyond 99 both mean "many". */
export interface Unread {
  readonly unread: number
  readonly mentions: number
}

const NOTHING: Unread = { unread: 0, mentions: 0 }

const plus = (one: Unread, other: Unread): Unread => ({
  unread: one.unread + other.unread,
  mentions: one.mentions + other.mentions,
})

/** Derived from the mark alone: what the gateway counted and is not read yet, what came since, and what was marked as unread again. */
export function unreadOfMark(mark: ReadMark | undefined): Unread {
  if (mark === undefined) return NOTHING
  const lastRead = mark.lastReadMessageId ?? ''
  const countStands = lastRead < (mark.counted.through ?? '')
  const tail = mark.tail.filter((entry) => entry._id > lastRead)
  const since = {
    unread: (countStands ? mark.counted.unread : 0) + tail.length,
    mentions: (countStands ? mark.counted.mentions : 0) + tail.filter((entry) => entry.mention).length,
  }
  return plus(since, mark.marked ?? NOTHING)
}

export const selectUnread = (state: AccountState, channelId: ChannelId): Unread => unreadOfMark(state.marks[channelId])

interface Sums {
  readonly servers: ReadonlyMap<ServerId, Unread>
  readonly directs: Unread
  /** Over all servers. */
  readonly mentions: number
}

function sumUp(marks: AccountState['marks']): Sums {
  const servers = new Map<ServerId, Unread>()
  let [directs, mentions] = [NOTHING, 0]
  for (const mark of Object.values(marks)) {
    const one = unreadOfMark(mark)
    if (mark.serverId === null) directs = plus(directs, one)
    else servers.set(mark.serverId, plus(servers.get(mark.serverId) ?? NOTHING, one))
    if (mark.serverId !== null) mentions += one.mentions
  }
  return { servers, directs, mentions }
}

/** A thousand servers ask for their sums at each change of any mark: they are all worked out once. */
const known = new WeakMap<AccountState['marks'], Sums>()

function sumsOf({ marks }: AccountState): Sums {
  const sums = known.get(marks) ?? sumUp(marks)
  known.set(marks, sums)
  return sums
}

export const selectServerUnread = (state: AccountState, serverId: ServerId): Unread =>
  sumsOf(state).servers.get(serverId) ?? NOTHING

/** In direct messages everything is meant for this person. */
export function selectDirectsUnread(state: AccountState): Unread {
  const { unread } = sumsOf(state).directs
  return { unread, mentions: unread }
}

/** Everything that was meant for this person and waits: mentions, and all of the direct messages. */
export const selectMentions = (state: AccountState): number => sumsOf(state).mentions + sumsOf(state).directs.unread
