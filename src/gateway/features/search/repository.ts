import { textsOf } from '../../database/dialect.ts'
import type { Reader } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'

/** Those of some messages that still stand, newest first. */
export function standingAmong(reader: Reader, ids: readonly string[]): Promise<MessageTable[]> {
  return reader
    .selectFrom('message')
    .selectAll()
    .where('id', 'in', textsOf(ids))
    .where('retractedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

export async function hasChannels(reader: Reader, server: string): Promise<boolean> {
  const channel = await reader
    .selectFrom('channel')
    .select('id')
    .where('serverId', '=', server)
    .limit(1)
    .executeTakeFirst()
  return channel !== undefined
}
