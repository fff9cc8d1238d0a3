import type { Reader } from '../database/open-database.ts'
import type { ChannelTable } from '../database/schema.ts'

/** Whose rooms hear of a channel: its own, or for a direct message those of both people, each socket once (GW-9). */
export async function channelAudience(
  reader: Reader,
  channel: Pick<ChannelTable, 'id' | 'serverId'>,
): Promise<readonly string[]> {
  if (channel.serverId !== null) return [channel.id]
  const rows = await reader.selectFrom('recipient').select('userId').where('channelId', '=', channel.id).execute()
  return rows.map((row) => row.userId)
}
