import { randomBytes } from 'node:crypto'
import type { NetworkReason } from '#shared/desktop-bridge.ts'
import { CSRF_COOKIE, CSRF_HEADER, REFRESH_COOKIE, REFRESH_ID_HEADER } from '#shared/protocol/cookies.ts'
import { capabilities } from '#shared/protocol/http/capabilities.ts'
import type { Send } from '../relay/send-request.ts'
import { explainFailure, mayBeCsrf, readAuthAnswer, readJson, type AuthOutcome } from './auth-answers.ts'
import { setCookieValue } from './set-cookies.ts'

export type CapabilitiesOutcome =
  | { readonly status: 'known'; readonly gatewayId: string; readonly extensions: readonly string[] }
  | { readonly status: 'failed'; readonly reason: NetworkReason }

/** Where and as whom: `account` keeps the sockets of accounts apart. */
export interface AuthPlace {
  readonly gateway: string
  readonly account?: string
}

export interface AuthCalls {
  /** `POST /api/auth/<route>` with a form: login, register or local. */
  readonly enter: (place: AuthPlace, route: 'login' | 'register' | 'local', form: object) => Promise<AuthOutcome>
  readonly refresh: (place: AuthPlace, held: string, refreshId: string | undefined) => Promise<AuthOutcome>
  /** Asks once. Whether it was heard changes nothing here. */
  readonly leave: (place: AuthPlace, held: string) => Promise<void>
  readonly capabilities: (place: AuthPlace) => Promise<CapabilitiesOutcome>
}

const ANSWER_LIMIT_MS = 20_000

interface AuthPost {
  readonly place: AuthPlace
  readonly route: string
  readonly form?: object
  readonly held?: string
  readonly refreshId?: string | undefined
}

interface ApiCall {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

type Call = (place: AuthPlace, path: string, call: ApiCall) => Promise<Response>

function createCall(send: Send): Call {
  return ({ gateway, account }, path, { method, headers, body }) =>
    send({
      account,
      lane: 'api',
      url: `${gateway}/api${path}`,
      method,
      headers: { accept: 'application/json', ...headers },
      body: body ?? null,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    })
}

/** Main keeps no cookie jar: the two cookies of `/api/auth` are made here, for one request. */
function cookiesFor(csrf: string, held: string | undefined): string {
  return held === undefined ? `${CSRF_COOKIE}=${csrf}` : `${CSRF_COOKIE}=${csrf}; ${REFRESH_COOKIE}=${held}`
}

function post(call: Call, { place, route, form, held, refreshId }: AuthPost, csrf: string): Promise<Response> {
  const headers = {
    cookie: cookiesFor(csrf, held),
    [CSRF_HEADER]: csrf,
    ...(refreshId === undefined ? {} : { [REFRESH_ID_HEADER]: refreshId }),
    ...(form === undefined ? {} : { 'content-type': 'application/json' }),
  }
  return call(place, `/auth/${route}`, {
    method: 'POST',
    headers,
    ...(form === undefined ? {} : { body: JSON.stringify(form) }),
  })
}

async function askForCsrf(call: Call, place: AuthPlace): Promise<string | undefined> {
  try {
    const given = await call(place, '/auth/csrf', { method: 'GET' })
    return setCookieValue(given.headers.get('set-cookie'), CSRF_COOKIE)
  } catch {
    // Then the refusal stands as it was given: the call itself was answered.
    return undefined
  }
}

/** A made-up pair passes where the gateway only compares; one that binds its tokens is asked for one, once. */
async function postTwice(call: Call, errand: AuthPost): Promise<Response> {
  const answer = await post(call, errand, randomBytes(32).toString('base64url'))
  if (answer.status !== 403 || !(await mayBeCsrf(answer.clone()))) return answer
  const csrf = await askForCsrf(call, errand.place)
  return csrf === undefined ? answer : post(call, errand, csrf)
}

async function askCapabilities(call: Call, place: AuthPlace): Promise<CapabilitiesOutcome> {
  try {
    const answer = await call(place, '/capabilities', { method: 'GET' })
    const isPlain = answer.status === 404
    if (!answer.ok && !isPlain) return { status: 'failed', reason: 'unknown' }
    const said = capabilities.safeParse(await readJson(answer))
    if (isPlain || !said.success) return { status: 'known', gatewayId: place.gateway, extensions: [] }
    return { status: 'known', gatewayId: said.data.instanceId, extensions: said.data.extensions }
  } catch (error) {
    return { status: 'failed', reason: explainFailure(error).reason }
  }
}

/** The calls that begin, renew and end a session. They never reject. */
export function createAuthCalls(send: Send): AuthCalls {
  const call = createCall(send)

  async function ask(errand: AuthPost): Promise<AuthOutcome> {
    try {
      return await readAuthAnswer(await postTwice(call, errand))
    } catch (error) {
      return explainFailure(error)
    }
  }

  return {
    enter: (place, route, form) => ask({ place, route, form }),
    refresh: (place, held, refreshId) => ask({ place, route: 'refresh', held, refreshId }),
    leave: async (place, held) => {
      await ask({ place, route: 'logout', held })
    },
    capabilities: (place) => askCapabilities(call, place),
  }
}
