import { parseObject } from '../database/json-column.ts'
import type { MessageTable } from '../database/schema.ts'
import { message, RETRACTED_CONTENT, type Message, type Reaction } from '#shared/models/message.ts'
import type { UserSummary } from '#shared/models/user.ts'
import { contextOf } from './message-context.ts'

export interface MessageParts {
  readonly row: MessageTable
  readonly author: UserSummary | null
  readonly reactions: readonly Reaction[]
}

type Content = Pick<Message, 'content' | 'plainText' | 'payload' | 'attachments' | 'mentions'>

function contentOf(row: MessageTable): Content {
  if (row.retractedAt !== null) {
    return { content: RETRACTED_CONTENT, payload: {}, attachments: [], mentions: [] }
  }
  const payload = row.payload === null ? {} : parseObject(row.payload)
  return {
    ...(row.content === null ? {} : { content: row.content }),
    ...(row.plainText === null ? {} : { plainText: row.plainText }),
    ...(Object.keys(payload).length === 0 ? {} : { payload }),
    attachments: JSON.parse(row.attachments) as Message['attachments'],
    mentions: JSON.parse(row.mentions) as Message['mentions'],
  }
}

/**
 * A message as every answer and event carries it (MB-2), built member by member from the row. A retracted one gives
 * nothing of what it said (MB-2.3).
 */
export function toMessage({ row, author, reactions }: MessageParts): Message {
  const content = contentOf(row)
  return message.parse({
    _id: row.id,
    channelId: row.channelId,
    ...(row.serverId === null ? {} : { serverId: row.serverId }),
    authorId: author,
    type: row.type,
    ...content,
    context: contextOf(row.type, content),
    ...(row.referencedMessageId === null ? {} : { referencedMessageId: row.referencedMessageId }),
    reactions,
    ...(row.editedAt === null ? {} : { editedAt: row.editedAt }),
    ...(row.retractedAt === null ? {} : { retractedAt: row.retractedAt }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    rev: row.rev,
  })
}
