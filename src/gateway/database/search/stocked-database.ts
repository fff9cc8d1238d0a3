import type { Database, Writer } from '../open-database.ts'
import type { Schema } from '../schema.ts'
import { storeMessage } from '../stored-messages.ts'

const AT = '2027-01-01T00:00:00.000Z'

/** For tests: an id like all others that says which it is. */
export const idOf = (index: number): string => index.toString(16).padStart(24, '0')

const channelRow = (index: number): Schema['channel'] => ({
  id: idOf(index),
  type: 'GUILD_TEXT',
  serverId: null,
  name: null,
  topic: null,
  url: null,
  categoryId: null,
  position: null,
  directKey: null,
  createdAt: AT,
  updatedAt: AT,
})

export interface Said {
  readonly channel: number
  readonly text: string
}

export const messageRow = (index: number, { channel, text }: Said): Schema['message'] => ({
  id: idOf(index),
  channelId: idOf(channel),
  serverId: null,
  authorId: idOf(0),
  webhookId: null,
  type: 'message/default',
  content: text,
  plainText: null,
  payload: null,
  attachments: '[]',
  mentions: '[]',
  referencedMessageId: null,
  nonce: null,
  rev: 1,
  editedAt: null,
  retractedAt: null,
  createdAt: AT,
  updatedAt: AT,
})

async function stock(writer: Writer, channels: number, said: readonly Said[]): Promise<void> {
  for (let index = 0; index < channels; index += 1) {
    await writer.insertInto('channel').values(channelRow(index)).execute()
  }
  for (const [index, each] of said.entries()) await storeMessage(writer, messageRow(index, each))
}

/** For tests: fills an empty database with channels 0, 1, 2 … and with what was said in them, as messages 0, 1, 2 … */
export function stockDatabase(database: Database, channels: number, said: readonly Said[]): Promise<void> {
  return database.write(async (writer) => ({ result: await stock(writer, channels, said) }))
}
