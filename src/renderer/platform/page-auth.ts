import { CSRF_COOKIE, CSRF_HEADER, REFRESH_ID_HEADER } from '#shared/protocol/cookies.ts'
import { sessionAnswer, type LoginBody, type RegisterBody, type SessionAnswer } from '#shared/protocol/http/auth.ts'
import { capabilities as capabilitiesSchema, type Capabilities } from '#shared/protocol/http/capabilities.ts'
import { userSelf, type UserSelf } from '#shared/models/user.ts'
import { readPageCookie } from './cookies.ts'
import { randomId } from './random-id.ts'
import { exchange } from './renewing.ts'
import type { Renewal } from './sessions.ts'

const unexpected = ({ status }: Response): Error => new Error(`The gateway answered ${status}`)

export type Entry =
  | { readonly status: 'signed-in'; readonly user: SessionAnswer['user'] }
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | { readonly status: 'unreachable' }

/** A gateway that offers nothing beyond the protocol, or says nothing about it. */
export const plainProtocol: Capabilities = { instanceId: '', extensions: [] }

/** So long an answer is waited for: a refresh that waited for good would keep every tab waiting. */
export const ANSWER_LIMIT_MS = 20_000

/** Rejects without an answer in time. */
export const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(path, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })

/** Rejects where the gateway does not say: what is kept is named by its id, so nobody may guess at that. */
export async function readCapabilities(): Promise<Capabilities> {
  const response = await ask('/api/capabilities')
  if (response.status === 404) return plainProtocol
  if (!response.ok) throw unexpected(response)
  const parsed = capabilitiesSchema.safeParse(await response.json())
  return parsed.success ? parsed.data : plainProtocol
}

/** It goes on without its page: the gateway has changed the cookies, and a browser without the new ones is nobody's. */
function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return ask(`/api/auth/${path}`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Double submit: a fresh pair, then the call. */
async function postWithCsrf(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  await ask('/api/auth/csrf')
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

/** Logs in or signs up by form. */
export async function enterByForm(path: string, form: LoginBody | RegisterBody): Promise<Entry> {
  try {
    const response = await postWithCsrf(path, { ...form, rememberMe: true })
    if (!response.ok) return { status: 'refused', httpStatus: response.status, message: await messageOf(response) }
    return { status: 'signed-in', user: sessionAnswer.parse(await response.json()).user }
  } catch {
    // Neither the form nor anything else is lost: the page says so and the user tries again.
    return { status: 'unreachable' }
  }
}

/** To wait is no refusal. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429

/** The owner, or undefined where the code is not the one of this run of the gateway. Rejects where it does not say. */
export async function enterByCode(code: string): Promise<UserSelf | undefined> {
  const response = await post('local', { code })
  if (isRefusal(response.status)) return undefined
  if (!response.ok) throw unexpected(response)
  return sessionAnswer.parse(await response.json()).user
}

/** Who the cookies say one is; undefined: nobody. */
export async function whoAmI(): Promise<UserSelf | undefined> {
  const response = await ask('/api/users/@me')
  if (response.status === 401) return undefined
  if (!response.ok) throw unexpected(response)
  return userSelf.parse(await response.json())
}

/** Exchanges the refresh cookie. */
export function refresh({ extensions }: Capabilities): Promise<Renewal> {
  const headers = { [REFRESH_ID_HEADER]: randomId() }
  return exchange(() => postWithCsrf('refresh-cookie', {}, headers), extensions.includes('refresh-retry'))
}

/** Rejects where the cookies may still stand. */
export async function logOut(): Promise<void> {
  const response = await postWithCsrf('logout', {})
  if (!response.ok) throw unexpected(response)
}
