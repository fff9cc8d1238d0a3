import type { UserId } from '#shared/models/ids.ts'
import { beginsDay } from '../../store/selectors/messages.ts'
import { isReadable, type MessageRow, type PendingMessage } from '../../store/state.ts'
import { itemAt, startsGroup, type ListContent } from './list-items.ts'

/** What `message.css` and `channel.css` make of the parts of a row, at the usual size of text. */
const LINE_PX = 22
const EDGES_PX = 2
const HEAD_PX = 37
const DAY_PX = 30
const QUOTE_PX = 22
const REACTIONS_PX = 34
const FILE_PX = 64
/** Rather more than fit: of rows that are guessed too low some are drawn in vain, of those too high some are missing. */
const LINE_CHARACTERS = 92
/** Signs of the east take twice the room. */
const wideSigns = /[\u2E80-\uFFDC]/g

function linesOf(text: string): number {
  let lines = 0
  for (const line of text.split('\n')) {
    const signs = line.length + (line.match(wideSigns)?.length ?? 0)
    lines += Math.max(1, Math.ceil(signs / LINE_CHARACTERS))
  }
  return lines
}

function contentHeight(row: MessageRow): number {
  if (!isReadable(row)) return LINE_PX
  if (row.retractedAt !== undefined) return LINE_PX
  const { attachments, reactions, referencedMessageId } = row
  const content = row.content ?? ''
  const words = content === '' && attachments.length > 0 ? 0 : linesOf(content) * LINE_PX
  const quote = referencedMessageId === undefined || referencedMessageId === null ? 0 : QUOTE_PX
  return words + quote + attachments.length * FILE_PX + (reactions.length > 0 ? REACTIONS_PX : 0)
}

const pendingHeight = ({ content, files = [], referencedMessageId }: PendingMessage): number =>
  linesOf(content) * LINE_PX + files.length * FILE_PX + (referencedMessageId === undefined ? 0 : QUOTE_PX)

/** About how high the row at a place is going to be: near enough that a first drawing has the rows that come into view. */
export function estimateHeight(content: ListContent, index: number, me: UserId): number {
  const item = itemAt(content, index, me)
  if (item === undefined) return LINE_PX
  if (item.kind === 'pending') return EDGES_PX + (item.head ? HEAD_PX : 0) + pendingHeight(item.pending)
  const { row, before } = item
  const head = startsGroup(item, false) ? HEAD_PX : 0
  const day = beginsDay(row, before) ? DAY_PX : 0
  return EDGES_PX + head + day + contentHeight(row)
}
