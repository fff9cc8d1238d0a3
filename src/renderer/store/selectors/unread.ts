import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { AccountState, ReadMark } from '../state.ts'

/** What waits to be read. Beyond 99 both mean "many". */
export interface Unread {
  readonly unread: number
  readonly mentions: number
  /** So many at least: of the rest is known that it is there, and nobody counted it. */
  readonly isMore: boolean
}

const NOTHING: Unread = { unread: 0, mentions: 0, isMore: false }

const plus = (one: Unread, other: Unread): Unread => ({
  unread: one.unread + other.unread,
  mentions: one.mentions + other.mentions,
  isMore: one.isMore || other.isMore,
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
    isMore: lastRead < (mark.uncountedBefore ?? ''),
  }
  return mark.marked === undefined ? since : plus(since, { ...mark.marked, isMore: false })
}

export const selectUnread = (state: AccountState, channelId: ChannelId): Unread => unreadOfMark(state.marks[channelId])

interface Sums {
  readonly servers: ReadonlyMap<ServerId, Unread>
  readonly directs: Unread
  /** Over all servers. */
  readonly all: Unread
}

function sumUp(marks: AccountState['marks']): Sums {
  const servers = new Map<ServerId, Unread>()
  let [directs, all] = [NOTHING, NOTHING]
  for (const mark of Object.values(marks)) {
    const one = unreadOfMark(mark)
    if (mark.serverId === null) directs = plus(directs, one)
    else servers.set(mark.serverId, plus(servers.get(mark.serverId) ?? NOTHING, one))
    if (mark.serverId !== null) all = plus(all, one)
  }
  return { servers, directs, all }
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
  const { unread, isMore } = sumsOf(state).directs
  return { unread, mentions: unread, isMore }
}

/** Everything that was meant for this person and waits: mentions, and all of the direct messages. */
export const selectMentions = (state: AccountState): number => sumsOf(state).all.mentions + sumsOf(state).directs.unread

/** That are more, of which nobody knows how many. */
export const selectMoreMentions = (state: AccountState): boolean =>
  sumsOf(state).all.isMore || sumsOf(state).directs.isMore
