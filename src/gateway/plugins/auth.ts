import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { UserId } from '#shared/models/ids.ts'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { Origins } from '../realtime/origins.ts'
import { readCookie } from './read-cookie.ts'
import { isUnknown } from './unknown-routes.ts'

/** Who asks: proved by a token whose session and account still stand. */
export interface Actor {
  readonly userId: UserId
  readonly sessionId: string
  readonly credentialVersion: number
}

/** @throws ProtocolError invalidToken */
export type Authenticate = (token: unknown) => Promise<Actor>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a token. Everything else is denied here, in one place. */
    readonly open?: boolean
  }
  interface FastifyRequest {
    actor: Actor | null
  }
}

/** The access token of a request: in its header, or in a cookie that counts. */
export function presentedToken(request: FastifyRequest, origins: Origins): string | undefined {
  const header = request.headers.authorization
  // A Bearer token wins even when it is bad; any other scheme is as if it were not there (ID-3.1).
  if (header?.startsWith('Bearer ') === true && header.length > 7) return header.slice(7)
  if (!origins.mayUseCookies(request)) return undefined
  return readCookie(request.headers.cookie, ACCESS_COOKIE)
}

/** Below these an unknown path, too, asks for the token first (ID-1.3). */
const guarded = /^\/api\/(?:users|servers|channels|invites)(?:\/|\?|$)/i

const isUnsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** The gate AUTH (ID-5), in front of every route that is not marked open. */
export function registerAuth(app: FastifyInstance, origins: Origins, authenticate: Authenticate): void {
  app.decorateRequest('actor', null)
  // Behind the reading of the body, as in the protocol: the count of requests comes first, and that comes after the body.
  app.addHook('preValidation', async (request) => {
    const isOpen = isUnknown(request) ? !guarded.test(request.url) : request.routeOptions.config.open === true
    if (isOpen) return
    const { origin } = request.headers
    const token = presentedToken(request, origins)
    if (token === undefined) {
      const held = readCookie(request.headers.cookie, ACCESS_COOKIE) !== undefined
      throw new ProtocolError(held && origin !== undefined && isUnsafe(request.method) ? 'foreignOrigin' : 'noToken')
    }
    request.actor = await authenticate(token)
  })
}

/** Who asks, in a route behind the gate. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Error(`${request.method} ${request.url} is open: it has no actor`)
  return request.actor
}
