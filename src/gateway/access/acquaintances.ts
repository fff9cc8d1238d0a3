import type { Reader } from '../database/open-database.ts'

/** Whose rooms hear of a person: their own, their servers', and those of everybody they have a direct message with. */
export async function roomsOfAcquaintances(reader: Reader, user: string): Promise<readonly string[]> {
  const servers = await reader.selectFrom('member').select('serverId').where('userId', '=', user).execute()
  const partners = await reader
    .selectFrom('recipient as own')
    .innerJoin('recipient as other', 'other.channelId', 'own.channelId')
    .select('other.userId')
    .where('own.userId', '=', user)
    .execute()
  return [...new Set([user, ...servers.map((row) => row.serverId), ...partners.map((row) => row.userId)])]
}
