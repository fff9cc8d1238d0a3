import { castDraft, current, isDraft, type Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import { nonceOf, type Message } from '#shared/models/message.ts'
import { mentionsUser } from '#shared/models/mentions.ts'
import type { LastMessage } from '#shared/models/channel.ts'
import { isReadable, type AccountState, type MessageRow, type MessageWindow, type TailEntry } from '../../store/state.ts'
import type { MessageSyncEvent } from '../parse-event.ts'
import { takeRow } from '../windows.ts'
import { learnPerson } from './people.ts'

type State = Draft<AccountState>

/** The confirmed message takes the place of what was sent: the same nonce, by this account (convergence, rule 6). */
export function retirePending(draft: State, message: Message): void {
  const nonce = nonceOf(message.payload)
  const list = draft.pending[message.channelId]
  if (nonce === undefined || list === undefined || message.authorId?._id !== draft.me._id) return
  const rest = list.filter((pending) => pending.nonce !== nonce)
  if (rest.length > 0) draft.pending[message.channelId] = rest
  else delete draft.pending[message.channelId]
}

function toLastMessage(message: Message): LastMessage {
  return {
    _id: message._id,
    authorId: message.authorId?._id ?? null,
    type: message.type,
    content: message.content ?? '',
    createdAt: message.createdAt,
    retractedAt: message.retractedAt,
  }
}

/** Keeps the newest message of a list row: a newer one, or a change of the one that stands there. */
function updateLists(draft: State, message: Message): void {
  const rows = message.serverId === undefined ? draft.directs : draft.places[message.serverId]?.channels
  const row = rows?.find((channel) => channel._id === message.channelId)
  if (row === undefined) return
  const present = row.lastMessage
  if (present === null || present._id <= message._id) row.lastMessage = castDraft(toLastMessage(message))
}

/** More than anybody counts; the oldest go first, and the number shown is "99+" long before. */
const MAX_TAIL = 150

interface TailChange {
  readonly entry: TailEntry
  readonly retracted: boolean
  readonly mayAdd: boolean
}

function tailWith(tail: readonly TailEntry[], { entry, retracted, mayAdd }: TailChange): readonly TailEntry[] {
  const newest = tail.at(-1)
  const follows = newest === undefined || newest._id < entry._id
  const index = follows ? -1 : tail.findIndex(({ _id }) => _id === entry._id)
  if (retracted) return index < 0 ? tail : tail.toSpliced(index, 1)
  if (index >= 0) return tail[index]?.mention === entry.mention ? tail : tail.with(index, entry)
  if (!mayAdd) return tail
  const grown = [...tail, entry]
  return (follows ? grown : grown.toSorted((a, b) => (a._id < b._id ? -1 : 1))).slice(-MAX_TAIL)
}

/** Worked out on plain lists: through a draft each look at an entry costs a proxy, and ten thousand events a second. */
function updateTail(draft: State, message: Message, isNew: boolean): void {
  const mark = draft.marks[message.channelId]
  if (mark === undefined || message.authorId?._id === draft.me._id) return
  const tail = isDraft(mark.tail) ? current(mark.tail) : mark.tail
  const next = tailWith(tail, {
    entry: { _id: message._id, mention: mentionsUser(message, draft.me._id) },
    retracted: message.retractedAt !== undefined,
    mayAdd: isNew && message._id > (mark.counted.through ?? ''),
  })
  if (next !== tail) mark.tail = castDraft(next)
}

function ensureMark(draft: State, message: Message): void {
  draft.marks[message.channelId] ??= {
    serverId: message.serverId ?? null,
    lastReadMessageId: null,
    counted: { through: null, unread: 0, mentions: 0 },
    tail: [],
  }
}

/** Puts a message, however it came, into everything but the window. */
function learnMessage(draft: State, message: Message, isNew: boolean): void {
  learnPerson(draft, message.authorId)
  retirePending(draft, message)
  updateLists(draft, message)
  if (isNew) ensureMark(draft, message)
  updateTail(draft, message, isNew)
}

/** The window as a plain copy of this batch's own: looking into ten thousand rows through a draft costs a proxy each. */
function ownWindow(draft: State, channelId: ChannelId): Draft<MessageWindow> | undefined {
  const window = draft.windows[channelId]
  if (window === undefined || !isDraft(window)) return window
  const { rows, held, ...rest } = current(window)
  const own = { ...rest, rows: [...rows], held: [...held] }
  draft.windows[channelId] = own
  return own
}

/** Puts a row into its channel's window, where one is claimed. */
function takeMessage(draft: State, channelId: ChannelId, row: MessageRow): void {
  const window = ownWindow(draft, channelId)
  if (window !== undefined) takeRow(window, castDraft(row))
}

export function applyMessage(draft: State, { type, channelId, row }: MessageSyncEvent): void {
  if (isReadable(row)) learnMessage(draft, row, type === 'MESSAGE_CREATE')
  takeMessage(draft, channelId, row)
}
