import { randomBytes } from 'node:crypto'
import type { NetworkReason, SessionEnd } from '#shared/desktop-bridge.ts'
import { logProblem } from '../log.ts'
import type { AuthOutcome, SessionTokens } from './auth-answers.ts'
import type { AuthCalls } from './auth-calls.ts'
import type { StoredAccount } from './stored-account.ts'
import type { TokenStore } from './token-store.ts'

export type RefreshOutcome =
  | { readonly status: 'renewed'; readonly tokens: SessionTokens }
  | { readonly status: 'ended'; readonly reason: SessionEnd }
  /** Not now. The session stands, and the same token may be tried again. */
  | { readonly status: 'unreachable'; readonly reason: NetworkReason; readonly message: string }

interface RefreshOptions {
  readonly auth: Pick<AuthCalls, 'refresh'>
  readonly store: Pick<TokenStore, 'update'>
  readonly wait: (ms: number) => Promise<void>
}

/** A gateway with `refresh-retry` gives the same successor again for ten seconds: all retries have to fit in. */
const RETRY_DELAYS_MS = [250, 750, 1_500, 3_000]

const newRefreshId = (): string => randomBytes(24).toString('base64url')

const isLost = (outcome: AuthOutcome): boolean => outcome.status === 'failed' && outcome.sent && !outcome.answered

function judge(outcome: AuthOutcome): RefreshOutcome {
  if (outcome.status === 'session') return { status: 'renewed', tokens: outcome.tokens }
  if (outcome.status === 'failed') return { ...outcome, status: 'unreachable' }
  if (outcome.httpStatus === 401) return { status: 'ended', reason: 'refused' }
  return { status: 'unreachable', reason: 'unknown', message: outcome.message }
}

/**
 * Exchanges a refresh token. To send a used one again looks like theft and ends all of a user's sessions, everywhere; so
 * it is written down first that it is under way, and sent again only where it surely never arrived, or where the gateway
 * recognises the retry (`refresh-retry`).
 */
export async function refreshSession(
  { auth, store, wait }: RefreshOptions,
  account: StoredAccount,
  held: string,
): Promise<RefreshOutcome> {
  const { key, gateway, pendingRefresh } = account
  const mayRetry = account.extensions.includes('refresh-retry')
  if (pendingRefresh !== undefined && !mayRetry) return { status: 'ended', reason: 'unconfirmed' }

  const refreshId = pendingRefresh ?? newRefreshId()
  await store.update(key, { pendingRefresh: refreshId }).catch((error: unknown) => {
    // A full disk. Where a retry is recognised, the worst is a sign-in at the next start; elsewhere it is not risked.
    if (!mayRetry) throw error
    logProblem(`the refresh of account ${key} could not be written down`, error)
  })
  const send = (): Promise<AuthOutcome> =>
    auth.refresh({ gateway, account: key }, held, mayRetry ? refreshId : undefined)

  let outcome = await send()
  for (const delay of mayRetry ? RETRY_DELAYS_MS : []) {
    if (!isLost(outcome)) break
    await wait(delay)
    outcome = await send()
  }
  if (isLost(outcome)) return mayRetry ? judge(outcome) : { status: 'ended', reason: 'unconfirmed' }
  // An answer clears the mark; that of a success goes with the token itself, in one write.
  if (outcome.status !== 'session') await store.update(key, { pendingRefresh: undefined })
  return judge(outcome)
}
