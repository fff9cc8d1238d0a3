import type { ChannelAccess, ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Commit, Writer } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import { storeMessage } from '../../database/stored-messages.ts'
import { isoTime } from '../../new-id.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toStoredCard } from '../../wire/forwarded-files.ts'
import type { Message } from '#shared/models/message.ts'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import type { Allocator } from './allocator.ts'
import type { MessageCommits } from './message-commits.ts'
import { demandOwnFiles, referToFiles, stickerSnapshot } from './message-files.ts'
import { mentionsOf, replyTarget } from './message-rules.ts'
import { openForWriting, type MessageWriter } from './message-writer.ts'
import { normalizeMessage, type NewMessage } from './new-message.ts'
import * as repository from './repository.ts'

const NONCE_LIFETIME_MS = 24 * 60 * 60_000

export interface MessageRequest {
  readonly place: ChannelPlace
  readonly by: MessageWriter
  readonly readBody: () => CreateMessageBody
}

interface CreateMessageOptions {
  readonly clock: Clock
  readonly allocator: Allocator
  readonly commits: MessageCommits
  readonly fileAddress: FileAddress
  readonly onCreated?: ((message: Message) => void) | undefined
}

interface Drafted {
  readonly access: ChannelAccess
  readonly by: MessageWriter
  readonly draft: NewMessage
}

/** What is stored of a payload, and the file of its sticker where it has one. */
interface StoredPayload {
  readonly payload: string | null
  readonly files: readonly string[]
}

async function payloadOf(
  writer: Writer,
  { access, by, draft }: Drafted,
  fileAddress: FileAddress,
): Promise<StoredPayload> {
  const { sticker: wanted } = draft
  const payload = draft.type === 'app/x-forward-card' ? toStoredCard(draft.payload, fileAddress) : draft.payload
  if (wanted === undefined) {
    return { payload: Object.keys(payload).length === 0 ? null : JSON.stringify(payload), files: [] }
  }
  const sticker = await stickerSnapshot(writer, access, { author: by.user, wanted })
  return { payload: JSON.stringify({ ...payload, sticker }), files: [sticker.key] }
}

/** Writing a message (MB-3.2): gates, rules in the order of the protocol, the row. One transaction's work. */
export function createMessageWriting(options: CreateMessageOptions): {
  readonly write: (writer: Writer, request: MessageRequest) => Promise<Commit<Message>>
} {
  const { clock, allocator, commits, fileAddress, onCreated } = options

  async function insert(writer: Writer, drafted: Drafted): Promise<MessageTable> {
    const { access, by, draft } = drafted
    const { channel } = access
    const { payload, files } = await payloadOf(writer, drafted, fileAddress)
    await demandOwnFiles(writer, access, { author: by.user, draft })
    const referencedMessageId = await replyTarget(writer, channel.id, draft.referencedMessageId)
    const mentions = await mentionsOf(writer, access, draft.content ?? '')
    const { id, createdAt } = allocator.next()
    const row: MessageTable = {
      id,
      channelId: channel.id,
      serverId: channel.serverId,
      authorId: by.user,
      webhookId: by.kind === 'webhook' ? by.webhook : null,
      type: draft.type,
      content: draft.content,
      plainText: draft.plainText,
      payload,
      attachments: JSON.stringify(draft.attachments),
      mentions: JSON.stringify(mentions),
      referencedMessageId,
      nonce: draft.nonce,
      rev: 1,
      editedAt: null,
      retractedAt: null,
      createdAt,
      updatedAt: createdAt,
    }
    await storeMessage(writer, row)
    await referToFiles(writer, row, [...draft.uploads, ...files])
    return row
  }

  async function storedBefore(writer: Writer, { access, by, draft }: Drafted): Promise<MessageTable | undefined> {
    if (draft.nonce === null) return undefined
    const key = { authorId: by.user, channelId: access.channel.id, nonce: draft.nonce }
    return repository.findByNonce(writer, key, isoTime(clock.now() - NONCE_LIFETIME_MS))
  }

  return {
    write: async (writer, { place, by, readBody }) => {
      const access = await openForWriting(writer, place, by)
      const drafted = { access, by, draft: normalizeMessage(readBody(), by) }
      const stored = await storedBefore(writer, drafted)
      if (stored !== undefined) return { result: await commits.asMessage(writer, stored) }
      const { result, announce } = await commits.created(writer, await insert(writer, drafted))
      return {
        result,
        announce: () => {
          announce()
          if (result.attachments.length === 0) onCreated?.(result)
        },
      }
    },
  }
}
