import type { DesktopAccount, ExposedBridge, SignInOutcome } from '#shared/desktop-bridge.ts'
import type { AccountSummary, Sessions, SignInResult } from './sessions.ts'

function toSummary(account: DesktopAccount): AccountSummary {
  const { key, userId, username, gateway, gatewayId, extensions, inner, session, needsReload } = account
  return { key, userId, username, gateway, gatewayId, extensions, inner, session, needsReload }
}

function toResult(outcome: SignInOutcome): SignInResult {
  if (outcome.status === 'signed-in') return { status: 'signed-in', account: toSummary(outcome.account) }
  if (outcome.status === 'unreachable') return { status: 'unreachable' }
  return outcome
}

/**
 * Sessions as main holds them: this page asks, and never sees more than a short-lived token for its socket. No account is
 * told of before what is noted of it is here.
 */
export function createDesktopSessions(bridge: ExposedBridge, noted: Promise<void>): Sessions {
  const tokens = new Map<string, string>()

  async function accessToken(key: string, refused?: string): Promise<string | undefined> {
    const token = await bridge.accessToken(key, refused ?? null)
    if (token === null) tokens.delete(key)
    else tokens.set(key, token)
    return token ?? undefined
  }

  return {
    several: true,
    // Main knows its accounts without asking any gateway.
    remembered: () => [],
    accounts: async () => {
      const [accounts] = await Promise.all([bridge.accounts(), noted])
      return accounts.map(toSummary)
    },
    probe: async (address) => {
      if (address === undefined) return { status: 'bad-address' }
      const outcome = await bridge.probe(address)
      if (outcome.status === 'gateway') return { ...outcome, startCode: 'none' }
      const untrusted = outcome.status === 'unreachable' && outcome.reason === 'certificate'
      return { status: untrusted ? 'untrusted' : outcome.status }
    },
    signIn: async (gateway, form) => toResult(await bridge.signIn(gateway, form)),
    register: async (gateway, form) => toResult(await bridge.register(gateway, form)),
    signOut: (key) => bridge.signOut(key),
    accessToken,
    // Main tells by itself when a session has ended.
    renew: async (key) => ((await accessToken(key, tokens.get(key))) === undefined ? 'unreachable' : 'renewed'),
    onEnded: (listener) =>
      bridge.listen('sessionEnded', ({ key }) => {
        listener(key)
      }),
    onChanged: (listener) =>
      bridge.listen('accountsChanged', (accounts) => {
        void noted.then(() => {
          listener(accounts.map(toSummary))
        })
      }),
  }
}
