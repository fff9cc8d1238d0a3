import { CSRF_COOKIE } from '#shared/protocol/cookies.ts'
import { authConfig } from '#shared/protocol/http/auth.ts'
import type { Capabilities } from '#shared/protocol/http/capabilities.ts'
import { readPageCookie } from './cookies.ts'
import { logOutDue } from './log-out-due.ts'
import {
  enterByCode,
  enterByForm,
  logOut,
  plainProtocol,
  readCapabilities,
  refresh,
  whoAmI,
  type Entry,
} from './page-auth.ts'
import { rememberedAccount } from './remembered-account.ts'
import { oneAtATime, renewInTurn } from './renewing.ts'
import type { AccountSummary, GatewayProbe, Renewal, Sessions, SignInResult } from './sessions.ts'

/** The one account a browser has: that of the gateway which served the page. */
const KEY = 'page'

interface Person {
  readonly _id: string
  readonly username: string
}

/** The code out of `/#start=…`. The fragment goes at once, so that it stands in no history and no bookmark. */
function takeStartCode(): string | undefined {
  const match = /^#start=([\w-]{16,64})$/.exec(location.hash)
  if (match === null) return undefined
  history.replaceState(history.state, '', location.pathname + location.search)
  return match[1]
}

function summaryOf({ _id, username }: Person, { instanceId, extensions, startCode }: Capabilities): AccountSummary {
  return {
    key: KEY,
    userId: _id,
    username,
    gateway: location.origin,
    gatewayId: instanceId === '' ? location.origin : instanceId,
    extensions,
    inner: startCode === true,
    session: 'open',
    needsReload: false,
  }
}

async function probe({ startCode }: Capabilities, outdated: boolean): Promise<GatewayProbe> {
  try {
    const response = await fetch('/api/auth/config')
    const config = authConfig.safeParse(await response.json())
    if (!config.success) return { status: 'not-a-gateway' }
    return {
      status: 'gateway',
      origin: location.origin,
      secure: location.protocol === 'https:',
      allowUserRegistration: config.data.allowUserRegistration,
      startCode: startCode !== true ? 'none' : outdated ? 'outdated' : 'printed',
    }
  } catch {
    return { status: 'unreachable' }
  }
}

/** One at a time in all tabs. Pages of an unencrypted address have no locks to take turns by. */
function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
  // The types know no page without them.
  const locks = navigator.locks as LockManager | undefined
  return locks === undefined ? task() : locks.request('mew:refresh', task)
}

const renewBy = (capabilities: Capabilities): Promise<Renewal> =>
  renewInTurn({
    inTurn,
    mark: () => readPageCookie(CSRF_COOKIE),
    isSomebody: async () => (await whoAmI()) !== undefined,
    refresh: () => refresh(capabilities),
  })

function remember(account: AccountSummary): AccountSummary {
  rememberedAccount.set(account)
  return account
}

/** Whoever is on the way in by a code, or on the way out, may be somebody else than the one who was here last. */
function remembered(): readonly AccountSummary[] {
  const isLeaving = logOutDue.isSet() || location.hash.startsWith('#start=')
  const account = isLeaving ? undefined : rememberedAccount.get()
  return account === undefined || account.gateway !== location.origin ? [] : [account]
}

/** Without an answer it is asked for again at the next start, before anybody is signed in. */
async function signOut(): Promise<void> {
  logOutDue.set(true)
  rememberedAccount.set(undefined)
  try {
    await logOut()
    logOutDue.set(false)
  } catch {
    // The gateway is away. The page shows its form all the same.
  }
}

/** Sessions by cookies, for a page that its own gateway served. */
export function createBrowserSessions(): Sessions {
  const ended = new Set<(key: string) => void>()
  let capabilities = plainProtocol
  let outdatedCode = false
  const renewOnce = oneAtATime(() => renewBy(capabilities))

  async function renew(): Promise<Renewal> {
    const result = await renewOnce()
    if (result === 'ended') {
      rememberedAccount.set(undefined)
      for (const listener of ended) listener(KEY)
    }
    return result
  }

  function toResult(entry: Entry): SignInResult {
    if (entry.status !== 'signed-in') return entry
    logOutDue.set(false)
    return { status: 'signed-in', account: remember(summaryOf(entry.user, capabilities)) }
  }

  async function find(): Promise<Person | undefined> {
    const code = takeStartCode()
    const entered = code === undefined ? undefined : await enterByCode(code)
    outdatedCode = code !== undefined && entered === undefined
    const known = entered ?? (await whoAmI())
    if (known !== undefined) return known
    const renewal = await renewBy(capabilities)
    if (renewal === 'unreachable') throw new Error('The gateway did not answer')
    return renewal === 'renewed' ? whoAmI() : undefined
  }

  return {
    several: false,
    remembered,
    accounts: async () => {
      capabilities = await readCapabilities()
      if (logOutDue.isSet()) {
        await logOut()
        logOutDue.set(false)
      }
      const person = await find()
      if (person === undefined) rememberedAccount.set(undefined)
      return person === undefined ? [] : [remember(summaryOf(person, capabilities))]
    },
    probe: () => probe(capabilities, outdatedCode),
    signIn: async (_gateway, form) => toResult(await enterByForm('login-cookie', form)),
    register: async (_gateway, form) => toResult(await enterByForm('register-cookie', form)),
    signOut,
    accessToken: () => Promise.resolve(undefined),
    renew,
    onEnded: (listener) => {
      ended.add(listener)
      return () => ended.delete(listener)
    },
    onChanged: () => () => undefined,
  }
}
