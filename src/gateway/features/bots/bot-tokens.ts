import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Tokens of bots: made once, found by their hash, and readable again for the service that runs the bot (MB-9.2). */
export interface BotTokens {
  /** 32 URL-safe characters. */
  readonly create: () => string
  readonly hash: (token: string) => string
  /** What is sealed for one bot is no other's. */
  readonly seal: (bot: string, token: string) => string
  /** Undefined where it was sealed with another key, or is damaged. */
  readonly unseal: (bot: string, sealed: string) => string | undefined
}

export function createBotTokens(secret: string): BotTokens {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'mew bot tokens', 32))
  return {
    create: () => randomBytes(24).toString('base64url'),
    hash: (token) => createHash('sha256').update(token).digest('hex'),
    seal: (bot, token) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(bot))
      const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    unseal: (bot, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        decipher.setAAD(Buffer.from(bot)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
