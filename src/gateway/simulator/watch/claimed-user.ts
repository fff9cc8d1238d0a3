import type { IncomingHttpHeaders } from 'node:http'
import { decodeJwt } from 'jose'
import type { Socket } from 'socket.io'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { readCookie } from '../../plugins/read-cookie.ts'

/** Whose token it is by its own words, and of which session: enough to choose whom a fault strikes, good for nothing else. */
export interface Claim {
  readonly user?: string | undefined
  readonly session?: string | undefined
}

function claimOf(token: unknown): Claim {
  if (typeof token !== 'string') return {}
  try {
    const { id, sub, sid } = decodeJwt<{ id?: string; sid?: string }>(token)
    return { user: id ?? sub, session: sid }
  } catch {
    return {}
  }
}

export function claimedByRequest({ authorization, cookie }: IncomingHttpHeaders): Claim {
  return claimOf(authorization?.replace(/^Bearer /, '') ?? readCookie(cookie, ACCESS_COOKIE))
}

export function claimedBySocket({ handshake, request }: Socket): Claim {
  const { token } = handshake.auth as { token?: unknown }
  const claim = claimOf(token)
  return claim.user === undefined ? claimedByRequest(request.headers) : claim
}
