import { channelRow, messageRow } from '../../fixtures/rows.ts'
import type { Database, Writer } from '../open-database.ts'
import type { Schema } from '../schema.ts'
import { storeMessage } from '../stored-messages.ts'

/** For tests: an id like all others that says which it is. */
export const idOf = (index: number): string => index.toString(16).padStart(24, '0')

export interface Said {
  readonly channel: number
  readonly text: string
}

export const saidRow = (index: number, { channel, text }: Said): Schema['message'] =>
  messageRow({ id: idOf(index), channelId: idOf(channel), authorId: idOf(0), content: text })

async function stock(writer: Writer, channels: number, said: readonly Said[]): Promise<void> {
  for (let index = 0; index < channels; index += 1) {
    await writer
      .insertInto('channel')
      .values(channelRow({ id: idOf(index) }))
      .execute()
  }
  for (const [index, each] of said.entries()) await storeMessage(writer, saidRow(index, each))
}

/** For tests: fills an empty database with channels 0, 1, 2 … and with what was said in them, as messages 0, 1, 2 … */
export function stockDatabase(database: Database, channels: number, said: readonly Said[]): Promise<void> {
  return database.write(async (writer) => ({ result: await stock(writer, channels, said) }))
}
