import type { Reader, Writer } from '../../database/open-database.ts'
import type { BotTable, Schema } from '../../database/schema.ts'

export type BotChange = Partial<
  Pick<BotTable, 'name' | 'avatar' | 'serviceType' | 'dmEnabled' | 'config' | 'tokenHash' | 'sealedToken'>
> &
  Pick<BotTable, 'updatedAt'>

export async function insertBot(writer: Writer, row: BotTable): Promise<void> {
  await writer.insertInto('bot').values(row).execute()
}

export async function updateBot(writer: Writer, row: BotTable, change: BotChange): Promise<BotTable> {
  await writer.updateTable('bot').set(change).where('id', '=', row.id).execute()
  return { ...row, ...change }
}

export async function deleteBot(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('bot').where('id', '=', id).execute()
}

/** Somebody's bots, in the order they were made. */
export function botsOf(reader: Reader, owner: string): Promise<BotTable[]> {
  return reader.selectFrom('bot').selectAll().where('ownerId', '=', owner).orderBy('id').execute()
}

export function findBot(reader: Reader, id: string): Promise<BotTable | undefined> {
  return reader.selectFrom('bot').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The bots of a service, in the order they were made. */
export function botsOfService(reader: Reader, serviceType: string): Promise<BotTable[]> {
  return reader.selectFrom('bot').selectAll().where('serviceType', '=', serviceType).orderBy('id').execute()
}

interface Proved {
  readonly userId: string
  readonly credentialVersion: number
}

/** The account of the bot that has this token. */
export function findByTokenHash(reader: Reader, tokenHash: string): Promise<Proved | undefined> {
  return reader
    .selectFrom('bot')
    .innerJoin('user', 'user.id', 'bot.botUserId')
    .select(['user.id as userId', 'user.credentialVersion'])
    .where('bot.tokenHash', '=', tokenHash)
    .executeTakeFirst()
}

/** The account a bot speaks by. Nobody logs in to it with a password. */
export async function insertBotUser(
  writer: Writer,
  account: Pick<Schema['user'], 'id' | 'email' | 'username' | 'discriminator' | 'avatar' | 'createdAt'>,
): Promise<void> {
  await writer
    .insertInto('user')
    .values({ ...account, passwordHash: null, isBot: 1, credentialVersion: 1, updatedAt: account.createdAt })
    .execute()
}

type UserNaming = Pick<Schema['user'], 'username' | 'discriminator' | 'avatar'>

export function getNaming(reader: Reader, user: string): Promise<UserNaming> {
  return reader
    .selectFrom('user')
    .select(['username', 'discriminator', 'avatar'])
    .where('id', '=', user)
    .executeTakeFirstOrThrow()
}

export async function setNaming(writer: Writer, user: string, row: UserNaming & { updatedAt: string }): Promise<void> {
  await writer.updateTable('user').set(row).where('id', '=', user).execute()
}

export async function isNameTaken(reader: Reader, name: Omit<UserNaming, 'avatar'>): Promise<boolean> {
  const row = await reader
    .selectFrom('user')
    .select('id')
    .where('username', '=', name.username)
    .where('discriminator', '=', name.discriminator)
    .executeTakeFirst()
  return row !== undefined
}
