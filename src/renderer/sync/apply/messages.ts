import { castDraft, current, isDraft, type Draft } from 'immer'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { compareMessages, compareVersions, type Message } from '#shared/models/message.ts'
import { hasOwnName } from '#shared/models/message-payload.ts'
import { mentionsUser } from '#shared/models/mentions.ts'
import type { LastMessage } from '#shared/models/channel.ts'
import {
  isReadable,
  type AccountState,
  type MessageRow,
  type ReadMark,
  type TailEntry,
  type ToldMessage,
} from '../../store/state.ts'
import type { MessageSyncEvent } from '../parse-event.ts'
import { takeIntoIslands } from '../islands.ts'
import { findRow } from '../rows.ts'
import { takeRows } from '../windows.ts'
import { learnPerson } from './people.ts'
import { retirePending } from './retire.ts'
import { isGone, isWithheld } from './withheld.ts'

type State = Draft<AccountState>

/** What stands behind a draft: looking into a long list through one costs a proxy an entry. */
const plain = <Value>(value: Value): Value =>
  // A draft has the type of what it stands for; immer's own type of it cannot be told from a generic one.
  isDraft(value) ? current(value as Draft<Value>) : value

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

/** Whether a message is to stand in a list in place of the one there. A retraction is for good. */
function replaces(message: Message, present: LastMessage | null): boolean {
  if (present === null || present._id < message._id) return true
  return present._id === message._id && (present.retractedAt === undefined || message.retractedAt !== undefined)
}

/** Keeps the newest message of a list row: a newer one, or a change of the one that stands there. */
function updateLists(draft: State, message: Message): void {
  const rows = message.serverId === undefined ? draft.directs : draft.places[message.serverId]?.channels
  const row = rows?.find((channel) => channel._id === message.channelId)
  if (row !== undefined && replaces(message, row.lastMessage)) row.lastMessage = castDraft(toLastMessage(message))
}

/** More than anybody counts; the oldest go first, and it is known from there on that there were more. */
const MAX_TAIL = 150

interface TailChange {
  readonly entry: TailEntry
  readonly retracted: boolean
  readonly mayAdd: boolean
}

/** Changes the list in place, which a batch has for itself; true where it did. */
function putEntry(tail: TailEntry[], { entry, retracted, mayAdd }: TailChange): boolean {
  const newest = tail.at(-1)
  const follows = newest === undefined || newest._id < entry._id
  const index = follows ? -1 : tail.findIndex(({ _id }) => _id === entry._id)
  if (retracted) return index >= 0 && tail.splice(index, 1).length > 0
  if (index >= 0) {
    const differs = tail[index]?.mention !== entry.mention
    tail[index] = entry
    return differs
  }
  if (!mayAdd) return false
  tail.push(entry)
  if (!follows) tail.sort((a, b) => (a._id < b._id ? -1 : 1))
  return true
}

function setTail(mark: Draft<ReadMark>, tail: TailEntry[]): void {
  mark.tail = tail.slice(-MAX_TAIL)
  const [oldest] = mark.tail
  if (tail.length > MAX_TAIL && oldest !== undefined) mark.uncountedBefore = oldest._id
}

function updateTail(draft: State, channelId: ChannelId, told: readonly ToldMessage[]): void {
  const mark = draft.marks[channelId]
  if (mark === undefined) return
  const me = draft.me._id
  const through = mark.counted.through ?? ''
  const tail: TailEntry[] = [...plain(mark.tail)]
  let changed = false
  for (const { message, isNew } of told) {
    if (message.authorId?._id === me) continue
    const entry = { _id: message._id, mention: mentionsUser(message, me) }
    const mayAdd = isNew && message._id > through
    if (putEntry(tail, { entry, retracted: message.retractedAt !== undefined, mayAdd })) changed = true
  }
  if (changed) setTail(mark, tail)
}

function ensureMark(draft: State, { channelId, serverId }: Message): void {
  const counted = { through: null, unread: 0, mentions: 0 }
  draft.marks[channelId] ??= { serverId: serverId ?? null, lastReadMessageId: null, counted, tail: [] }
}

