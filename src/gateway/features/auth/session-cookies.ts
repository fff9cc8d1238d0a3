import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { ACCESS_COOKIE, CSRF_COOKIE, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import type { SessionTokens } from './sessions.ts'

interface CookieOptions {
  /** Production and HTTPS together set `Secure` (ID-3.3), unless it was decided. */
  readonly production: boolean
  readonly secureCookies: boolean | undefined
  readonly accessLifetimeSeconds: number
}

export interface SessionCookies {
  /** For somebody who came in. */
  readonly set: (request: FastifyRequest, reply: FastifyReply, tokens: SessionTokens) => void
  /** For somebody who goes on. */
  readonly renew: (request: FastifyRequest, reply: FastifyReply, tokens: SessionTokens) => void
  readonly clear: (request: FastifyRequest, reply: FastifyReply) => void
  readonly setCsrf: (request: FastifyRequest, reply: FastifyReply, token: string) => void
}

const EPOCH = new Date(0).toUTCString()

export function createSessionCookies(options: CookieOptions, clock: Clock): SessionCookies {
  function attributes(request: FastifyRequest, path: string): string {
    const secure = options.secureCookies ?? (options.production && request.protocol === 'https')
    return `Path=${path}; SameSite=Lax${secure ? '; Secure' : ''}`
  }

  function lifetime(seconds: number, persistent: boolean): string {
    if (!persistent) return ''
    return `; Max-Age=${seconds}; Expires=${new Date(clock.now() + seconds * 1000).toUTCString()}`
  }

  function access(request: FastifyRequest, { accessToken, persistent }: SessionTokens): string {
    const lasting = lifetime(options.accessLifetimeSeconds, persistent)
    return `${ACCESS_COOKIE}=${accessToken}; ${attributes(request, '/')}; HttpOnly${lasting}`
  }

  function refresh(request: FastifyRequest, { refreshToken, refreshSeconds, persistent }: SessionTokens): string {
    const lasting = lifetime(refreshSeconds, persistent)
    return `${REFRESH_COOKIE}=${refreshToken}; ${attributes(request, '/api/auth')}; HttpOnly${lasting}`
  }

  return {
    // The order is the protocol's, and another one for each (ID-3.3).
    set: (request, reply, tokens) => {
      void reply.header('set-cookie', [access(request, tokens), refresh(request, tokens)])
    },
    renew: (request, reply, tokens) => {
      void reply.header('set-cookie', [refresh(request, tokens), access(request, tokens)])
    },
    clear: (request, reply) => {
      void reply.header('set-cookie', [
        `${REFRESH_COOKIE}=; ${attributes(request, '/api/auth')}; HttpOnly; Expires=${EPOCH}`,
        `${ACCESS_COOKIE}=; ${attributes(request, '/')}; HttpOnly; Expires=${EPOCH}`,
      ])
    },
    setCsrf: (request, reply, token) => {
      void reply.header('set-cookie', `${CSRF_COOKIE}=${token}; ${attributes(request, '/')}`)
    },
  }
}
