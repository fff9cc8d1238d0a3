import type { IncomingHttpHeaders } from 'node:http'
import { decodeJwt } from 'jose'
import type { Socket } from 'socket.io'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { readCookie } from '../../plugins/read-cookie.ts'

/** Whose token it is by its own words: enough to choose whom a fault strikes, and good for nothing else. */
function subjectOf(token: unknown): string | undefined {
  if (typeof token !== 'string') return undefined
  try {
    const { id, sub } = decodeJwt<{ id?: string }>(token)
    return id ?? sub
  } catch {
    return undefined
  }
}

export function claimedByRequest({ authorization, cookie }: IncomingHttpHeaders): string | undefined {
  return subjectOf(authorization?.replace(/^Bearer /, '') ?? readCookie(cookie, ACCESS_COOKIE))
}

export function claimedBySocket({ handshake, request }: Socket): string | undefined {
  const { token } = handshake.auth as { token?: unknown }
  return subjectOf(token) ?? claimedByRequest(request.headers)
}
