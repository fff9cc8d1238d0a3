import { textsOf } from '../database/dialect.ts'
import type { Reader } from '../database/open-database.ts'
import type { BotTable } from '../database/schema.ts'
import { userId, type BotId, type UserId } from '#shared/models/ids.ts'
import { ProtocolError, type ProtocolErrorCode } from '#shared/protocol/errors.ts'

/** Which of some accounts are bots'; one that is gone is nobody's. */
export async function botsAmong(reader: Reader, users: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('user')
    .select('id')
    .where('id', 'in', textsOf(users))
    .where('isBot', '=', 1)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** A bot, and whose it should be. */
export interface BotKey {
  readonly bot: BotId
  readonly owner: UserId
}

/**
 * The gate of everything an owner does with a bot: a bot of somebody else is one that is not there (MB-9).
 * @throws ProtocolError the refusal that is named
 */
export async function requireOwnBot(
  reader: Reader,
  { bot, owner }: BotKey,
  refusal: ProtocolErrorCode = 'botHidden',
): Promise<BotTable> {
  const row = await reader
    .selectFrom('bot')
    .selectAll()
    .where('id', '=', bot)
    .where('ownerId', '=', owner)
    .executeTakeFirst()
  if (row === undefined) throw new ProtocolError(refusal)
  return row
}

/** The bot that speaks by an account; one that was deleted has left the account behind. */
export function findBotOf(reader: Reader, account: string): Promise<BotTable | undefined> {
  return reader.selectFrom('bot').selectAll().where('botUserId', '=', account).executeTakeFirst()
}

/** Whether a service of this type is known. */
export async function isServiceKnown(reader: Reader, serviceType: string): Promise<boolean> {
  const row = await reader
    .selectFrom('service')
    .select('serviceType')
    .where('serviceType', '=', serviceType)
    .executeTakeFirst()
  return row !== undefined
}

/** The accounts that the bots of some services speak by. */
export async function accountsByService(
  reader: Reader,
  serviceTypes: readonly string[],
): Promise<ReadonlyMap<string, readonly UserId[]>> {
  const rows = await reader
    .selectFrom('bot')
    .select(['serviceType', 'botUserId'])
    .where('serviceType', 'in', textsOf(serviceTypes))
    .orderBy('id')
    .execute()
  const byService = Map.groupBy(rows, (row) => row.serviceType)
  return new Map([...byService].map(([type, list]) => [type, list.map((row) => userId.parse(row.botUserId))]))
}
