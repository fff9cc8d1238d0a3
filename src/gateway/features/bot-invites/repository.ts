import { containsInAnyCase } from '../../database/dialect.ts'
import type { Reader } from '../../database/open-database.ts'
import { userSummaryColumns, type UserSummaryRow } from '../../wire/user.ts'

/** Bots that are not in a server yet and whose name has this in it, literally and in any case. */
export function searchOutsiders(
  reader: Reader,
  search: { readonly server: string; readonly part: string; readonly limit: number },
): Promise<UserSummaryRow[]> {
  return reader
    .selectFrom('user')
    .innerJoin('bot', 'bot.botUserId', 'user.id')
    .leftJoin('member', (join) => join.onRef('member.userId', '=', 'user.id').on('member.serverId', '=', search.server))
    .select(userSummaryColumns)
    .where('member.id', 'is', null)
    .where((where) => containsInAnyCase(where.ref('user.username'), search.part))
    .orderBy('user.username')
    .orderBy('user.id')
    .limit(search.limit)
    .execute()
}

export function findAccount(reader: Reader, user: string): Promise<{ isBot: number; email: string } | undefined> {
  return reader.selectFrom('user').select(['isBot', 'email']).where('id', '=', user).executeTakeFirst()
}
