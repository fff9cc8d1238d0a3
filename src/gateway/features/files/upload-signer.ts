import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../clock.ts'

/** Signs addresses that one file may be sent to without a token, for a while. */
export interface UploadSigner {
  readonly sign: (key: string, lifetimeSeconds: number) => string
  /** Whether the address was signed here and is still good. */
  readonly isGood: (key: string, query: unknown) => boolean
}

/** Query of a signed address; the secret is one of its own, so that no signature serves for anything else. */
export function createUploadSigner(clock: Clock, secret: string): UploadSigner {
  const own = createHmac('sha256', secret).update('presigned uploads').digest()
  const signatureOf = (key: string, expires: string): Buffer =>
    createHmac('sha256', own).update(`${key}\n${expires}`).digest()

  return {
    sign: (key, lifetimeSeconds) => {
      const expires = String(Math.floor(clock.now() / 1000) + lifetimeSeconds)
      return `expires=${expires}&signature=${signatureOf(key, expires).toString('base64url')}`
    },
    isGood: (key, query) => {
      const { expires, signature } = query as { expires?: unknown; signature?: unknown }
      if (typeof expires !== 'string' || typeof signature !== 'string') return false
      const given = Buffer.from(signature, 'base64url')
      const right = signatureOf(key, expires)
      return given.length === right.length && timingSafeEqual(given, right) && Number(expires) * 1000 >= clock.now()
    },
  }
}
