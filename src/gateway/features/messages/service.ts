import { requireChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import { parseObject } from '../../database/json-column.ts'
import type { Commit, Database, Writer } from '../../database/open-database.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toMessages } from '../../wire/messages.ts'
import type { MessageId, UserId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import type { Allocator } from './allocator.ts'
import { createMessageWriting, type MessageRequest } from './create-message.ts'
import { createMessageCommits } from './message-commits.ts'
import {
  demandManaging,
  demandStanding,
  isOwnBots,
  findMessageIn,
  mentionsOf,
  type MessageTarget,
} from './message-rules.ts'
import type { MessageWriter } from './message-writer.ts'
import { demandContentFits, normalizeMessage } from './new-message.ts'
import * as repository from './repository.ts'

export interface MessagesService {
  /** `readBody` runs behind the gates. The same nonce again answers with the stored message and publishes nothing. */
  readonly create: (place: ChannelPlace, by: MessageWriter, readBody: () => CreateMessageBody) => Promise<Message>
  /** The same within a transaction of somebody else's, who has a gate of their own. */
  readonly createIn: (writer: Writer, request: MessageRequest) => Promise<Commit<Message>>
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

interface MessagesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly allocator: Allocator
  readonly fileAddress: FileAddress
  /** Told of every new message without files, once it is on disk and published. */
  readonly onCreated?: ((message: Message) => void) | undefined
  /** Looks for files that somebody sent past the gateway, before they write a message that names them. */
  readonly findUploads?: FindUploads | undefined
}

type FindUploads = (
  sender: { readonly uploaderId: string; readonly channelId: string },
  keys: readonly string[],
) => Promise<void>

/** What is wrong with a message is said behind its gates; until then it names no files. */
function filesNamedBy(by: MessageWriter, readBody: () => CreateMessageBody): readonly string[] {
  try {
    return normalizeMessage(readBody(), by).uploads
  } catch {
    return []
  }
}

/** Messages: writing, reading, changing (MB-3). Every rule is checked inside the transaction that it guards. */
export function createMessagesService(options: MessagesOptions): MessagesService {
  const { database, fileAddress, findUploads } = options
  const commits = createMessageCommits(options)
  const writing = createMessageWriting({ ...options, commits })

  return {
    create: async (place, by, readBody) => {
      const named = findUploads === undefined ? [] : filesNamedBy(by, readBody)
      if (named.length > 0) await findUploads?.({ uploaderId: by.user, channelId: place.channel }, named)
      return database.write((writer) => writing.write(writer, { place, by, readBody }))
    },
    createIn: writing.write,
    // Between two commits: whoever loses the channel meanwhile sees nothing that came after.
    list: (place, user, page) =>
      database.settle(async (reader) => {
        const { channel } = await requireChannel(reader, place, user)
        const range = page()
        if (channel.type === 'GUILD_WEB') return []
        return toMessages(reader, fileAddress, await repository.pageOf(reader, place.channel, range))
      }),
    edit: (target, user, readContent) =>
      database.write(async (writer) => {
        const access = await requireChannel(writer, target, user)
        const content = readContent()
        const row = await findMessageIn(writer, target)
        demandManaging(access, row, user)
        demandStanding(row)
        demandContentFits(content)
        const mentions = JSON.stringify(await mentionsOf(writer, access, content))
        const to = (at: string): repository.MessageChange => ({ content, mentions, editedAt: at })
        return commits.changed(writer, row, { event: 'MESSAGE_UPDATE', to })
      }),
    retract: (target, user) =>
      database.write(async (writer) => {
        const access = await requireChannel(writer, target, user)
        const row = await findMessageIn(writer, target)
        if (!(await isOwnBots(writer, row, user))) demandManaging(access, row, user)
        if (row.retractedAt !== null) return { result: await commits.asMessage(writer, row) }
        const to = (at: string): repository.MessageChange => ({ retractedAt: at, editedAt: at })
        return commits.changed(writer, row, { event: 'MESSAGE_UPDATE', to })
      }),
    embed: ({ message, content, embeds }) =>
      database.write<undefined>(async (writer) => {
        const row = await repository.findMessage(writer, message)
        if (row === undefined || row.retractedAt !== null || row.content !== content) return { result: undefined }
        const payload = JSON.stringify({ ...(row.payload === null ? {} : parseObject(row.payload)), embeds })
        const { announce } = await commits.changed(writer, row, { event: 'MESSAGE_UPDATE', to: () => ({ payload }) })
        return { result: undefined, announce }
      }),
  }
}
