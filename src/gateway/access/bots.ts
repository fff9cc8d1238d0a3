import { textsOf } from '../database/dialect.ts'
import type { Reader } from '../database/open-database.ts'

/** Which of some accounts are bots'; one that is gone is nobody's. */
export async function botsAmong(reader: Reader, users: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('user')
    .select('id')
    .where('id', 'in', textsOf(users))
    .where('isBot', '=', 1)
    .execute()
  return new Set(rows.map((row) => row.id))
}
