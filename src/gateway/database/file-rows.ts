import type { Writer } from './open-database.ts'
import type { Schema } from './schema.ts'

/** What was stored gets its row in the same transaction as what refers to it. */
export async function insertFile(writer: Writer, row: Schema['file']): Promise<void> {
  await writer.insertInto('file').values(row).execute()
}
