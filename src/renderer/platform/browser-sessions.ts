import { CSRF_COOKIE, CSRF_HEADER, REFRESH_ID_HEADER } from '#shared/protocol/cookies.ts'
import { authConfig, sessionAnswer, type LoginBody, type RegisterBody } from '#shared/protocol/http/auth.ts'
import { capabilities as capabilitiesSchema, type Capabilities } from '#shared/protocol/http/capabilities.ts'
import { userSelf } from '#shared/models/user.ts'
import { readPageCookie } from './cookies.ts'
import type { AccountSummary, GatewayProbe, Sessions, SignInResult } from './sessions.ts'

/** The one account a browser has: that of the gateway which served the page. */
const KEY = 'page'

type Renewal = 'renewed' | 'ended' | 'unreachable'

const plainProtocol: Capabilities = { instanceId: '', extensions: [] }

async function readCapabilities(): Promise<Capabilities> {
  const response = await fetch('/api/capabilities')
  if (!response.ok) return plainProtocol
  const parsed = capabilitiesSchema.safeParse(await response.json())
  return parsed.success ? parsed.data : plainProtocol
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Double submit: a fresh pair, then the call. */
async function postWithCsrf(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  await fetch('/api/auth/csrf')
  return post(path, body, { ...headers, [CSRF_HEADER]: readPageCookie(CSRF_COOKIE) ?? '' })
}

async function messageOf(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : ''
  } catch {
    // A proxy's page instead of an answer: the status alone has to do.
    return ''
  }
}

const REFRESH_ATTEMPTS = 2

/** The code out of `/#start=…`. The fragment goes at once, so that it stands in no history and no bookmark. */
function takeStartCode(): string | undefined {
  const match = /^#start=([\w-]{16,64})$/.exec(location.hash)
  if (match === null) return undefined
  history.replaceState(history.state, '', location.pathname + location.search)
  return match[1]
}

export function createBrowserSessions(): Sessions {
  const ended = new Set<(key: string) => void>()
  let capabilities = plainProtocol
  let renewing: Promise<Renewal> | undefined

  async function refresh(): Promise<Renewal> {
    // The same id on the second try: a gateway that knows it gives the same successor, and a lost answer signs nobody out.
    const headers = { [REFRESH_ID_HEADER]: crypto.randomUUID() }
    const attempts = capabilities.extensions.includes('refresh-retry') ? REFRESH_ATTEMPTS : 1
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        const response = await postWithCsrf('refresh-cookie', {}, headers)
        if (response.ok) return 'renewed'
        if (response.status === 401) return 'ended'
      } catch {
        // No answer: tried again below, or given up for now. Nobody is signed out by an outage.
      }
    }
    return 'unreachable'
  }

  /** One refresh at a time in all tabs: the tab that comes second finds the cookies the first one got. */
  async function renewOnce(): Promise<Renewal> {
    const before = readPageCookie(CSRF_COOKIE)
    return navigator.locks.request('mew:refresh', async () => {
      const elsewhere = readPageCookie(CSRF_COOKIE) !== before
      if (elsewhere && (await whoAmI()) !== undefined) return 'renewed'
      return refresh()
    })
  }

  async function renew(): Promise<Renewal> {
    renewing ??= renewOnce().finally(() => {
      renewing = undefined
    })
    const result = await renewing
    if (result === 'ended') for (const listener of ended) listener(KEY)
    return result
  }

  async function whoAmI(): Promise<AccountSummary | undefined> {
    const response = await fetch('/api/users/@me')
    if (response.status === 401) return undefined
    if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
    return summaryOf(userSelf.parse(await response.json()))
  }

  function summaryOf(user: { readonly _id: string; readonly username: string }): AccountSummary {
    return {
      key: KEY,
      userId: user._id,
      username: user.username,
      gateway: location.origin,
      gatewayId: capabilities.instanceId === '' ? location.origin : capabilities.instanceId,
      extensions: capabilities.extensions,
      inner: capabilities.startCode === true,
    }
  }

  async function enter(path: string, form: LoginBody | RegisterBody): Promise<SignInResult> {
    try {
      const response = await postWithCsrf(path, form)
      if (!response.ok) {
        const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN)
        const wait = Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}
        return { status: 'refused', httpStatus: response.status, message: await messageOf(response), ...wait }
      }
      return { status: 'signed-in', account: summaryOf(sessionAnswer.parse(await response.json()).user) }
    } catch {
      // Neither the form nor anything else is lost: the page says so and the user tries again.
      return { status: 'unreachable' }
    }
  }

  async function enterByCode(code: string): Promise<AccountSummary | undefined> {
    const response = await post('local', { code })
    return response.ok ? summaryOf(sessionAnswer.parse(await response.json()).user) : undefined
  }

  async function probe(): Promise<GatewayProbe> {
    try {
      const response = await fetch('/api/auth/config')
      const config = authConfig.safeParse(await response.json())
      if (!config.success) return { status: 'not-a-gateway' }
      return {
        status: 'gateway',
        origin: location.origin,
        secure: location.protocol === 'https:',
        allowUserRegistration: config.data.allowUserRegistration,
        startCode: capabilities.startCode === true,
      }
    } catch {
      return { status: 'unreachable' }
    }
  }

  return {
    several: false,
    accounts: async () => {
      capabilities = await readCapabilities()
      const code = takeStartCode()
      const owner = code === undefined ? undefined : await enterByCode(code)
      const known = owner ?? (await whoAmI())
      if (known !== undefined) return [known]
      const renewal = await refresh()
      if (renewal === 'unreachable') throw new Error('The gateway did not answer')
      const back = renewal === 'renewed' ? await whoAmI() : undefined
      return back === undefined ? [] : [back]
    },
    probe,
    signIn: (_gateway, form) => enter('login-cookie', { ...form, rememberMe: true }),
    register: (_gateway, form) => enter('register-cookie', { ...form, rememberMe: true }),
    signOut: async () => {
      await postWithCsrf('logout', {})
    },
    accessToken: () => Promise.resolve(undefined),
    renew: async () => (await renew()) === 'renewed',
    onEnded: (listener) => {
      ended.add(listener)
      return () => ended.delete(listener)
    },
    onChanged: () => () => undefined,
  }
}
