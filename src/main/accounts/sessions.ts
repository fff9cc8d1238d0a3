import { isDeepStrictEqual } from 'node:util'
import type { NetworkReason } from '#shared/desktop-bridge.ts'
import { logProblem } from '../log.ts'
import type { AuthOutcome, SessionTokens } from './auth-answers.ts'
import type { AuthCalls } from './auth-calls.ts'
import type { StoredAccount } from './stored-account.ts'
import { createTokenKeeper, type TokenKeeper, type TokenKeeperOptions, type TokenOutcome } from './token-keeper.ts'
import type { AccountIdentity, TokenStore } from './token-store.ts'

export type EnterOutcome =
  | { readonly status: 'signed-in'; readonly account: StoredAccount }
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | { readonly status: 'unreachable'; readonly reason: NetworkReason }

export interface Entrance {
  readonly gateway: string
  readonly route: 'login' | 'register' | 'local'
  readonly form: object
  readonly inner?: boolean
  /** The session is not kept beyond this run of the app. */
  readonly onlyThisRun?: boolean
}

/** Where an account's requests go. One that was left in this run is still known, so that late requests learn why. */
export type GatewayPlace =
  | { readonly status: 'known'; readonly gateway: string }
  | { readonly status: 'signed-out' }
  | { readonly status: 'no-account' }

export interface Sessions {
  readonly accounts: () => readonly StoredAccount[]
  readonly stateOf: (key: string) => 'open' | 'ended' | 'locked'
  readonly placeOf: (key: string) => GatewayPlace
  readonly enter: (entrance: Entrance) => Promise<EnterOutcome>
  readonly signOut: (key: string) => Promise<void>
  /** A good access token, refreshed if need be; never the refused one. Does not reject. */
  readonly token: (key: string, refused: string | null, goodForMs?: number) => Promise<TokenOutcome>
  /** The inner gateway comes back on another port. */
  readonly moveGateway: (key: string, gateway: string) => Promise<void>
  /** Asks the account's gateway again what it offers: it may have been updated since the sign-in. */
  readonly learnCapabilities: (key: string) => Promise<void>
}

export interface SessionsOptions extends TokenKeeperOptions {
  readonly auth: AuthCalls
  readonly newKey: () => string
  readonly endRequests: (key: string) => void
  /** Takes what is noted of an account off the disk. Does not reject. */
  readonly forgetNotes: (key: string) => Promise<void>
}

/** Two tokens of one second can be the same text. The next try, a little later, brings another. */
const SAME_AGAIN = {
  status: 'unreachable',
  reason: 'unknown',
  message: 'The gateway gave the refused token again',
} as const

export function createSessions(options: SessionsOptions): Sessions {
  const { store, auth, onChanged } = options
  const keeper = createTokenKeeper(options)
  const left = new Set<string>()

  return {
    accounts: store.accounts,
    stateOf: (key) => stateOf(store, key),
    placeOf: (key) => {
      const account = store.find(key)
      if (account !== undefined) return { status: 'known', gateway: account.gateway }
      return { status: left.has(key) ? 'signed-out' : 'no-account' }
    },
    enter: async (entrance) => {
      const place = { gateway: entrance.gateway }
      const capabilities = await auth.capabilities(place)
      if (capabilities.status === 'failed') return { status: 'unreachable', reason: capabilities.reason }
      const { gatewayId, extensions } = capabilities
      const outcome = await auth.enter(place, entrance.route, entrance.form)
      if (outcome.status !== 'session') return refusalOf(outcome)
      return open({ ...options, keeper }, { ...entrance, gatewayId, extensions }, outcome.tokens)
    },
    signOut: async (key) => {
      const account = store.find(key)
      const held = store.token(key)
      if (account === undefined) return
      left.add(key)
      keeper.forget(key)
      options.endRequests(key)
      try {
        // From now on it is no account any more: whatever the page still notes of it is refused.
        await Promise.all([store.remove(key), options.forgetNotes(key)])
      } finally {
        onChanged()
        if (held !== undefined) await auth.leave({ gateway: account.gateway, account: key }, held)
      }
    },
    token: async (key, refused, goodForMs) => {
      const outcome = await keeper.token(key, refused, goodForMs)
      if (outcome.status === 'token' && outcome.token === refused) return SAME_AGAIN
      return outcome.status === 'no-account' && left.has(key) ? { status: 'signed-out' } : outcome
    },
    moveGateway: (key, gateway) => store.update(key, { gateway }).catch(notWritten(key)),
    learnCapabilities: async (key) => {
      const account = store.find(key)
      if (account === undefined) return
      const found = await auth.capabilities({ gateway: account.gateway, account: key })
      if (found.status === 'failed' || !isSame(account, { ...account, gatewayId: found.gatewayId })) return
      const { gatewayId, extensions } = found
      if (isDeepStrictEqual([gatewayId, extensions], [account.gatewayId, account.extensions])) return
      await store
        .update(key, { gatewayId, extensions, ...keptAs(account.keptAs ?? account.gatewayId, gatewayId) })
        .catch(notWritten(key))
      onChanged()
    },
  }
}

