import type { Clock } from '../../clock.ts'
import type { Database, Writer } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'
import type { LoginThrottle } from './login-throttle.ts'
import type { Passwords } from './passwords.ts'
import { findAccountByEmail } from './repository.ts'

/** Making accounts and proving them. Every answer is the id of the user. */
export interface Accounts {
  /** @throws ProtocolError emailTaken, usernameTaken */
  readonly register: (body: RegisterBody) => Promise<string>
  /** @throws ProtocolError invalidCredentials, tooManyAttempts */
  readonly logIn: (body: LoginBody) => Promise<string>
  /** The owner's own account on this gateway, made when it is first asked for. It has no password until one is set. */
  readonly owner: () => Promise<string>
}

interface AccountsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly passwords: Passwords
  readonly throttle: LoginThrottle
  readonly ownerName: string
}

const OWNER_KEY = 'ownerUserId'
const MAX_DISCRIMINATOR = 9999

interface NewAccount {
  readonly email: string
  readonly username: string
  readonly passwordHash: string | null
}

/** A free four-digit discriminator of a name: names may repeat, the pair may not. */
async function freeDiscriminator(writer: Writer, username: string): Promise<string> {
  const rows = await writer.selectFrom('user').select('discriminator').where('username', '=', username).execute()
  const taken = new Set(rows.map((row) => row.discriminator))
  const start = Math.floor(Math.random() * MAX_DISCRIMINATOR)
  for (let step = 0; step < MAX_DISCRIMINATOR; step += 1) {
    const candidate = String(((start + step) % MAX_DISCRIMINATOR) + 1).padStart(4, '0')
    if (!taken.has(candidate)) return candidate
  }
  throw new ProtocolError('usernameTaken')
}

async function insertAccount(writer: Writer, account: NewAccount, nowMs: number): Promise<string> {
  const id = newId(nowMs)
  await writer
    .insertInto('user')
    .values({
      ...account,
      id,
      discriminator: await freeDiscriminator(writer, account.username),
      avatar: null,
      isBot: 0,
      credentialVersion: 1,
      createdAt: isoTime(nowMs),
      updatedAt: isoTime(nowMs),
    })
    .execute()
  return id
}

export function createAccounts({ clock, database, passwords, throttle, ownerName }: AccountsOptions): Accounts {
  return {
    register: async ({ email, username, password }) => {
      const passwordHash = await passwords.hash(password)
      return database.write(async (writer) => {
        if ((await findAccountByEmail(writer, email)) !== undefined) throw new ProtocolError('emailTaken')
        return { result: await insertAccount(writer, { email, username, passwordHash }, clock.now()) }
      })
    },
    logIn: async ({ email, password }) => {
      throttle.admit(email)
      const account = await findAccountByEmail(database.reader, email)
      const proved = await passwords.verify(password, account?.passwordHash ?? null)
      if (!proved || account === undefined || account.isBot === 1) throw new ProtocolError('invalidCredentials')
      throttle.succeeded(email)
      return account.id
    },
    owner: () =>
      database.write(async (writer) => {
        const known = await writer.selectFrom('meta').select('value').where('key', '=', OWNER_KEY).executeTakeFirst()
        if (known !== undefined) return { result: known.value }
        const email = `owner@${newId(clock.now())}.internal.mew`
        const owner = await insertAccount(writer, { email, username: ownerName, passwordHash: null }, clock.now())
        await writer.insertInto('meta').values({ key: OWNER_KEY, value: owner }).execute()
        return { result: owner }
      }),
  }
}
