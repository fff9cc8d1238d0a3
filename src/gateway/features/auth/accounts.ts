import type { Clock } from '../../clock.ts'
import { freeDiscriminator } from '../../database/free-discriminator.ts'
import type { Database, Writer } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'
import type { ChangePasswordBody } from '#shared/protocol/http/users.ts'
import type { LoginThrottle } from './login-throttle.ts'
import type { Passwords } from './passwords.ts'
import * as repository from './repository.ts'
import type { Proof, Sessions } from './sessions.ts'

/** Making accounts and proving them. An answer that is a text is the id of the user. */
export interface Accounts {
  /** @throws ProtocolError emailTaken, usernameTaken */
  readonly register: (body: RegisterBody) => Promise<string>
  /** @throws ProtocolError invalidCredentials, tooManyAttempts */
  readonly logIn: (body: LoginBody) => Promise<Proof>
  /** The owner's own account on this gateway, made when it is first asked for. It has no password until one is set. */
  readonly owner: () => Promise<string>
  /**
   * Ends every session of the account, the caller's own too: whoever knows only the old password is out (decision 10).
   * @throws ProtocolError userNotFound, wrongOldPassword, samePassword, tooManyAttempts
   */
  readonly changePassword: (user: string, body: ChangePasswordBody) => Promise<void>
}

interface AccountsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly passwords: Passwords
  readonly throttle: LoginThrottle
  readonly sessions: Pick<Sessions, 'endAll'>
  readonly ownerName: string
}

interface NewAccount {
  readonly email: string
  readonly username: string
  readonly passwordHash: string | null
}

async function insertAccount(writer: Writer, account: NewAccount, nowMs: number): Promise<string> {
  const id = newId(nowMs)
  const discriminator = await freeDiscriminator(writer, account.username)
  if (discriminator === undefined) throw new ProtocolError('usernameTaken')
  await repository.insertAccount(writer, { ...account, id, discriminator, createdAt: isoTime(nowMs) })
  return id
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { clock, database, passwords, throttle, sessions, ownerName } = options

  return {
    register: async ({ email, username, password }) => {
      const passwordHash = await passwords.hash(password)
      return database.write(async (writer) => {
        if ((await repository.findAccountByEmail(writer, email)) !== undefined) throw new ProtocolError('emailTaken')
        return { result: await insertAccount(writer, { email, username, passwordHash }, clock.now()) }
      })
    },
    logIn: async ({ email, password }) => {
      throttle.admit(email)
      const account = await repository.findAccountByEmail(database.reader, email)
      const proved = await passwords.verify(password, account?.passwordHash ?? null)
      if (!proved || account === undefined || account.isBot === 1) throw new ProtocolError('invalidCredentials')
      throttle.succeeded(email)
      return { userId: account.id, credentialVersion: account.credentialVersion }
    },
    owner: () =>
      database.write(async (writer) => {
        const known = await repository.findOwner(writer)
        if (known !== undefined) return { result: known }
        const email = `owner@${newId(clock.now())}.internal.mew`
        const owner = await insertAccount(writer, { email, username: ownerName, passwordHash: null }, clock.now())
        await repository.insertOwner(writer, owner)
        return { result: owner }
      }),
    changePassword: async (user, { oldPassword, newPassword }) => {
      const account = await repository.findAccount(database.reader, user)
      if (account === undefined) throw new ProtocolError('userNotFound')
      throttle.admit(account.email)
      const { passwordHash: proved } = account
      const matches = await passwords.verify(oldPassword, proved)
      if (!matches || proved === null) throw new ProtocolError('wrongOldPassword')
      throttle.succeeded(account.email)
      if (newPassword === oldPassword) throw new ProtocolError('samePassword')
      const passwordHash = await passwords.hash(newPassword)
      await database.write(async (writer) => {
        const change = { user, proved, passwordHash, at: isoTime(clock.now()) }
        // Somebody else may have changed it while this one was checked.
        if (!(await repository.replacePassword(writer, change))) throw new ProtocolError('wrongOldPassword')
        return { result: undefined, announce: await sessions.endAll(writer, user) }
      })
    },
  }
}
