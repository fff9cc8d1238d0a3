import type { Commit, Reader } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import type { Audience, Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import type { Message } from '#shared/models/message.ts'
import type { MessageEventName } from '#shared/protocol/events.ts'
import * as repository from './repository.ts'

/** Turns a stored change into what is answered and what is published: the same object. */
export interface MessageCommits {
  readonly asMessage: (reader: Reader, row: MessageTable) => Promise<Message>
  readonly commit: (reader: Reader, change: MessageChange) => Promise<Required<Commit<Message>>>
}

interface MessageChange {
  readonly event: MessageEventName
  readonly row: MessageTable
}

/** Who hears of it: the channel's room, or for a direct message both people's own rooms, each socket once (GW-9). */
async function audienceOf(reader: Reader, { serverId, channelId }: MessageTable): Promise<Audience> {
  return serverId === null ? repository.recipientsOf(reader, channelId) : channelId
}

export function createMessageCommits(publish: Publish, fileAddress: FileAddress): MessageCommits {
  async function asMessage(reader: Reader, row: MessageTable): Promise<Message> {
    const [message] = await repository.toMessages(reader, fileAddress, [row])
    if (message === undefined) throw new Error(`Message ${row.id} vanished while it was read`)
    return message
  }

  return {
    asMessage,
    commit: async (reader, { event, row }) => {
      const message = await asMessage(reader, row)
      const audience = await audienceOf(reader, row)
      return {
        result: message,
        announce: () => {
          publish.broadcast(event, audience, message)
        },
      }
    },
  }
}
