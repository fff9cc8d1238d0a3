import { parseObject } from '../database/json-column.ts'
import type { MessageTable } from '../database/schema.ts'
import { attachment, message, RETRACTED_CONTENT, type Message, type Reaction } from '#shared/models/message.ts'
import type { UserSummary } from '#shared/models/user.ts'
import * as z from 'zod/mini'
import { urlOf, type FileAddress } from './file-address.ts'
import { withForwardedFiles } from './forwarded-files.ts'
import { contextOf } from './message-context.ts'
import { withCardFiles } from './webhook-payload.ts'

export interface MessageParts {
  readonly row: MessageTable
  readonly author: UserSummary | null
  readonly reactions: readonly Reaction[]
}

type Content = Pick<Message, 'content' | 'plainText' | 'payload' | 'attachments' | 'mentions'>
type Payload = Readonly<Record<string, unknown>>

const storedAttachments = z.array(attachment)
const fileMember = z.looseObject({ key: z.string() })
/** Only what the gateway itself wrote for a webhook is read. */
const overrides = z.object({
  username: z.nullish(z.string()),
  avatarUrl: z.nullish(z.string()),
})

const payloadOf = (row: MessageTable): Payload => (row.payload === null ? {} : parseObject(row.payload))

/** Stickers and recordings are stored by their keys; their addresses are made here (MB-2.2). */
function withAddresses(payload: Payload, fileAddress: FileAddress): Payload {
  const found = ['sticker', 'voice'].flatMap((name) => {
    const member = fileMember.safeParse(payload[name])
    return member.success ? [[name, { ...member.data, url: urlOf(fileAddress, member.data.key) }] as const] : []
  })
  return { ...payload, ...Object.fromEntries(found) }
}

/** What a message says in every outgoing form: nothing once it is retracted (MB-2.3). */
export function contentOf(row: MessageTable, fileAddress: FileAddress): Content {
  if (row.retractedAt !== null) {
    return { content: RETRACTED_CONTENT, payload: {}, attachments: [], mentions: [] }
  }
  const sent = withAddresses(payloadOf(row), fileAddress)
  const payload = row.webhookId === null ? withForwardedFiles(sent, fileAddress) : withCardFiles(sent, fileAddress)
  const attachments = storedAttachments.parse(JSON.parse(row.attachments))
  return {
    ...(row.content === null ? {} : { content: row.content }),
    ...(row.plainText === null ? {} : { plainText: row.plainText }),
    ...(Object.keys(payload).length === 0 ? {} : { payload }),
    attachments: attachments.map((file) => ({ ...file, url: urlOf(fileAddress, file.key ?? '') })),
    mentions: JSON.parse(row.mentions) as Message['mentions'],
  }
}

/** The name and picture a webhook chose for this one message (MB-2.1); nobody else's choice counts (MB-16, R3). */
function authorOf({ row, author }: MessageParts, fileAddress: FileAddress): UserSummary | null {
  if (author === null || row.webhookId === null) return author
  const chosen = overrides.safeParse(payloadOf(row)['overrides'])
  if (!chosen.success) return author
  const { username, avatarUrl } = chosen.data
  return { ...author, username: username ?? author.username, ...fileAddress(avatarUrl ?? null) }
}

/**
 * A message as every answer and event carries it (MB-2), built member by member from the row. A retracted one gives
 * nothing of what it said (MB-2.3).
 */
export function toMessage(parts: MessageParts, fileAddress: FileAddress): Message {
  const { row, reactions } = parts
  const content = contentOf(row, fileAddress)
  return message.parse({
    _id: row.id,
    channelId: row.channelId,
    ...(row.serverId === null ? {} : { serverId: row.serverId }),
    authorId: authorOf(parts, fileAddress),
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
