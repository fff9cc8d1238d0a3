import { requireChannel, type ChannelAccess, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Commit, Database, Reader, Writer } from '../../database/open-database.ts'
import { parseObject } from '../../database/json-column.ts'
import type { MessageTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import type { MessageId, UserId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import type { Allocator } from './allocator.ts'
import { createMessageCommits } from './message-commits.ts'
import { demandManaging, demandWriting, mentionsOf, replyTarget } from './message-rules.ts'
import { demandContentFits, normalizeMessage, type NewMessage } from './new-message.ts'
import * as repository from './repository.ts'

const NONCE_LIFETIME_MS = 24 * 60 * 60_000

export interface MessagesService {
  /** `readBody` runs behind the gates. The same nonce again answers with the stored message and publishes nothing. */
  readonly create: (place: ChannelPlace, author: UserId, readBody: () => CreateMessageBody) => Promise<Message>
  readonly list: (
    place: ChannelPlace,
    user: UserId,
    page: () => { readonly before: MessageId | undefined; readonly limit: number },
  ) => Promise<Message[]>
  readonly edit: (target: MessageTarget, user: UserId, readContent: () => string) => Promise<Message>
  readonly retract: (target: MessageTarget, user: UserId) => Promise<Message>
  /** Adds link previews to a message, unless it was retracted, says something else by now, or is gone. */
  readonly embed: (preview: LinkPreview) => Promise<void>
}

export interface LinkPreview {
  readonly message: string
  /** What the message said when its links were looked up. */
  readonly content: string
  readonly embeds: readonly object[]
}

export interface MessageTarget extends ChannelPlace {
  readonly message: MessageId
}

interface MessagesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly allocator: Allocator
  readonly fileAddress: FileAddress
  /** Told of every new message without files, once it is on disk and published. */
  readonly onCreated?: (message: Message) => void
}

async function findIn(reader: Reader, target: MessageTarget): Promise<MessageTable> {
  const row = await repository.findMessage(reader, target.message)
  if (row?.channelId !== target.channel) throw new ProtocolError('messageNotFound')
  return row
}

/** Messages: writing, reading, changing (MB-3). Every rule is checked inside the transaction that it guards. */
export function createMessagesService(options: MessagesOptions): MessagesService {
  const { clock, database, publish, allocator, fileAddress, onCreated } = options
  const commits = createMessageCommits(publish, fileAddress)

  async function insert(
    writer: Writer,
    access: ChannelAccess,
    { author, draft }: { author: UserId; draft: NewMessage },
  ): Promise<MessageTable> {
    const { channel } = access
    const referencedMessageId = await replyTarget(writer, channel.id, draft.referencedMessageId)
    const mentions = await mentionsOf(writer, access, draft.content ?? '')
    const { id, createdAt } = allocator.next()
    const row: MessageTable = {
      ...draft,
      id,
      channelId: channel.id,
      serverId: channel.serverId,
      authorId: author,
      attachments: '[]',
      mentions: JSON.stringify(mentions),
      referencedMessageId,
      rev: 1,
      editedAt: null,
      retractedAt: null,
      createdAt,
      updatedAt: createdAt,
    }
    await repository.insertMessage(writer, row)
    return row
  }

  function created({ result, announce }: Required<Commit<Message>>): Commit<Message> {
    return {
      result,
      announce: () => {
        announce()
        if (result.attachments.length === 0) onCreated?.(result)
      },
    }
  }

  /** A change is never older than the one before it, whatever the clock says. */
  const timeAfter = (row: MessageTable): string => {
    const now = isoTime(clock.now())
    return now > row.updatedAt ? now : row.updatedAt
  }

  return {
    create: (place, author, readBody) =>
      database.write(async (writer) => {
        const access = await requireChannel(writer, place, author)
        demandWriting(access)
        const draft = normalizeMessage(readBody())
        if (draft.nonce !== null) {
          const key = { authorId: author, channelId: place.channel, nonce: draft.nonce }
          const stored = await repository.findByNonce(writer, key, isoTime(clock.now() - NONCE_LIFETIME_MS))
          if (stored !== undefined) return { result: await commits.asMessage(writer, stored) }
        }
        const row = await insert(writer, access, { author, draft })
        return created(await commits.commit(writer, { event: 'MESSAGE_CREATE', row }))
      }),
    list: async (place, user, page) => {
      const { reader } = database
      const { channel } = await requireChannel(reader, place, user)
      const range = page()
      if (channel.type === 'GUILD_WEB') return []
      return repository.toMessages(reader, fileAddress, await repository.pageOf(reader, place.channel, range))
    },
    edit: (target, user, readContent) =>
      database.write(async (writer) => {
        const access = await requireChannel(writer, target, user)
        const content = readContent()
        const row = await findIn(writer, target)
        demandManaging(access, row, user)
        if (row.retractedAt !== null) throw new ProtocolError('messageRetracted')
        demandContentFits(content)
        const mentions = JSON.stringify(await mentionsOf(writer, access, content))
        const at = timeAfter(row)
        const next = await repository.updateMessage(writer, row, { content, mentions, editedAt: at, updatedAt: at })
        return commits.commit(writer, { event: 'MESSAGE_UPDATE', row: next })
      }),
    retract: (target, user) =>
      database.write(async (writer) => {
        const access = await requireChannel(writer, target, user)
        const row = await findIn(writer, target)
        demandManaging(access, row, user)
        if (row.retractedAt !== null) return { result: await commits.asMessage(writer, row) }
        const at = timeAfter(row)
        const next = await repository.updateMessage(writer, row, { retractedAt: at, editedAt: at, updatedAt: at })
        return commits.commit(writer, { event: 'MESSAGE_UPDATE', row: next })
      }),
    embed: ({ message, content, embeds }) =>
      database.write<undefined>(async (writer) => {
        const row = await repository.findMessage(writer, message)
        if (row === undefined || row.retractedAt !== null || row.content !== content) return { result: undefined }
        const payload = JSON.stringify({ ...(row.payload === null ? {} : parseObject(row.payload)), embeds })
        const next = await repository.updateMessage(writer, row, { payload, updatedAt: timeAfter(row) })
        const { announce } = await commits.commit(writer, { event: 'MESSAGE_UPDATE', row: next })
        return { result: undefined, announce }
      }),
  }
}
