import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

type LevelRow = Schema['channelNotification']

export async function findLevel(reader: Reader, user: string, channel: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('channelNotification')
    .select('level')
    .where('userId', '=', user)
    .where('channelId', '=', channel)
    .executeTakeFirst()
  return row?.level
}

/** All a person has set, most recently changed first. */
export function levelsOf(reader: Reader, user: string): Promise<LevelRow[]> {
  return reader
    .selectFrom('channelNotification')
    .selectAll()
    .where('userId', '=', user)
    .orderBy('updatedAt', 'desc')
    .execute()
}

export async function deleteLevel(writer: Writer, user: string, channel: string): Promise<void> {
  await writer.deleteFrom('channelNotification').where('userId', '=', user).where('channelId', '=', channel).execute()
}
