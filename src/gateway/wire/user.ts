import { userId } from '#shared/models/ids.ts'
import { notificationSettings, type UserPublic, type UserSelf, type UserSummary } from '#shared/models/user.ts'
import { parseObject } from '../database/json-column.ts'
import type { Reader } from '../database/open-database.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { FileAddress } from './file-address.ts'

export interface UserSummaryRow {
  readonly id: string
  readonly username: string
  readonly discriminator: string
  readonly avatar: string | null
  readonly isBot: number
}

export const userSummaryColumns = [
  'user.id',
  'user.username',
  'user.discriminator',
  'user.avatar',
  'user.isBot',
] as const

/** What others see of an account, and nothing else of it (ID-15, D-01). */
export function toUserSummary(row: UserSummaryRow, fileAddress: FileAddress): UserSummary {
  return {
    _id: userId.parse(row.id),
    username: row.username,
    discriminator: row.discriminator,
    ...fileAddress(row.avatar),
    isBot: row.isBot === 1,
  }
}

/** The accounts behind some ids, by id; those that are gone are missing. */
export async function userSummaries(
  reader: Reader,
  fileAddress: FileAddress,
  users: readonly string[],
): Promise<ReadonlyMap<string, UserSummary>> {
  if (users.length === 0) return new Map()
  const rows = await reader.selectFrom('user').select(userSummaryColumns).where('id', 'in', users).execute()
  return new Map(rows.map((row) => [row.id, toUserSummary(row, fileAddress)]))
}

/**
 * What anyone may see of an account (ID-4.2).
 * @throws ProtocolError userNotFound
 */
export async function publicProfile(reader: Reader, fileAddress: FileAddress, user: string): Promise<UserPublic> {
  const row = await reader
    .selectFrom('user')
    .leftJoin('bot', 'bot.botUserId', 'user.id')
    .select([...userSummaryColumns, 'user.createdAt', 'bot.dmEnabled'])
    .where('user.id', '=', user)
    .executeTakeFirst()
  if (row === undefined) throw new ProtocolError('userNotFound')
  return {
    ...toUserSummary(row, fileAddress),
    createdAt: row.createdAt,
    ...(row.isBot === 1 ? { dmEnabled: row.dmEnabled === 1 } : {}),
  }
}

/**
 * An account as it sees itself (ID-4.1).
 * @throws ProtocolError userNotFound
 */
export async function ownProfile(reader: Reader, fileAddress: FileAddress, user: string): Promise<UserSelf> {
  const row = await reader.selectFrom('user').selectAll().where('id', '=', user).executeTakeFirst()
  if (row === undefined) throw new ProtocolError('userNotFound')
  return {
    ...toUserSummary(row, fileAddress),
    discriminator: row.discriminator,
    email: row.email,
    notificationSettings: notificationSettings.parse(parseObject(row.notificationSettings)),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}
