import { sql } from 'kysely'
import type { Reader } from '../../database/open-database.ts'

/** Beyond this a number says no more than "many". */
const MAX_COUNTED = 100

export async function isInChannel(reader: Reader, channel: string, message: string): Promise<boolean> {
  const row = await reader
    .selectFrom('message')
    .select('id')
    .where('channelId', '=', channel)
    .where('id', '=', message)
    .executeTakeFirst()
  return row !== undefined
}

interface CountRow {
  readonly serverId: string | null
  readonly lastMessageId: string | null
  readonly lastReadMessageId: string | null
  readonly unread: number
  readonly mentions: number
}

/** The newest of what others said after the mark, at most `MAX_COUNTED`, and how many of them call this person. */
async function countChannel(reader: Reader, user: string, channel: string): Promise<CountRow> {
  const mark = sql<string>`(select lastReadMessageId from readState where userId = ${user} and channelId = ${channel})`
  const { rows } = await sql<CountRow>`
    select
      (select serverId from channel where id = ${channel}) as serverId,
      (select max(id) from message where channelId = ${channel}) as lastMessageId,
      ${mark} as lastReadMessageId,
      count(*) as unread,
      coalesce(sum(
        instr(mentions, ${user}) > 0
        or (serverId is not null and webhookId is null and (instr(content, '@everyone') > 0 or instr(content, '@here') > 0))
      ), 0) as mentions
    from (
      select serverId, webhookId, coalesce(content, '') as content, mentions from message
      where channelId = ${channel} and id > coalesce(${mark}, '') and authorId <> ${user} and retractedAt is null
      order by id desc limit ${MAX_COUNTED}
    )`.execute(reader)
  const [row] = rows
  if (row === undefined) throw new Error('An aggregate without a group always has one row')
  return row
}

/** Counts of some channels, in their order, members that are null in the store left out. */
export async function unreadCounts(reader: Reader, user: string, channels: readonly string[]): Promise<object[]> {
  const counts: object[] = []
  for (const channelId of channels) {
    const { serverId, ...count } = await countChannel(reader, user, channelId)
    counts.push({ channelId, ...(serverId === null ? {} : { serverId }), ...count })
  }
  return counts
}
