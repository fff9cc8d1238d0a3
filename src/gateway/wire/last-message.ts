import type { MessageTable } from '../database/schema.ts'
import type { Reaction } from '#shared/models/message.ts'
import type { FileAddress } from './file-address.ts'
import { contentOf } from './message.ts'

/**
 * The newest message as channel lists carry it (ID-4.11): with what every outgoing form of it says, the author by the id
 * alone, and attachments by their keys.
 */
export function toLastMessage(row: MessageTable, reactions: readonly Reaction[], fileAddress: FileAddress): object {
  const { attachments, ...content } = contentOf(row, fileAddress)
  return {
    _id: row.id,
    channelId: row.channelId,
    authorId: row.authorId,
    type: row.type,
    ...content,
    attachments: attachments.map(({ url: _url, ...stored }) => stored),
    reactions,
    ...(row.referencedMessageId === null ? {} : { referencedMessageId: row.referencedMessageId }),
    ...(row.editedAt === null ? {} : { editedAt: row.editedAt }),
    ...(row.retractedAt === null ? {} : { retractedAt: row.retractedAt }),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}
