import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Writer } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import * as repository from './repository.ts'

/** How long after a refresh the same `X-Mew-Refresh-Id` gets the same successor again. */
const RETRY_MS = 10_000
/** How long a replay is taken for a tab that came late; afterwards it is taken for a thief. */
const REPLAY_GRACE_MS = 30_000

/** What became of a presented refresh token. */
export type Exchange =
  /** Unknown, expired or revoked. */
  | { readonly status: 'refused' }
  /** Used a moment ago by somebody else with the same token: refused, and nothing more. */
  | { readonly status: 'late' }
  /** Used long ago: the family was revoked. */
  | { readonly status: 'stolen'; readonly sessionId: string }
  | { readonly status: 'exchanged'; readonly row: repository.RefreshTokenRow; readonly successor: RefreshToken }

/** A token, and how long it lasts. */
export interface RefreshToken {
  readonly token: string
  readonly seconds: number
}

/** What decides how long the tokens of a session last. */
export interface Lasting {
  readonly sessionId: string
  readonly persistent: boolean
  readonly sessionCreatedAt: string
}

export interface RefreshTokens {
  /** The first token of a session. */
  readonly begin: (writer: Writer, session: Lasting) => Promise<RefreshToken>
  /** Exchanges a token, once; the same retry gets the same successor for ten seconds (security: Who gets in). */
  readonly exchange: (writer: Writer, token: string, refreshId: string | undefined) => Promise<Exchange>
  readonly find: (writer: Writer, token: string) => Promise<repository.RefreshTokenRow | undefined>
}

interface RefreshTokensOptions {
  readonly clock: Clock
  readonly lifetimeSeconds: number
  /** Makes the successor of a retried refresh the same, without keeping any token. */
  readonly secret: string
}

const DAY_SECONDS = 24 * 60 * 60
/** A session that was not to be remembered ends after a week without its browser. */
const BROWSER_SECONDS = 7 * DAY_SECONDS
/** However often it is refreshed, a session ends some day: its person signs in again (ID-15, D-41). */
const LONGEST_SECONDS = 365 * DAY_SECONDS
const LONGEST_BROWSER_SECONDS = 30 * DAY_SECONDS

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export function createRefreshTokens({ clock, lifetimeSeconds, secret }: RefreshTokensOptions): RefreshTokens {
  function successorOf(token: string, refreshId: string | undefined): string {
    if (refreshId === undefined) return randomBytes(48).toString('base64url')
    return createHmac('sha384', secret).update(`refresh ${refreshId} ${token}`).digest('base64url')
  }

  /** Each token begins its lifetime anew, but none outlives the longest a session may last (ID-15, D-41). */
  function secondsOf({ persistent, sessionCreatedAt }: Lasting): number {
    const lasting = persistent ? lifetimeSeconds : Math.min(lifetimeSeconds, BROWSER_SECONDS)
    const longest = Math.max(lifetimeSeconds, persistent ? LONGEST_SECONDS : LONGEST_BROWSER_SECONDS)
    const left = Math.floor((Date.parse(sessionCreatedAt) - clock.now()) / 1000) + longest
    return Math.min(lasting, left)
  }

  async function store(writer: Writer, session: Lasting, token: string): Promise<RefreshToken> {
    const seconds = secondsOf(session)
    const expiresAt = isoTime(clock.now() + seconds * 1000)
    await repository.insertRefreshToken(writer, { hash: hashOf(token), sessionId: session.sessionId, expiresAt })
    return { token, seconds }
  }

  /** What a token that was used before deserves: its successor again, patience, or the end of its family. */
  function judgeReplay(row: repository.RefreshTokenRow, refreshId: string | undefined): 'again' | 'late' | 'stolen' {
    const age = clock.now() - Date.parse(row.usedAt ?? '')
    if (refreshId !== undefined && row.refreshId === refreshId && age <= RETRY_MS) return 'again'
    return age <= REPLAY_GRACE_MS ? 'late' : 'stolen'
  }

  return {
    begin: (writer, session) => store(writer, session, successorOf('', undefined)),
    exchange: async (writer, token, refreshId) => {
      const row = await repository.findRefreshToken(writer, hashOf(token))
      if (row === undefined || row.revokedAt !== null || Date.parse(row.expiresAt) <= clock.now()) {
        return { status: 'refused' }
      }
      const now = isoTime(clock.now())
      const verdict = row.usedAt === null ? 'again' : judgeReplay(row, refreshId)
      if (verdict === 'late') return { status: 'late' }
      if (verdict === 'stolen') {
        await repository.revokeSession(writer, row.sessionId, now)
        return { status: 'stolen', sessionId: row.sessionId }
      }
      const use = { hash: row.hash, usedAt: row.usedAt ?? now, refreshId: refreshId ?? null }
      await repository.markRefreshTokenUsed(writer, use)
      await repository.deleteExpiredRefreshTokens(writer, row.sessionId, now)
      const lasting = { ...row, persistent: row.persistent === 1 }
      return { status: 'exchanged', row, successor: await store(writer, lasting, successorOf(token, refreshId)) }
    },
    find: (writer, token) => repository.findRefreshToken(writer, hashOf(token)),
  }
}
