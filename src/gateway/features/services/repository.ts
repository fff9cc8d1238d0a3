import type { Reader } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

export function services(reader: Reader): Promise<Schema['service'][]> {
  return reader.selectFrom('service').selectAll().orderBy('serviceType').execute()
}

/** The account of the bot of a service that takes direct messages and was changed last. */
export async function findDirectAccount(reader: Reader, serviceType: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('bot')
    .select('botUserId')
    .where('serviceType', '=', serviceType)
    .where('dmEnabled', '=', 1)
    .orderBy('updatedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.botUserId
}
