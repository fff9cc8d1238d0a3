import type { Reader } from '../../database/open-database.ts'

/** So many of the newest messages of each channel: a recording is no backup. */
const PAST_LIMIT = 500

async function messagesOf(reader: Reader, channels: readonly { readonly id: string }[], most: number) {
  const all = []
  for (const { id } of channels) {
    const newest = reader.selectFrom('message').selectAll().where('channelId', '=', id)
    all.push(...(await newest.orderBy('id', 'desc').limit(most).execute()).toReversed())
  }
  return all
}

/** How many of each channel there are, where a recording leaves some out. */
async function skippedOf(reader: Reader, most: number): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('message')
    .select(({ fn }) => ['channelId', fn.countAll<number>().as('count')])
    .groupBy('channelId')
    .execute()
  const long = rows.filter(({ count }) => count > most)
  return new Map(long.map(({ channelId, count }) => [channelId, count - most]))
}

/** All of a world that a scenario can say of it, as it is stored, between two commits. */
export async function readRows(reader: Reader, most = PAST_LIMIT) {
  const channels = await reader.selectFrom('channel').selectAll().orderBy('position').orderBy('id').execute()
  const owner = await reader.selectFrom('meta').select('value').where('key', '=', 'ownerUserId').executeTakeFirst()
  return {
    owner: owner?.value,
    users: await reader.selectFrom('user').select(['id', 'username', 'isBot']).orderBy('id').execute(),
    bots: await reader.selectFrom('bot').select(['botUserId', 'ownerId', 'serviceType', 'dmEnabled']).execute(),
    webhooks: await reader.selectFrom('webhook').select(['id', 'botUserId', 'name', 'channelId']).execute(),
    servers: await reader.selectFrom('server').select(['id', 'name', 'everyoneRoleId']).orderBy('id').execute(),
    roles: await reader.selectFrom('role').selectAll().orderBy('position', 'desc').orderBy('id').execute(),
    members: await reader.selectFrom('member').selectAll().orderBy('id').execute(),
    categories: await reader.selectFrom('category').selectAll().orderBy('position').orderBy('id').execute(),
    channels,
    recipients: await reader.selectFrom('recipient').selectAll().orderBy('userId').execute(),
    overrides: await reader.selectFrom('permissionOverride').selectAll().orderBy('place').execute(),
    stickers: await reader.selectFrom('sticker').select(['id', 'name', 'serverId', 'userId']).orderBy('id').execute(),
    reads: await reader.selectFrom('readState').selectAll().execute(),
    messages: await messagesOf(reader, channels, most),
    skipped: await skippedOf(reader, most),
    reactions: await reader.selectFrom('reaction').selectAll().orderBy('createdAt').execute(),
  }
}

export type WorldRows = Awaited<ReturnType<typeof readRows>>
