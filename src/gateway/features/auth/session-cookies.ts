import type { FastifyReply, FastifyRequest } from 'fastify'
import { ACCESS_COOKIE, CSRF_COOKIE, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import type { SessionTokens } from './sessions.ts'

interface CookieOptions {
  /** Production and HTTPS together set `Secure` (ID-3.3). */
  readonly production: boolean
  readonly accessLifetimeSeconds: number
  readonly refreshLifetimeSeconds: number
}

export interface SessionCookies {
  readonly set: (request: FastifyRequest, reply: FastifyReply, tokens: SessionTokens) => void
  readonly clear: (request: FastifyRequest, reply: FastifyReply) => void
  readonly setCsrf: (request: FastifyRequest, reply: FastifyReply, token: string) => void
}

const EPOCH = new Date(0).toUTCString()

export function createSessionCookies(options: CookieOptions): SessionCookies {
  function attributes(request: FastifyRequest, path: string): string {
    const secure = options.production && request.protocol === 'https'
    return `Path=${path}; SameSite=Lax${secure ? '; Secure' : ''}`
  }

  function lifetime(seconds: number, persistent: boolean): string {
    if (!persistent) return ''
    return `; Max-Age=${seconds}; Expires=${new Date(Date.now() + seconds * 1000).toUTCString()}`
  }

  return {
    set: (request, reply, { accessToken, refreshToken, persistent }) => {
      void reply.header('set-cookie', [
        `${ACCESS_COOKIE}=${accessToken}; ${attributes(request, '/')}; HttpOnly${lifetime(options.accessLifetimeSeconds, persistent)}`,
        `${REFRESH_COOKIE}=${refreshToken}; ${attributes(request, '/api/auth')}; HttpOnly${lifetime(options.refreshLifetimeSeconds, persistent)}`,
      ])
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
