import type { Clock } from '../../clock.ts'
import type { Commit, Database, Reader, Writer } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Actor, Authenticate } from '../../plugins/auth.ts'
import type { ConnectedSockets } from '../../realtime/connected-sockets.ts'
import { userId } from '#shared/models/ids.ts'
import { ProtocolError, type ProtocolErrorCode } from '#shared/protocol/errors.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Exchange, RefreshTokens } from './refresh-tokens.ts'
import * as repository from './repository.ts'
import { createSessionEndings, type SessionEndings } from './session-endings.ts'

export interface SessionTokens {
  readonly userId: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly refreshSeconds: number
  readonly persistent: boolean
}

/** Somebody who has proved who they are, and with which credentials: they may be others a moment later. */
export interface Proof {
  readonly userId: string
  readonly credentialVersion: number
  readonly refusal?: ProtocolErrorCode
}

export interface Sessions extends SessionEndings {
  /** Begins a session for somebody who needs no proof: who was just made, or lives in the demo. */
  readonly begin: (user: string, persistent: boolean) => Promise<SessionTokens>
  /**
   * Begins a session for somebody who has proved who they are.
   * @throws ProtocolError where the credentials have changed meanwhile: invalidCredentials, or what the proof says
   */
  readonly beginProved: (proof: Proof, persistent: boolean) => Promise<SessionTokens>
  /**
   * Exchanges a refresh token, once (ID-3.2).
   * @throws ProtocolError invalidRefreshToken (LateRefreshError for a tab that came late), refreshedUserGone
   */
  readonly refresh: (token: string, refreshId: string | undefined) => Promise<SessionTokens>
  /** @throws ProtocolError invalidToken */
  readonly authenticate: Authenticate
  /** Whether somebody who was let in a moment ago still would be. */
  readonly isAlive: (reader: Reader, actor: Actor) => Promise<boolean>
}

interface SessionsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly sockets: Pick<ConnectedSockets, 'endSession' | 'endUser'>
}

/** A replay within the grace: refused like any other, but the cookies the winner just set are left alone (ID-15, D-17). */
export class LateRefreshError extends ProtocolError {
  constructor() {
    super('invalidRefreshToken')
  }
}

/** @throws ProtocolError where they were proved with credentials that are others by now */
function demandCurrent({ credentialVersion }: repository.AccountRow, proof: Proof | undefined): void {
  if (proof === undefined || proof.credentialVersion === credentialVersion) return
  throw new ProtocolError(proof.refusal ?? 'invalidCredentials')
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

  async function beginFor(user: string, persistent: boolean, proof?: Proof): Promise<SessionTokens> {
    const sessionId = newId(clock.now())
    const { account, refresh } = await database.write(async (writer) => {
      const found = await repository.findAccount(writer, user)
      if (found === undefined) throw new ProtocolError('userNotFound')
      demandCurrent(found, proof)
      const createdAt = isoTime(clock.now())
      await repository.insertSession(writer, { id: sessionId, userId: user, persistent, createdAt })
      const lasting = { sessionId, persistent, sessionCreatedAt: createdAt }
      return { result: { account: found, refresh: await refreshTokens.begin(writer, lasting) } }
    })
    const accessToken = await sign(sessionId, account)
    return { userId: user, accessToken, refreshToken: refresh.token, refreshSeconds: refresh.seconds, persistent }
  }

  async function authenticate(token: unknown): Promise<Actor> {
    const { id, sid, cv } = await accessTokens.verify(token, clock.now())
    const actor = { userId: id, sessionId: sid, credentialVersion: cv }
    if (!(await repository.isSessionAlive(database.reader, actor))) throw new ProtocolError('invalidToken')
    return actor
  }

  return {
    ...createSessionEndings({ ...options, authenticate }),
    begin: (user, persistent) => beginFor(user, persistent),
    beginProved: (proof, persistent) => beginFor(proof.userId, persistent, proof),
    refresh: async (token, refreshId) => {
      const result = await database.write((writer) => exchange(writer, token, refreshId))
      if (result.status === 'late') throw new LateRefreshError()
      if (result.status !== 'exchanged') throw new ProtocolError('invalidRefreshToken')
      const { account, row, successor } = result
      if (account === undefined) throw new ProtocolError('refreshedUserGone')
      return {
        userId: account.id,
        accessToken: await sign(row.sessionId, account),
        refreshToken: successor.token,
        refreshSeconds: successor.seconds,
        persistent: row.persistent === 1,
      }
    },
    authenticate,
    isAlive: repository.isSessionAlive,
  }
}

type Exchanged =
  | Exclude<Exchange, { readonly status: 'exchanged' }>
  | (Extract<Exchange, { readonly status: 'exchanged' }> & { readonly account: repository.AccountRow | undefined })
