import { CSRF_COOKIE } from '#shared/protocol/cookies.ts'
import { authConfig } from '#shared/protocol/http/auth.ts'
import type { Capabilities } from '#shared/protocol/http/capabilities.ts'
import { readPageCookie } from './cookies.ts'
import { logOutDue } from './log-out-due.ts'
import {
  ANSWER_LIMIT_MS,
  ask,
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
import { createStartCode } from './start-code.ts'

/** The one account a browser has: that of the gateway which served the page. */
const KEY = 'page'

interface Person {
  readonly _id: string
  readonly username: string
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
    const response = await ask('/api/auth/config')
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
  if (locks === undefined) return task()
  return locks.request('mew:refresh', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) }, task)
}

const renewBy = (capabilities: Capabilities): Promise<Renewal> =>
  renewInTurn({
    inTurn,
    mark: () => readPageCookie(CSRF_COOKIE),
    isSomebody: async () => (await whoAmI()) !== undefined,
    refresh: () => refresh(capabilities),
  })

/** Whoever is on the way in by a code, or on the way out, may be somebody else than the one who was here last. */
function remembered(): readonly AccountSummary[] {
  const isLeaving = logOutDue.isSet() || location.hash.startsWith('#start=')
  const account = isLeaving ? undefined : rememberedAccount.get()
  return account === undefined || account.gateway !== location.origin ? [] : [account]
}

async function settleLogOut(): Promise<void> {
  await logOut()
  logOutDue.set(false)
}

/** Without an answer it is asked for again at the next start, before anybody is signed in. */
async function signOut(): Promise<void> {
  logOutDue.set(true)
  try {
    await settleLogOut()
  } catch {
    // The gateway is away, or cannot now. The page shows its form all the same.
  }
}

interface Here {
  readonly set: (account: AccountSummary | undefined) => void
  /** As `find` says. Rejects where another tab let somebody in meanwhile: then it may be an answer from before. */
  readonly settle: (find: () => Promise<AccountSummary | undefined>) => Promise<readonly AccountSummary[]>
  readonly onChanged: Sessions['onChanged']
}

/** Whose account this page has. One browser has one set of cookies: whom one tab lets in is signed in in all of them. */
function createHere(): Here {
  let here: AccountSummary | undefined

  function set(account: AccountSummary | undefined): void {
    here = account
    rememberedAccount.set(account)
  }

  return {
    set,
    settle: async (find) => {
      const before = rememberedAccount.get()?.userId
      const found = await find()
      const now = rememberedAccount.get()?.userId
      const isAnother = now !== undefined && now !== before && now !== found?.userId
      if (isAnother) throw new Error('Somebody else came in meanwhile')
      set(found)
      return found === undefined ? [] : [found]
    },
    onChanged: (listener) =>
      rememberedAccount.onWritten((account) => {
        if (here === undefined || account.userId === here.userId) return
        here = account
        listener([account])
      }),
  }
}

/** Sessions by cookies, for a page that its own gateway served. */
export function createBrowserSessions(): Sessions {
  const ended = new Set<(key: string) => void>()
  let capabilities = plainProtocol
  const here = createHere()
  const code = createStartCode()
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
    const account = summaryOf(entry.user, capabilities)
    here.set(account)
    return { status: 'signed-in', account }
  }

  async function find(): Promise<Person | undefined> {
    const known = (await code.enter()) ?? (await whoAmI())
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
      if (logOutDue.isSet()) await settleLogOut()
      return here.settle(async () => {
        const person = await find()
        return person && summaryOf(person, capabilities)
      })
    },
    probe: () => probe(capabilities, code.isOutdated()),
    signIn: async (_gateway, form) => toResult(await enterByForm('login-cookie', form)),
    register: async (_gateway, form) => toResult(await enterByForm('register-cookie', form)),
    signOut: () => {
      here.set(undefined)
      return signOut()
    },
    accessToken: () => Promise.resolve(undefined),
    renew,
    onEnded: (listener) => {
      ended.add(listener)
      return () => ended.delete(listener)
    },
    onChanged: here.onChanged,
  }
}
