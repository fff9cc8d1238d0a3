import { channelAudience } from '../../access/channel-audience.ts'
import type { Clock } from '../../clock.ts'
import type { Commit, Reader, Writer } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toMessages } from '../../wire/messages.ts'
import type { Message } from '#shared/models/message.ts'
import type { MessageEventName } from '#shared/protocol/events.ts'
import * as repository from './repository.ts'

type MessageCommit = Required<Commit<Message>>

/** Turns a stored change into what is answered and what is published: the same object. */
export interface MessageCommits {
  readonly asMessage: (reader: Reader, row: MessageTable) => Promise<Message>
  readonly created: (reader: Reader, row: MessageTable) => Promise<MessageCommit>
  /** Stores a change of a message: its `rev` grows, and the time of the change never goes back. */
  readonly changed: (writer: Writer, row: MessageTable, change: MessageChange) => Promise<MessageCommit>
}

interface MessageChange {
  readonly event: MessageEventName
  /** The members that change, given the time of the change. */
  readonly to: (at: string) => repository.MessageChange
}

interface MessageCommitsOptions {
  readonly clock: Clock
  readonly publish: Publish
  readonly fileAddress: FileAddress
}

export function createMessageCommits({ clock, publish, fileAddress }: MessageCommitsOptions): MessageCommits {
  async function asMessage(reader: Reader, row: MessageTable): Promise<Message> {
    const [message] = await toMessages(reader, fileAddress, [row])
    if (message === undefined) throw new Error(`Message ${row.id} vanished while it was read`)
    return message
  }

  async function commit(reader: Reader, event: MessageEventName, row: MessageTable): Promise<MessageCommit> {
    const result = await asMessage(reader, row)
    const audience = await channelAudience(reader, { id: row.channelId, serverId: row.serverId })
    return {
      result,
      announce: () => {
        publish.broadcast(event, audience, result)
      },
    }
  }

  return {
    asMessage,
    created: (reader, row) => commit(reader, 'MESSAGE_CREATE', row),
    changed: async (writer, row, { event, to }) => {
      const now = isoTime(clock.now())
      const updatedAt = now > row.updatedAt ? now : row.updatedAt
      const next = await repository.updateMessage(writer, row, { ...to(updatedAt), updatedAt })
      return commit(writer, event, next)
    },
  }
}