function toldBy({ type, row }: MessageSyncEvent): readonly ToldMessage[] {
  return isReadable(row) ? [{ message: row, isNew: type === 'MESSAGE_CREATE' }] : []
}

/** The body that rows have of a message. What is newer than all of them is not looked for. */
function bodyAmong(rows: readonly MessageRow[], message: Message): Message | undefined {
  const newest = rows.at(-1)
  if (newest === undefined || compareMessages(newest, message) < 0) return undefined
  const row = rows[findRow(rows, message)]
  return row !== undefined && isReadable(row) ? row : undefined
}

/**
 * What was told, with the newest body that is known of each: a late one teaches nothing (convergence, rule 1), but that
 * there is a new message it tells all the same.
 */
function withNewestBodies(told: readonly ToldMessage[], rows: readonly MessageRow[]): readonly ToldMessage[] {
  const known = new Map<MessageId, Message>()
  return told.map(({ message, isNew }) => {
    const body = known.get(message._id) ?? bodyAmong(rows, message)
    const newest = body !== undefined && compareVersions(message, body) < 0 ? body : message
    known.set(message._id, newest)
    return { message: newest, isNew }
  })
}

/** Puts messages of one channel, however they came, into everything but the window. */
export function learnTold(draft: State, channelId: ChannelId, all: readonly ToldMessage[]): void {
  const told = withNewestBodies(all, plain(draft.windows[channelId]?.rows ?? []))
  const first = told.find(({ isNew }) => isNew)
  if (first !== undefined) ensureMark(draft, first.message)
  updateTail(draft, channelId, told)
  const newest = told.reduce<ToldMessage | undefined>(
    (known, one) => (known === undefined || known.message._id <= one.message._id ? one : known),
    undefined,
  )
  if (newest !== undefined) updateLists(draft, newest.message)
}

function learnMessages(draft: State, channelId: ChannelId, events: readonly MessageSyncEvent[]): void {
  const told = events.flatMap(toldBy)
  learnTold(
    draft,
    channelId,
    told.filter((one) => !isWithheld(draft, one)),
  )
}

/** Puts rows into their channel's window, where one is there. */
function takeMessages(draft: State, channelId: ChannelId, events: readonly MessageSyncEvent[]): void {
  const window = draft.windows[channelId]
  if (window === undefined) return
  const { rows, ...rest } = plain(window)
  const before = { ...rest, rows: plain(rows) }
  const after = takeRows(
    before,
    events.map(({ row }) => row),
  )
  if (after !== before) draft.windows[channelId] = castDraft(after)
}

/** Keeps what was gone back to as it is now; nothing joins it (convergence, rule 13). */
function changeIslands(draft: State, channelId: ChannelId, events: readonly MessageSyncEvent[]): void {
  const islands = draft.islands[channelId]
  if (islands === undefined) return
  const before = plain(islands)
  const rows = events.map(({ row }) => row)
  const after = takeIntoIslands(before, rows)
  if (after !== before) draft.islands[channelId] = castDraft([...after])
}

/**
 * Message events that came one after the other. Channel by channel what stands there is read once, outside the draft,
 * and written once: so a batch of hundreds costs little more than one of them.
 */
export function applyMessages(draft: State, events: readonly MessageSyncEvent[]): void {
  const all = events.flatMap(toldBy)
  for (const { message } of all) retirePending(draft, message)
  const taken = events.filter((event) => !isGone(draft, event))
  const told = taken.flatMap(toldBy)
  const ownNamed = told.filter(({ message }) => !hasOwnName(message.payload))
  const authors = new Map(ownNamed.map(({ message }) => [message.authorId?._id, message.authorId]))
  for (const author of authors.values()) learnPerson(draft, author)
  for (const [channelId, ofChannel] of Map.groupBy(taken, (event) => event.channelId)) {
    learnMessages(draft, channelId, ofChannel)
    takeMessages(draft, channelId, ofChannel)
    changeIslands(draft, channelId, ofChannel)
  }
}

export function applyMessage(draft: State, event: MessageSyncEvent): void {
  applyMessages(draft, [event])
}
