import type { Clock } from '../../clock.ts'
import type { Commit, Database, Reader, Writer } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Actor } from '../../plugins/auth.ts'
import type { ConnectedSockets } from '../../realtime/connected-sockets.ts'
import { userId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Exchange, RefreshTokens } from './refresh-tokens.ts'
import * as repository from './repository.ts'

export interface SessionTokens {
  readonly userId: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly persistent: boolean
}

export interface Sessions {
  /** Begins a session for somebody who has proved who they are. */
  readonly begin: (user: string, persistent: boolean) => Promise<SessionTokens>
  /**
   * Exchanges a refresh token, once (ID-3.2).
   * @throws ProtocolError invalidRefreshToken (LateRefreshError for a tab that came late), refreshedUserGone
   */
  readonly refresh: (token: string, refreshId: string | undefined) => Promise<SessionTokens>
  /** Ends the session of a refresh token, its access tokens and its sockets. */
  readonly end: (token: string) => Promise<void>
  /** @throws ProtocolError invalidToken */
  readonly authenticate: (token: unknown) => Promise<Actor>
  /** Whether somebody who was let in a moment ago still would be. */
  readonly isAlive: (reader: Reader, actor: Actor) => Promise<boolean>
}

interface SessionsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly sockets: Pick<ConnectedSockets, 'endSession'>
}

/** A replay within the grace: refused like any other, but the cookies the winner just set are left alone (ID-15, D-17). */
export class LateRefreshError extends ProtocolError {
  constructor() {
    super('invalidRefreshToken')
  }
}

export function createSessions(options: SessionsOptions): Sessions {
  const { clock, database, accessTokens, refreshTokens, sockets } = options

  function sign(sessionId: string, user: repository.AccountRow): Promise<string> {
    const { id, username, discriminator, credentialVersion } = user
    const holder = { id: userId.parse(id), sid: sessionId, cv: credentialVersion, username, discriminator }
    return accessTokens.sign(holder, clock.now())
  }

  async function exchange(writer: Writer, token: string, refreshId: string | undefined): Promise<Commit<Exchanged>> {
    const result = await refreshTokens.exchange(writer, token, refreshId)
    if (result.status === 'exchanged') {
      return { result: { ...result, account: await repository.findAccount(writer, result.row.userId) } }
    }
    if (result.status !== 'stolen') return { result }
    const announce = (): void => {
      sockets.endSession(result.sessionId)
    }
    return { result, announce }
  }

  return {
    begin: async (user, persistent) => {
      const sessionId = newId(clock.now())
      const { account, refreshToken } = await database.write(async (writer) => {
        const found = await repository.findAccount(writer, user)
        if (found === undefined) throw new ProtocolError('userNotFound')
        const session = { id: sessionId, userId: user, persistent, createdAt: isoTime(clock.now()) }
        await repository.insertSession(writer, session)
        return { result: { account: found, refreshToken: await refreshTokens.begin(writer, sessionId) } }
      })
      return { userId: user, accessToken: await sign(sessionId, account), refreshToken, persistent }
    },
    refresh: async (token, refreshId) => {
      const result = await database.write((writer) => exchange(writer, token, refreshId))
      if (result.status === 'late') throw new LateRefreshError()
      if (result.status !== 'exchanged') throw new ProtocolError('invalidRefreshToken')
      const { account, row, successor } = result
      if (account === undefined) throw new ProtocolError('refreshedUserGone')
      const accessToken = await sign(row.sessionId, account)
      return { userId: account.id, accessToken, refreshToken: successor, persistent: row.persistent === 1 }
    },
    end: (token) =>
      database.write(async (writer) => {
        const row = await refreshTokens.find(writer, token)
        if (row === undefined) return { result: undefined }
        await repository.revokeSession(writer, row.sessionId, isoTime(clock.now()))
        const announce = (): void => {
          sockets.endSession(row.sessionId)
        }
        return { result: undefined, announce }
      }),
    authenticate: async (token) => {
      const { id, sid, cv } = await accessTokens.verify(token, clock.now())
      const actor = { userId: id, sessionId: sid, credentialVersion: cv }
      if (!(await repository.isSessionAlive(database.reader, actor))) throw new ProtocolError('invalidToken')
      return actor
    },
    isAlive: repository.isSessionAlive,
  }
}

type Exchanged =
  | Exclude<Exchange, { readonly status: 'exchanged' }>
  | (Extract<Exchange, { readonly status: 'exchanged' }> & { readonly account: repository.AccountRow | undefined })
