import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { compareMessages, compareVersions, nonceOf, type Message } from '#shared/models/message.ts'
import { isReadable, type AccountState, type MessageRow, type MessageWindow, type PendingMessage } from '../state.ts'

type Ids = readonly (MessageId | undefined)[]

const inOrder = (ids: Ids): readonly MessageId[] => ids.filter((id) => id !== undefined).toSorted()
const newest = (ids: Ids): MessageId | undefined => inOrder(ids).at(-1)
const oldest = (ids: Ids): MessageId | undefined => inOrder(ids)[0]

/** The newest message that is known of a channel, read or only told of by a list; undefined where none is. */
export function selectNewestKnown(state: AccountState, channelId: ChannelId): MessageId | undefined {
  const lists = [state.directs ?? [], ...Object.values(state.places).map(({ channels }) => channels)]
  const inLists = lists.map((list) => list.find(({ _id }) => _id === channelId)?.lastMessage?._id)
  return newest([...inLists, state.windows[channelId]?.rows.at(-1)?._id])
}

/** Whether an answer to it may be on its way. What was not asked yet and waits for its files or for a line is not meant. */
function isAwaited({ delivery, attempted, files }: PendingMessage, isConnected: boolean): boolean {
  return delivery.status === 'sending' && (attempted === true || (isConnected && files === undefined))
}

/** Messages of one's own that come after this one may be what is shown as on its way; undefined: none may. */
export function selectAwaitedSince(state: AccountState, channelId: ChannelId): MessageId | undefined {
  const isConnected = state.connection.status === 'connected'
  const awaited = (state.pending[channelId] ?? []).filter((pending) => isAwaited(pending, isConnected))
  return oldest(awaited.map(({ sentAfter }) => sentAfter))
}

interface Awaiting {
  readonly since: MessageId | undefined
  readonly me: string
  /** What is known to have come of something that was sent, by its nonce. */
  readonly stored: AccountState['stored']
}

/**
 * A channel's rows without those that say nothing of the nonce they were sent with (a forwarded card, something
 * retracted) and may be what is still shown as on its way: the answer to that tells (convergence, rule 16).
 */
function withoutAwaited(window: MessageWindow, { since, me, stored }: Awaiting): MessageWindow {
  if (since === undefined) return window
  const known = new Set(Object.values(stored))
  const isHeld = (row: MessageRow): boolean =>
    row._id > since &&
    isReadable(row) &&
    row.authorId?._id === me &&
    nonceOf(row.payload) === undefined &&
    !known.has(row._id)
  const rows = window.rows.filter((row) => !isHeld(row))
  return rows.length === window.rows.length ? window : { ...window, rows }
}

/** Each message once, in the newest body of several. */
function newestOfEach(messages: readonly Message[]): readonly Message[] {
  const newestOf = new Map<MessageId, Message>()
  for (const message of messages) {
    const present = newestOf.get(message._id)
    if (present === undefined || compareVersions(message, present) > 0) newestOf.set(message._id, message)
  }
  return [...newestOf.values()]
}

/**
 * With what is known to be stored of what was sent, behind the rows that are being read again: it must not go out of sight
 * until they are there.
 */
function withStored(window: MessageWindow, { me, stored }: Awaiting): MessageWindow {
  if (window.status !== 'ready' || window.held.length === 0) return window
  const known = new Set<MessageId>(Object.values(stored))
  const last = window.rows.at(-1)
  const own = window.held
    .filter(isReadable)
    .filter(({ _id, authorId }) => known.has(_id) && authorId?._id === me)
    .filter((row) => last === undefined || compareMessages(last, row) < 0)
  if (own.length === 0) return window
  return { ...window, rows: [...window.rows, ...newestOfEach(own).toSorted(compareMessages)] }
}

/** A channel's newest messages as they are shown: what one sent stands there once, on its way or stored. */
export const asShown = (window: MessageWindow, awaiting: Awaiting): MessageWindow =>
  withStored(withoutAwaited(window, awaiting), awaiting)
