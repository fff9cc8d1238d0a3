import { jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'
import { userId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

const claims = z.object({
  id: userId,
  /** The session the token belongs to. */
  sid: z.string(),
  /** The account's credential version when it was made. */
  cv: z.int(),
})

export type TokenClaims = z.infer<typeof claims>

export interface TokenOptions {
  readonly secret: string
  readonly issuer: string | undefined
  readonly audience: string | undefined
  readonly lifetimeSeconds: number
}

export interface AccessTokens {
  readonly lifetimeSeconds: number
  readonly sign: (holder: TokenClaims & { username: string; discriminator: string }, nowMs: number) => Promise<string>
  /** @throws ProtocolError invalidToken */
  readonly verify: (token: unknown, nowMs: number) => Promise<TokenClaims>
}

/** Access tokens: JWT, HS256 and nothing else (ID-3.1). */
export function createAccessTokens({ secret, issuer, audience, lifetimeSeconds }: TokenOptions): AccessTokens {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  let imported: ReturnType<typeof crypto.subtle.importKey> | undefined
  // Once, as a token is checked with every request; and with the first of them, as a start waits for none.
  const key = (): ReturnType<typeof crypto.subtle.importKey> =>
    (imported ??= crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, [
      'sign',
      'verify',
    ]))
  const expected = {
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
  }
  return {
    lifetimeSeconds,
    sign: async (holder, nowMs) => {
      const issuedAt = Math.floor(nowMs / 1000)
      const token = new SignJWT({ ...holder })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
      if (issuer !== undefined) token.setIssuer(issuer)
      if (audience !== undefined) token.setAudience(audience)
      return token.sign(await key())
    },
    verify: async (token, nowMs) => {
      try {
        if (typeof token !== 'string') throw new ProtocolError('invalidToken')
        const currentDate = new Date(nowMs)
        const { payload } = await jwtVerify(token, await key(), { algorithms: ['HS256'], currentDate, ...expected })
        return claims.parse(payload)
      } catch (error) {
        throw Object.assign(new ProtocolError('invalidToken'), { cause: error })
      }
    },
  }
}
