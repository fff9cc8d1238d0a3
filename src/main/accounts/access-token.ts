import * as z from 'zod/mini'

/** An access token, and until when on this process's own clock it may be used. The wall clock may be moved. */
export interface AccessToken {
  readonly text: string
  readonly staleAtMs: number
}

const lifetimeClaims = z.object({ iat: z.number(), exp: z.number() })

const MARGIN_MS = 10_000

function lifetimeMs(token: string): number | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    const claims = lifetimeClaims.safeParse(payload)
    return claims.success ? (claims.data.exp - claims.data.iat) * 1000 : undefined
  } catch {
    // Not a JWT: it is used until a gateway refuses it.
    return undefined
  }
}

/** `nowMs` is when it came. It is given up somewhat early, so that it is still good when it arrives. */
export function readAccessToken(text: string, nowMs: number): AccessToken {
  const lifetime = lifetimeMs(text)
  const margin = Math.min(MARGIN_MS, (lifetime ?? 0) / 4)
  return { text, staleAtMs: lifetime === undefined ? Infinity : nowMs + lifetime - margin }
}