/** It holds for this run, and the next one learns it anew. */
const notWritten =
  (key: string) =>
  (error: unknown): void => {
    logProblem(`a change of account ${key} could not be stored`, error)
  }

function stateOf(store: TokenStore, key: string): 'open' | 'ended' | 'locked' {
  if (store.token(key) !== undefined) return 'open'
  return store.isLocked(key) ? 'locked' : 'ended'
}

function refusalOf(outcome: Exclude<AuthOutcome, { readonly status: 'session' }>): EnterOutcome {
  return outcome.status === 'refused' ? outcome : { status: 'unreachable', reason: outcome.reason }
}

type OpenEntrance = Entrance & Pick<StoredAccount, 'gatewayId' | 'extensions'>

/** Keeps the session that a gateway gave. */
async function open(
  options: SessionsOptions & { readonly keeper: TokenKeeper },
  entrance: OpenEntrance,
  tokens: SessionTokens,
): Promise<EnterOutcome> {
  const { store, auth, keeper } = options
  const { gateway, gatewayId, extensions, inner = false, onlyThisRun = false } = entrance
  const { user, accessToken, refreshToken } = tokens
  if (user === undefined || refreshToken === undefined) return { status: 'unreachable', reason: 'unknown' }

  const found = { gateway, gatewayId, extensions, userId: user.id, username: user.username, inner }
  const identity = { ...found, ...keptAs(nameOfKept(store, found), gatewayId) }
  const key = knownAs(store, found)?.key ?? options.newKey()
  const replaced = store.token(key)
  keeper.begin(key, accessToken)
  await store.save({ key, ...identity }, refreshToken, { onlyThisRun }).catch((error: unknown) => {
    // It holds for this run; the next one asks for a sign-in.
    logProblem(`the session of account ${key} could not be stored`, error)
  })
  if (replaced !== undefined) void auth.leave({ gateway, account: key }, replaced)
  options.onChanged()
  const account = store.find(key)
  return account === undefined ? { status: 'unreachable', reason: 'unknown' } : { status: 'signed-in', account }
}

type Found = Omit<AccountIdentity, 'key'>

/** An account that signs in again keeps its key, and with it what the page has kept of it. */
function knownAs(store: TokenStore, found: Found): StoredAccount | undefined {
  return store.accounts().find((account) => isSame(account, found))
}

/** The id it was first stored with; its address where another account has that: any server can claim an id. */
function nameOfKept(store: TokenStore, found: Found): string {
  const known = knownAs(store, found)
  if (known !== undefined) return known.keptAs ?? known.gatewayId
  const isTaken = store
    .accounts()
    .some(({ userId, gatewayId, keptAs: name = gatewayId }) => userId === found.userId && name === found.gatewayId)
  return isTaken ? found.gateway : found.gatewayId
}

const keptAs = (name: string, gatewayId: string): Pick<StoredAccount, 'keptAs'> =>
  name === gatewayId ? {} : { keptAs: name }

/**
 * The same person at the same address. A gateway's id alone proves nothing, as any server can claim it; only the inner
 * one, which main started itself, may move.
 */
function isSame(known: StoredAccount, found: Found): boolean {
  if (known.userId !== found.userId || known.inner !== found.inner) return false
  if (!found.inner && known.gateway !== found.gateway) return false
  // A gateway that learns to tell its id stays the same gateway.
  return known.gatewayId === found.gatewayId || known.gatewayId === known.gateway
}
