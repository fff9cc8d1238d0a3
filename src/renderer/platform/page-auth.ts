import { CSRF_COOKIE, CSRF_HEADER, REFRESH_ID_HEADER } from '#shared/protocol/cookies.ts'
import { sessionAnswer, type LoginBody, type RegisterBody, type SessionAnswer } from '#shared/protocol/http/auth.ts'
import { capabilities as capabilitiesSchema, type Capabilities } from '#shared/protocol/http/capabilities.ts'
import { userSelf, type UserSelf } from '#shared/models/user.ts'
import { readPageCookie } from './cookies.ts'
import { randomId } from './random-id.ts'
import { exchange } from './renewing.ts'
import type { Renewal } from './sessions.ts'

export type Entry =
  | { readonly status: 'signed-in'; readonly user: SessionAnswer['user'] }
  | { readonly status: 'refused'; readonly httpStatus: number; readonly message: string }
  | { readonly status: 'unreachable' }

/** A gateway that offers nothing beyond the protocol, or says nothing about it. */
export const plainProtocol: Capabilities = { instanceId: '', extensions: [] }

/** Rejects where the gateway does not answer at all. */
export async function readCapabilities(): Promise<Capabilities> {
  const response = await fetch('/api/capabilities')
  if (!response.ok) return plainProtocol
  const parsed = capabilitiesSchema.safeParse(await response.json())
  return parsed.success ? parsed.data : plainProtocol
}

/** It goes on without its page: the gateway has changed the cookies, and a browser without the new ones is nobody's. */
function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`/api/auth/${path}`, {
    method: 'POST',
    keepalive: true,
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

/** The owner, where the code of the address is the one of this run of the gateway. */
export async function enterByCode(code: string): Promise<UserSelf | undefined> {
  const response = await post('local', { code })
  return response.ok ? sessionAnswer.parse(await response.json()).user : undefined
}

/** Who the cookies say one is; undefined: nobody. */
export async function whoAmI(): Promise<UserSelf | undefined> {
  const response = await fetch('/api/users/@me')
  if (response.status === 401) return undefined
  if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
  return userSelf.parse(await response.json())
}

/** Exchanges the refresh cookie. */
export function refresh({ extensions }: Capabilities): Promise<Renewal> {
  const headers = { [REFRESH_ID_HEADER]: randomId() }
  return exchange(() => postWithCsrf('refresh-cookie', {}, headers), extensions.includes('refresh-retry'))
}

export async function logOut(): Promise<void> {
  await postWithCsrf('logout', {})
}
