import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt's work: N=2^14, r=8, p=5 (security: Who gets in). Tests of other things hand in a cheaper one. */
export const PASSWORD_COST = { N: 2 ** 14, r: 8, p: 5 } as const

export interface PasswordCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export interface Passwords {
  readonly hash: (password: string) => Promise<string>
  /** Takes the same time for an account without a password, or that does not exist (null). */
  readonly verify: (password: string, hash: string | null) => Promise<boolean>
}

const KEY_BYTES = 32

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r }
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function parseHash(hash: string): { cost: PasswordCost; salt: Buffer; key: Buffer } {
  const [, n = '', r = '', p = '', salt = '', key = ''] = hash.split('$')
  return {
    cost: { N: Number(n), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

function formatHash(cost: PasswordCost, salt: Buffer, key: Buffer): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

export function createPasswords(cost: PasswordCost): Passwords {
  // Costs as much to check as a real one, and no password leads to it.
  const decoy = formatHash(cost, randomBytes(16), randomBytes(KEY_BYTES))
  return {
    hash: async (password) => {
      const salt = randomBytes(16)
      return formatHash(cost, salt, await derive(password, salt, cost))
    },
    verify: async (password, stored) => {
      const { cost: stretch, salt, key } = parseHash(stored ?? decoy)
      const derived = await derive(password, salt, stretch)
      return timingSafeEqual(derived, key) && stored !== null
    },
  }
}
