import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { sameSecret } from '../../same-secret.ts'

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What opens the control API: its own token, and those that pages got for a code. */
export interface Keys {
  readonly fits: (token: string) => boolean
  /** Good once, and for a minute. */
  readonly newCode: () => string
  /** A token of its own for whoever brings a code. */
  readonly exchange: (code: string) => string | undefined
}

const CODE_LIFETIME_MS = 60_000
/** Of each kind; the oldest go first. */
const KEPT = 100

function keep<Entry>(entries: Entry[], entry: Entry): void {
  entries.push(entry)
  if (entries.length > KEPT) entries.shift()
}

/** On real time, or what a test has for it: a code is good for a minute whatever a scenario does with its clock. */
export function createKeys(token: string, realTime: Clock): Keys {
  const tokens: string[] = []
  let codes: { readonly code: string; readonly untilMs: number }[] = []

  return {
    fits: (brought) => [token, ...tokens].some((each) => sameSecret(brought, each)),
    newCode: () => {
      const code = newToken()
      keep(codes, { code, untilMs: realTime.now() + CODE_LIFETIME_MS })
      return code
    },
    exchange: (brought) => {
      const known = codes.find(({ code, untilMs }) => sameSecret(brought, code) && realTime.now() < untilMs)
      if (known === undefined) return undefined
      codes = codes.filter((each) => each !== known)
      const fresh = newToken()
      keep(tokens, fresh)
      return fresh
    },
  }
}
