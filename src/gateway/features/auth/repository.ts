import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'
import { keepRefreshToken } from '../../database/upserts.ts'
import type { Actor } from '../../plugins/auth.ts'

export interface AccountRow {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly discriminator: string
  readonly passwordHash: string | null
  readonly isBot: number
  readonly credentialVersion: number
}

const accountColumns = [
  'id',
  'email',
  'username',
  'discriminator',
  'passwordHash',
  'isBot',
  'credentialVersion',
] as const

export function findAccountByEmail(reader: Reader, email: string): Promise<AccountRow | undefined> {
  return reader.selectFrom('user').select(accountColumns).where('email', '=', email).executeTakeFirst()
}

export function findAccount(reader: Reader, user: string): Promise<AccountRow | undefined> {
  return reader.selectFrom('user').select(accountColumns).where('id', '=', user).executeTakeFirst()
}

export async function insertAccount(
  writer: Writer,
  account: Pick<Schema['user'], 'id' | 'email' | 'username' | 'discriminator' | 'passwordHash' | 'createdAt'>,
): Promise<void> {
  await writer
    .insertInto('user')
    .values({ ...account, avatar: null, isBot: 0, credentialVersion: 1, updatedAt: account.createdAt })
    .execute()
}

/** Sets a password where the account still has the one that was proved; answers whether it had. */
export async function replacePassword(
  writer: Writer,
  change: { readonly user: string; readonly proved: string; readonly passwordHash: string; readonly at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await writer
    .updateTable('user')
    .set((row) => ({
      passwordHash: change.passwordHash,
      credentialVersion: row('credentialVersion', '+', 1),
      updatedAt: change.at,
    }))
    .where('id', '=', change.user)
    .where('passwordHash', '=', change.proved)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What was proved before is proved no longer. */
export async function raiseCredentialVersion(writer: Writer, user: string): Promise<void> {
  await writer
    .updateTable('user')
    .set((row) => ({ credentialVersion: row('credentialVersion', '+', 1) }))
    .where('id', '=', user)
    .execute()
}

const OWNER_KEY = 'ownerUserId'

export async function findOwner(reader: Reader): Promise<string | undefined> {
  const row = await reader.selectFrom('meta').select('value').where('key', '=', OWNER_KEY).executeTakeFirst()
  return row?.value
}

export async function insertOwner(writer: Writer, user: string): Promise<void> {
  await writer.insertInto('meta').values({ key: OWNER_KEY, value: user }).execute()
}

/** Whether a token of this session and credential version still opens anything. */
export async function isSessionAlive(reader: Reader, actor: Actor): Promise<boolean> {
  const row = await reader
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select('user.credentialVersion')
    .where('session.id', '=', actor.sessionId)
    .where('session.userId', '=', actor.userId)
    .where('session.revokedAt', 'is', null)
    .executeTakeFirst()
  return row?.credentialVersion === actor.credentialVersion
}

export async function insertSession(
  writer: Writer,
  session: { readonly id: string; readonly userId: string; readonly persistent: boolean; readonly createdAt: string },
): Promise<void> {
  await writer
    .insertInto('session')
    .values({ ...session, persistent: session.persistent ? 1 : 0, revokedAt: null })
    .execute()
}

export async function insertRefreshToken(
  writer: Writer,
  token: { readonly hash: string; readonly sessionId: string; readonly expiresAt: string },
): Promise<void> {
  // A retry with the same refresh id makes the same successor, which then stands there already.
  await keepRefreshToken(writer, { ...token, usedAt: null, refreshId: null })
}

export interface RefreshTokenRow {
  readonly hash: string
  readonly sessionId: string
  readonly userId: string
  readonly persistent: number
  readonly sessionCreatedAt: string
  readonly revokedAt: string | null
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly refreshId: string | null
}

export function findRefreshToken(reader: Reader, hash: string): Promise<RefreshTokenRow | undefined> {
  return reader
    .selectFrom('refreshToken')
    .innerJoin('session', 'session.id', 'refreshToken.sessionId')
    .select([
      'refreshToken.hash',
      'refreshToken.sessionId',
      'session.userId',
      'session.persistent',
      'session.createdAt as sessionCreatedAt',
      'session.revokedAt',
      'refreshToken.expiresAt',
      'refreshToken.usedAt',
      'refreshToken.refreshId',
    ])
    .where('refreshToken.hash', '=', hash)
    .executeTakeFirst()
}

export async function markRefreshTokenUsed(
  writer: Writer,
  use: { readonly hash: string; readonly usedAt: string; readonly refreshId: string | null },
): Promise<void> {
  await writer
    .updateTable('refreshToken')
    .set({ usedAt: use.usedAt, refreshId: use.refreshId })
    .where('hash', '=', use.hash)
    .execute()
}

export async function revokeSession(writer: Writer, session: string, at: string): Promise<void> {
  await writer
    .updateTable('session')
    .set({ revokedAt: at })
    .where('id', '=', session)
    .where('revokedAt', 'is', null)
    .execute()
}

export async function revokeSessionsOf(writer: Writer, user: string, at: string): Promise<void> {
  await writer
    .updateTable('session')
    .set({ revokedAt: at })
    .where('userId', '=', user)
    .where('revokedAt', 'is', null)
    .execute()
}

/** Drops what expired, so that the table does not grow with every refresh. */
export async function deleteExpiredRefreshTokens(writer: Writer, session: string, now: string): Promise<void> {
  await writer.deleteFrom('refreshToken').where('sessionId', '=', session).where('expiresAt', '<', now).execute()
}

/** Sessions that ended before then, one way or another, with all their tokens. */
export async function deleteEndedSessions(writer: Writer, before: string): Promise<void> {
  await writer.deleteFrom('refreshToken').where('expiresAt', '<', before).execute()
  await writer
    .deleteFrom('session')
    .where((session) =>
      session.or([
        session('revokedAt', '<', before),
        session.and([
          session('createdAt', '<', before),
          session.not(
            session.exists(
              session.selectFrom('refreshToken').select('hash').whereRef('refreshToken.sessionId', '=', 'session.id'),
            ),
          ),
        ]),
      ]),
    )
    .execute()
}
