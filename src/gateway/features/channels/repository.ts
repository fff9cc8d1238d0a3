import type { Reader, Writer } from '../../database/open-database.ts'
import type { ChannelTable, MessageTable } from '../../database/schema.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toLastMessage } from '../../wire/last-message.ts'
import { reactionsOf } from '../../wire/reactions.ts'
import type { PermissionOverride } from '#shared/models/permissions.ts'

export async function insertChannel(writer: Writer, row: ChannelTable): Promise<void> {
  await writer.insertInto('channel').values(row).execute()
}

export async function updateChannel(writer: Writer, { id, ...values }: ChannelTable): Promise<void> {
  await writer.updateTable('channel').set(values).where('id', '=', id).execute()
}

/** All that refers to it goes with it, by foreign keys. */
export async function deleteChannel(writer: Writer, channel: string): Promise<void> {
  await writer.deleteFrom('channel').where('id', '=', channel).execute()
}

export async function replaceOverrides(
  writer: Writer,
  channel: ChannelTable,
  overrides: readonly PermissionOverride[],
): Promise<void> {
  await updateChannel(writer, channel)
  await writer.deleteFrom('permissionOverride').where('channelId', '=', channel.id).execute()
  if (overrides.length === 0) return
  const rows = overrides.map(({ targetType, targetId, allow, deny }, place) => ({
    channelId: channel.id,
    targetType,
    targetId,
    allow: JSON.stringify(allow),
    deny: JSON.stringify(deny),
    place,
  }))
  await writer.insertInto('permissionOverride').values(rows).execute()
}

/** The channels of a server: by position, those without one first, else in the order they were made (ID-14.2). */
export function channelsOf(reader: Reader, server: string): Promise<ChannelTable[]> {
  return reader
    .selectFrom('channel')
    .selectAll()
    .where('serverId', '=', server)
    .orderBy('position', (order) => order.asc().nullsFirst())
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** The newest message of each of some channels, as lists carry it, by channel. */
export async function lastMessages(
  reader: Reader,
  fileAddress: FileAddress,
  channels: readonly string[],
): Promise<ReadonlyMap<string, object>> {
  const newest = new Map<string, MessageTable>()
  for (const channel of channels) {
    const row = await reader
      .selectFrom('message')
      .selectAll()
      .where('channelId', '=', channel)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) newest.set(channel, row)
  }
  const reactions = await reactionsOf(
    reader,
    [...newest.values()].map((row) => row.id),
  )
  return new Map(
    [...newest].map(([channel, row]) => [channel, toLastMessage(row, reactions.get(row.id) ?? [], fileAddress)]),
  )
}

/** How far a person has read, by channel. */
export async function readStatesOf(reader: Reader, user: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reader
    .selectFrom('readState')
    .select(['channelId', 'lastReadMessageId'])
    .where('userId', '=', user)
    .execute()
  return new Map(rows.map((row) => [row.channelId, row.lastReadMessageId]))
}

export function findCategory(reader: Reader, category: string): Promise<{ serverId: string } | undefined> {
  return reader.selectFrom('category').select('serverId').where('id', '=', category).executeTakeFirst()
}

/** A direct message of two people, whoever of them asks. */
export function directRow(id: string, [one, other]: readonly [string, string], at: string): ChannelTable {
  return {
    id,
    type: 'DM',
    serverId: null,
    name: null,
    topic: null,
    url: null,
    categoryId: null,
    position: null,
    directKey: directKeyOf(one, other),
    createdAt: at,
    updatedAt: at,
  }
}

/** Both people of a direct message have one key, whoever asks. */
export const directKeyOf = (one: string, other: string): string => [one, other].toSorted().join(':')

export function findDirect(reader: Reader, key: string): Promise<ChannelTable | undefined> {
  return reader.selectFrom('channel').selectAll().where('directKey', '=', key).executeTakeFirst()
}

export async function insertDirect(writer: Writer, row: ChannelTable, people: readonly string[]): Promise<void> {
  await insertChannel(writer, row)
  await writer
    .insertInto('recipient')
    .values(people.map((user) => ({ channelId: row.id, userId: user })))
    .execute()
}

/** Whoever is to be written to. */
export function findRecipient(
  reader: Reader,
  user: string,
): Promise<{ isBot: number; dmEnabled: number | null } | undefined> {
  return reader
    .selectFrom('user')
    .leftJoin('bot', 'bot.botUserId', 'user.id')
    .select(['user.isBot', 'bot.dmEnabled'])
    .where('user.id', '=', user)
    .executeTakeFirst()
}

/** The direct messages of a person, in the order they were opened. */
export function directsOf(reader: Reader, user: string): Promise<ChannelTable[]> {
  return reader
    .selectFrom('recipient')
    .innerJoin('channel', 'channel.id', 'recipient.channelId')
    .selectAll('channel')
    .where('recipient.userId', '=', user)
    .orderBy('channel.createdAt')
    .orderBy('channel.id')
    .execute()
}

/** Both people of each of some direct messages, by channel. */
export async function recipientsOf(
  reader: Reader,
  channels: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (channels.length === 0) return new Map()
  const rows = await reader.selectFrom('recipient').selectAll().where('channelId', 'in', channels).execute()
  const grouped = Map.groupBy(rows, (row) => row.channelId)
  return new Map([...grouped].map(([channel, list]) => [channel, list.map((row) => row.userId)]))
}
