import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseInput } from '../../parse-input.ts'
import { presentedToken } from '../../plugins/auth.ts'
import { readCookie } from '../../plugins/read-cookie.ts'
import type { Origins } from '../../realtime/origins.ts'
import { REFRESH_COOKIE, REFRESH_ID_HEADER } from '#shared/protocol/cookies.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { botLoginBody } from '#shared/protocol/http/bots.ts'
import { localBody, loginBody, registerBody } from '#shared/protocol/http/auth.ts'
import type { UserSelf } from '#shared/models/user.ts'
import type { Accounts } from './accounts.ts'
import { newCsrfToken, requireCsrf } from './csrf.ts'
import type { SessionCookies } from './session-cookies.ts'
import { LateRefreshError, type Proof, type Sessions, type SessionTokens } from './sessions.ts'

interface AuthRoutesOptions {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly cookies: SessionCookies
  readonly origins: Origins
  readonly allowRegistration: boolean
  /** The code of this run, where one was given out; else `/api/auth/local` lets nobody in. */
  readonly startCode: string | undefined
  /** @throws ProtocolError invalidBotToken */
  readonly proveBot: (accessToken: string) => Promise<Omit<Proof, 'refusal'>>
  readonly profile: (user: string) => Promise<UserSelf>
}

interface WayIn {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly tokens: SessionTokens
  readonly message: string
  /** The `-cookie` forms keep the token out of reach of scripts. */
  readonly withToken: boolean
}

const open = { config: { open: true } } as const

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

function refreshIdOf(request: FastifyRequest): string | undefined {
  const value = request.headers[REFRESH_ID_HEADER]
  return typeof value === 'string' && /^[\w-]{8,128}$/.test(value) ? value : undefined
}

/** Everything under `/api/auth` (ID-8) and the start code (product: First minute). */
export function registerAuthRoutes(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { accounts, sessions, cookies, origins, profile } = options

  /** The refresh cookie, from a page whose cookies count: another port of this machine would get a token by it. */
  function refreshCookieOf(request: FastifyRequest): string | undefined {
    if (!origins.mayUseCookies(request)) throw new ProtocolError('foreignOrigin')
    return readCookie(request.headers.cookie, REFRESH_COOKIE)
  }

  async function sessionOf(tokens: SessionTokens, withToken: boolean): Promise<object> {
    const user = await profile(tokens.userId)
    return withToken ? { user, token: tokens.accessToken } : { user }
  }

  async function letIn({ request, reply, tokens, message, withToken }: WayIn): Promise<object> {
    const session = await sessionOf(tokens, withToken)
    cookies.set(request, reply, tokens)
    return { message, ...session }
  }

  app.get('/api/auth/config', open, () => ({ allowUserRegistration: options.allowRegistration }))

  app.get('/api/auth/csrf', open, (request, reply) => {
    cookies.setCsrf(request, reply, newCsrfToken())
    return reply.code(204).send()
  })

  for (const [path, withToken] of [
    ['register', true],
    ['register-cookie', false],
  ] as const) {
    app.post(`/api/auth/${path}`, open, async (request, reply) => {
      requireCsrf(request, true)
      const body = parseInput(registerBody, request.body)
      if (!options.allowRegistration) throw new ProtocolError('registrationDisabled')
      const tokens = await sessions.begin(await accounts.register(body), body.rememberMe === true)
      void reply.code(201)
      return letIn({ request, reply, tokens, message: 'User registered successfully', withToken })
    })
  }

  for (const [path, withToken] of [
    ['login', true],
    ['login-cookie', false],
  ] as const) {
    app.post(`/api/auth/${path}`, open, async (request, reply) => {
      requireCsrf(request, true)
      const body = parseInput(loginBody, request.body)
      const tokens = await sessions.beginProved(await accounts.logIn(body), body.rememberMe === true)
      return letIn({ request, reply, tokens, message: 'Login successful', withToken })
    })
  }

  app.post('/api/auth/bot', open, async (request, reply) => {
    requireCsrf(request, true)
    const { accessToken } = parseInput(botLoginBody, request.body)
    const proof = { ...(await options.proveBot(accessToken)), refusal: 'invalidBotToken' } as const
    const tokens = await sessions.beginProved(proof, true)
    return letIn({ request, reply, tokens, message: 'Bot login successful', withToken: true })
  })

  app.post('/api/auth/local', open, async (request, reply) => {
    if (!origins.mayUseCookies(request)) throw new ProtocolError('foreignOrigin')
    const { code } = parseInput(localBody, request.body)
    if (options.startCode === undefined || !sameText(code, options.startCode)) {
      throw new ProtocolError('invalidStartCode')
    }
    const tokens = await sessions.begin(await accounts.owner(), true)
    return letIn({ request, reply, tokens, message: 'Login successful', withToken: false })
  })

  for (const [path, withToken] of [
    ['refresh', true],
    ['refresh-cookie', false],
  ] as const) {
    app.post(`/api/auth/${path}`, open, async (request, reply) => {
      requireCsrf(request, false)
      const held = refreshCookieOf(request)
      if (held === undefined) throw new ProtocolError('noRefreshToken')
      try {
        const tokens = await sessions.refresh(held, refreshIdOf(request))
        const session = await sessionOf(tokens, withToken)
        cookies.renew(request, reply, tokens)
        return session
      } catch (error) {
        if (error instanceof ProtocolError && !(error instanceof LateRefreshError)) cookies.clear(request, reply)
        throw error
      }
    })
  }

  app.post('/api/auth/logout', open, async (request, reply) => {
    requireCsrf(request, false)
    const held = refreshCookieOf(request)
    // Without the cookie the token tells which session it is: a client that keeps none has nothing else.
    const token = presentedToken(request, origins)
    if (held !== undefined) await sessions.end(held)
    else if (token !== undefined) await sessions.endByAccessToken(token)
    cookies.clear(request, reply)
    return reply.code(204).send()
  })
}
