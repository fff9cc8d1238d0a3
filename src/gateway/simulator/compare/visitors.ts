import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { CSRF_COOKIE, CSRF_HEADER } from '#shared/protocol/cookies.ts'
import type { Accounts } from './accounts.ts'
import { CompareError } from './compare-error.ts'
import { createDoor } from './door.ts'
import type { Answer } from './transcript.ts'

/** Requests to one gateway, as people who are signed in there. */
export interface Visitors {
  readonly ask: (asking: Asking) => Promise<Answer>
  /** With the answer where they signed up; whoever has an account only comes in. */
  readonly signUp: (person: string, username: string) => Promise<SignedUp>
  readonly signOut: (person: string) => Promise<Answer>
  readonly tokenOf: (person: string) => string | undefined
}

interface Asking {
  readonly by?: string | undefined
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

interface SignedUp {
  readonly answer: Answer | undefined
  readonly user: { readonly _id: string; readonly username: string; readonly email: string } | undefined
}

interface VisitorOptions {
  readonly url: string
  readonly answerWithinMs: number
  readonly accounts?: Accounts | undefined
}

const signedIn = z.object({
  token: z.string(),
  user: z.object({ _id: z.string(), username: z.string(), email: z.string() }),
})

export function createVisitors({ url, answerWithinMs, accounts }: VisitorOptions): Visitors {
  const { reach, answerTo } = createDoor(url, answerWithinMs)
  const tokens = new Map<string, string>()
  const cookies = new Map<string, string>()

  async function send({ by, method, path, body }: Asking): Promise<Response> {
    const token = by === undefined ? undefined : tokens.get(by)
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    return reach(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }

  async function comeIn(person: string, asking: Asking): Promise<SignedUp> {
    const response = await send(asking)
    const answer = await answerTo(response, asking.path)
    const { data } = signedIn.safeParse(answer.body)
    if (data !== undefined) {
      tokens.set(person, data.token)
      cookies.set(
        person,
        response.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; '),
      )
    }
    return { answer, user: data?.user }
  }

  return {
    ask: async (asking) => answerTo(await send(asking), asking.path),
    tokenOf: (person) => tokens.get(person),
    signUp: async (person, username) => {
      const account = accounts?.[person]
      if (account === undefined) {
        const body = { username, email: `${username}@mewcompare.test`, password: randomBytes(16).toString('base64url') }
        return comeIn(person, { method: 'POST', path: '/auth/register', body })
      }
      const { user } = await comeIn(person, { method: 'POST', path: '/auth/login', body: account })
      if (user === undefined) throw new CompareError(`${url} does not let ${person} in as ${account.email}`)
      return { answer: undefined, user }
    },
    signOut: async (person) => {
      const path = '/auth/logout'
      const proof = 'twice the same'
      const cookie = `${CSRF_COOKIE}=${encodeURIComponent(proof)}; ${cookies.get(person) ?? ''}`
      const authorization = `Bearer ${tokens.get(person) ?? ''}`
      const response = await reach(path, { method: 'POST', headers: { authorization, cookie, [CSRF_HEADER]: proof } })
      return answerTo(response, path)
    },
  }
}
