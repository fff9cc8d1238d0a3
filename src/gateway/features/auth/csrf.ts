import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { readCookie } from '../../plugins/read-cookie.ts'
import { ACCESS_COOKIE, CSRF_COOKIE, CSRF_HEADER, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

/** 43 characters that mean nothing: whoever can read the cookie can send the header. */
export const newCsrfToken = (): string => randomBytes(32).toString('base64url')

function pairMatches(request: FastifyRequest): boolean {
  const header = request.headers[CSRF_HEADER]
  const cookie = readCookie(request.headers.cookie, CSRF_COOKIE)
  if (typeof header !== 'string' || cookie === undefined) return false
  const sent = Buffer.from(header)
  const held = Buffer.from(cookie)
  return sent.length === held.length && timingSafeEqual(sent, held)
}

/**
 * Double submit (ID-3.4). `browserOnly`: a plain API client, without Origin and without session cookies, needs none.
 * @throws ProtocolError csrf
 */
export function requireCsrf(request: FastifyRequest, browserOnly: boolean): void {
  const { cookie, origin } = request.headers
  const hasSession = readCookie(cookie, ACCESS_COOKIE) !== undefined || readCookie(cookie, REFRESH_COOKIE) !== undefined
  if (browserOnly && origin === undefined && !hasSession) return
  if (!pairMatches(request)) throw new ProtocolError('csrf')
}
