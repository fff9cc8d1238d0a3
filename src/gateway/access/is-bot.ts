import type { Reader } from '../database/open-database.ts'

/** Whether an account is a bot's; one that is gone is nobody's. */
export async function isBot(reader: Reader, user: string): Promise<boolean> {
  const row = await reader.selectFrom('user').select('isBot').where('id', '=', user).executeTakeFirst()
  return row?.isBot === 1
}
