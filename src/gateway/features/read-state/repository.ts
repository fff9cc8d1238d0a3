import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { contains, textsOf } from '../../database/dialect.ts'
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
  readonly channelId: string
  readonly serverId: string | null
  readonly lastMessageId: string | null
  readonly lastReadMessageId: string | null
  /** Both counts in one number, as one look at the messages finds both. */
  readonly counts: number
}

const BOTH = 1_000

/** So many channels are counted before others have their turn: somebody new in a large place has read nothing of it. */
const CHANNELS_AT_ONCE = 100

/** The newest of what others said after the mark, at most `MAX_COUNTED`, and how many of them call this person. */
async function countChannels(reader: Reader, user: string, channels: readonly string[]): Promise<readonly CountRow[]> {
  const calls = sql`${contains(sql.ref('mentions'), user)} or (serverId is not null and webhookId is null
    and (${contains(sql.ref('content'), '@everyone')} or ${contains(sql.ref('content'), '@here')}))`
  const { rows } = await sql<CountRow>`
    select
      channel.id as channelId, channel.serverId as serverId, readState.lastReadMessageId as lastReadMessageId,
      (select max(id) from message where channelId = channel.id) as lastMessageId,
      (
        select count(*) * ${BOTH} + count(*) filter (where ${calls}) from (
          select serverId, webhookId, coalesce(content, '') as content, mentions from message
          where channelId = channel.id and id > coalesce(readState.lastReadMessageId, '')
            and authorId <> ${user} and retractedAt is null
          order by id desc limit ${MAX_COUNTED}
        ) as newest
      ) as counts
    from channel left join readState on readState.channelId = channel.id and readState.userId = ${user}
    where channel.id in ${textsOf(channels)}`.execute(reader)
  return rows
}

/** Counts of some channels, in their order, members that are null in the store left out. */
export async function unreadCounts(reader: Reader, user: string, channels: readonly string[]): Promise<object[]> {
  const found = new Map<string, object>()
  for (let from = 0; from < channels.length; from += CHANNELS_AT_ONCE) {
    const rows = await countChannels(reader, user, channels.slice(from, from + CHANNELS_AT_ONCE))
    for (const { counts, serverId, ...row } of rows) {
      const numbers = { unread: Math.floor(counts / BOTH), mentions: counts % BOTH }
      found.set(row.channelId, { ...row, ...(serverId === null ? {} : { serverId }), ...numbers })
    }
    await setImmediate()
  }
  return channels.flatMap((channel) => found.get(channel) ?? [])
}
