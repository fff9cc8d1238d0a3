import type { NetworkReason, SessionEnd } from '#shared/desktop-bridge.ts'
import { logProblem } from '../log.ts'
import { readAccessToken, type AccessToken } from './access-token.ts'
import type { SessionTokens } from './auth-answers.ts'
import type { AuthCalls } from './auth-calls.ts'
import { refreshSession, type RefreshOutcome } from './refresh-session.ts'
import type { StoredAccount } from './stored-account.ts'
import type { TokenStore } from './token-store.ts'

export type TokenOutcome =
  | { readonly status: 'token'; readonly token: string }
  | { readonly status: 'signed-out' }
  | { readonly status: 'no-account' }
  | { readonly status: 'unreachable'; readonly reason: NetworkReason; readonly message: string }

/** The access tokens of this run: handed out while they are good, renewed when they are not, once for all who wait. */
export interface TokenKeeper {
  /** A good access token, never the refused one, and good for so long where that is to be had. Does not reject. */
  readonly token: (key: string, refused: string | null, goodForMs?: number) => Promise<TokenOutcome>
  /** A session begins, instead of the one before. */
  readonly begin: (key: string, accessToken: string) => void
  readonly forget: (key: string) => void
}

export interface TokenKeeperOptions {
  readonly store: TokenStore
  readonly auth: Pick<AuthCalls, 'refresh' | 'leave'>
  readonly nowMs: () => number
  readonly wait: (ms: number) => Promise<void>
  readonly onChanged: () => void
  readonly onEnded: (key: string, reason: SessionEnd) => void
}

/** A session in this run. Another sign-in makes another one, and what was under way for the old is dropped. */
interface LiveSession {
  access?: AccessToken
  flight?: Promise<TokenOutcome>
}

interface Renewal {
  readonly session: LiveSession
  readonly account: StoredAccount
  readonly held: string
}

const SIGNED_OUT = { status: 'signed-out' } as const

/** For the session it is about it holds until the app ends; the next start may have to ask for a sign-in. */
const notStored =
  (what: string) =>
  (error: unknown): void => {
    logProblem(`${what} could not be stored`, error)
  }

export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { store, nowMs } = options
  const live = new Map<string, LiveSession>()

  function sessionOf(key: string): LiveSession {
    const session = live.get(key) ?? {}
    live.set(key, session)
    return session
  }

  async function refresh(renewal: Renewal): Promise<TokenOutcome> {
    const { session, account, held } = renewal
    const { key } = account
    try {
      const outcome = await refreshSession(options, account, held)
      if (outcome.status === 'unreachable') return outcome
      if (live.get(key) === session) return await settle(options, renewal, outcome)
      if (outcome.status === 'renewed') await dropTokens(options, account, outcome.tokens)
      return await token(key, null)
    } catch (error) {
      // The disk did not take the mark, so nothing was sent: the session stands.
      logProblem(`the session of account ${key} could not be renewed`, error)
      return { status: 'unreachable', reason: 'unknown', message: String(error) }
    } finally {
      delete session.flight
    }
  }

  async function token(key: string, refused: string | null, goodForMs = 0): Promise<TokenOutcome> {
    const account = store.find(key)
    const held = store.token(key)
    if (account === undefined) return { status: 'no-account' }
    if (held === undefined) return SIGNED_OUT
    const session = sessionOf(key)
    const { access } = session
    if (access !== undefined && access.text !== refused && access.staleAtMs > nowMs() + goodForMs) {
      return { status: 'token', token: access.text }
    }
    session.flight ??= refresh({ session, account, held })
    return session.flight
  }

  return {
    token,
    begin: (key, accessToken) => {
      live.set(key, { access: readAccessToken(accessToken, nowMs()) })
    },
    forget: (key) => {
      live.delete(key)
    },
  }
}

type Settled = Exclude<RefreshOutcome, { readonly status: 'unreachable' }>

/** The successor is on disk before the new access token is used: a crash in between must not lose the session. */
async function settle(options: TokenKeeperOptions, renewal: Renewal, outcome: Settled): Promise<TokenOutcome> {
  const { store, nowMs, onChanged, onEnded } = options
  const { session, account, held } = renewal
  const { key } = account
  if (outcome.status === 'ended') {
    delete session.access
    await store.dropToken(key).catch(notStored(`the end of the session of account ${key}`))
    onEnded(key, outcome.reason)
    onChanged()
    return SIGNED_OUT
  }
  const { refreshToken, accessToken, user } = outcome.tokens
  await store.replaceToken(key, refreshToken ?? held).catch(notStored(`the session of account ${key}`))
  session.access = readAccessToken(accessToken, nowMs())
  if (user !== undefined && user.username !== account.username) {
    await store.update(key, { username: user.username }).catch(notStored(`the new name of account ${key}`))
    onChanged()
  }
  return { status: 'token', token: accessToken }
}

/** Nobody holds them: the account was left, or signed in anew, while they were on their way. */
async function dropTokens(
  { auth }: TokenKeeperOptions,
  { gateway }: StoredAccount,
  tokens: SessionTokens,
): Promise<void> {
  if (tokens.refreshToken !== undefined) await auth.leave({ gateway }, tokens.refreshToken)
}
