import type { Clock } from '../../clock.ts'
import type { Commit, Database, Writer } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import type { Authenticate } from '../../plugins/auth.ts'
import type { ConnectedSockets } from '../../realtime/connected-sockets.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import * as repository from './repository.ts'

/** What ends with a session: its refresh token, its access tokens and its sockets (ID-15, D-18). */
export interface SessionEndings {
  readonly end: (refreshToken: string) => Promise<void>
  /** The same by an access token; one that opens nothing any more ends nothing. */
  readonly endByAccessToken: (token: string) => Promise<void>
  /** Ends every session of an account; the answer ends their sockets, once the transaction is done. */
  readonly endAll: (writer: Writer, user: string) => Promise<() => void>
  /** The same for credentials that are replaced: whoever is being let in with the old ones does not get in either. */
  readonly endAccess: (writer: Writer, user: string) => Promise<() => void>
}

interface SessionEndingsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly refreshTokens: RefreshTokens
  readonly authenticate: Authenticate
  readonly sockets: Pick<ConnectedSockets, 'endSession' | 'endUser'>
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof ProtocolError)) throw error
}

export function createSessionEndings(options: SessionEndingsOptions): SessionEndings {
  const { clock, database, refreshTokens, authenticate, sockets } = options

  async function endSession(writer: Writer, session: string): Promise<Commit<undefined>> {
    await repository.revokeSession(writer, session, isoTime(clock.now()))
    const announce = (): void => {
      sockets.endSession(session)
    }
    return { result: undefined, announce }
  }

  async function endAll(writer: Writer, user: string): Promise<() => void> {
    await repository.revokeSessionsOf(writer, user, isoTime(clock.now()))
    return () => {
      sockets.endUser(user)
    }
  }

  return {
    end: (refreshToken) =>
      database.write(async (writer) => {
        const row = await refreshTokens.find(writer, refreshToken)
        return row === undefined ? { result: undefined } : endSession(writer, row.sessionId)
      }),
    endByAccessToken: async (token) => {
      const actor = await authenticate(token).catch(unlessRefused)
      if (actor !== undefined) await database.write((writer) => endSession(writer, actor.sessionId))
    },
    endAll,
    endAccess: async (writer, user) => {
      await repository.raiseCredentialVersion(writer, user)
      return endAll(writer, user)
    },
  }
}
