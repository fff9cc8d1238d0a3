import { parseObject } from '../database/json-column.ts'
import type { MessageTable } from '../database/schema.ts'
import { RETRACTED_CONTENT, type Reaction } from '#shared/models/message.ts'

function contentOf(row: MessageTable): object {
  if (row.retractedAt !== null) return { content: RETRACTED_CONTENT, payload: {}, attachments: [], mentions: [] }
  return {
    ...(row.content === null ? {} : { content: row.content }),
    ...(row.plainText === null ? {} : { plainText: row.plainText }),
    ...(row.payload === null ? {} : { payload: parseObject(row.payload) }),
    attachments: JSON.parse(row.attachments) as unknown,
    mentions: JSON.parse(row.mentions) as unknown,
  }
}

/** The newest message as channel lists carry it (ID-4.11): the stored form, masked once it is retracted. */
export function toLastMessage(row: MessageTable, reactions: readonly Reaction[]): object {
  return {
    _id: row.id,
    channelId: row.channelId,
    authorId: row.authorId,
    type: row.type,
    ...contentOf(row),
    reactions,
    ...(row.referencedMessageId === null ? {} : { referencedMessageId: row.referencedMessageId }),
    ...(row.editedAt === null ? {} : { editedAt: row.editedAt }),
    ...(row.retractedAt === null ? {} : { retractedAt: row.retractedAt }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}
