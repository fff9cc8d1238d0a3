import type { Reader, Writer } from '../../database/open-database.ts'
import { containsInAnyCase } from '../../database/dialect.ts'
import { userSummaryColumns, type UserSummaryRow } from '../../wire/user.ts'

interface NameRow {
  readonly username: string
  readonly discriminator: string
}

export function findName(reader: Reader, user: string): Promise<NameRow | undefined> {
  return reader.selectFrom('user').select(['username', 'discriminator']).where('id', '=', user).executeTakeFirst()
}

export async function isNameTaken(reader: Reader, { username, discriminator }: NameRow): Promise<boolean> {
  const row = await reader
    .selectFrom('user')
    .select('id')
    .where('username', '=', username)
    .where('discriminator', '=', discriminator)
    .executeTakeFirst()
  return row !== undefined
}

export async function setName(writer: Writer, user: string, row: NameRow & { updatedAt: string }): Promise<void> {
  await writer.updateTable('user').set(row).where('id', '=', user).execute()
}

/** The file or address of somebody's picture, where they have one. */
export async function findAvatar(reader: Reader, user: string): Promise<string | undefined> {
  const row = await reader.selectFrom('user').select('avatar').where('id', '=', user).executeTakeFirst()
  return row?.avatar ?? undefined
}

export async function setAvatar(
  writer: Writer,
  user: string,
  row: { readonly avatar: string; readonly updatedAt: string },
): Promise<void> {
  await writer.updateTable('user').set(row).where('id', '=', user).execute()
}

/** The settings as they are stored: what differs from the defaults. */
export async function findNotificationSettings(reader: Reader, user: string): Promise<string | undefined> {
  const row = await reader.selectFrom('user').select('notificationSettings').where('id', '=', user).executeTakeFirst()
  return row?.notificationSettings
}

export async function setNotificationSettings(
  writer: Writer,
  user: string,
  row: { readonly notificationSettings: string; readonly updatedAt: string },
): Promise<void> {
  await writer.updateTable('user').set(row).where('id', '=', user).execute()
}

/** Whose name has this in it, in any case and literally: people, and bots that take direct messages (ID-4.3). */
export function searchPeople(
  reader: Reader,
  search: { readonly part: string; readonly except: string; readonly limit: number },
): Promise<UserSummaryRow[]> {
  return reader
    .selectFrom('user')
    .leftJoin('bot', 'bot.botUserId', 'user.id')
    .select(userSummaryColumns)
    .where((where) => containsInAnyCase(where.ref('user.username'), search.part))
    .where('user.id', '!=', search.except)
    .where((where) => where.or([where('user.isBot', '=', 0), where('bot.dmEnabled', '=', 1)]))
    .orderBy('user.username')
    .orderBy('user.id')
    .limit(search.limit)
    .execute()
}
