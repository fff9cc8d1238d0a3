import { sql } from 'kysely'
import type { Reader } from '../../database/open-database.ts'

interface StampRow {
  readonly id: string
  readonly createdAt: string
}

/** The message with the highest id, and the one that was stored last. */
export async function newestStamps(
  reader: Reader,
): Promise<{ readonly highest: StampRow | undefined; readonly latest: StampRow | undefined }> {
  const newest = reader.selectFrom('message').select(['id', 'createdAt']).limit(1)
  return {
    highest: await newest.orderBy('id', 'desc').executeTakeFirst(),
    latest: await newest.orderBy(sql`seq`, 'desc').executeTakeFirst(),
  }
}
