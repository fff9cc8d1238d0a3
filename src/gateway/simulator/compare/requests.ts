import type { PlainForm } from './plain-form.ts'
import type { RequestStep, Step } from './step.ts'
import type { Symbols } from './symbols.ts'
import type { Answer } from './transcript.ts'
import type { Visitors } from './visitors.ts'

/** Requests of steps, and what is learned from their answers. */
export interface Requests {
  /** @throws UnknownSymbolError */
  readonly ask: (step: RequestStep) => Promise<Answer>
  readonly signUp: (step: Extract<Step, { kind: 'sign-up' }>) => Promise<Answer | undefined>
  /** Deletes the servers that were made and are still there. */
  readonly tidyUp: () => Promise<void>
}

interface RequestOptions {
  readonly symbols: Symbols
  readonly plain: PlainForm
  readonly visitors: Visitors
}

const SERVER = /^\/servers\/(\{server:[^}]+\})$/

function at(body: unknown, path: string): unknown {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return fields.find(([key]) => key === path)?.[1]
}

export function createRequests({ symbols, plain, visitors }: RequestOptions): Requests {
  /** By symbol, with who may delete it. */
  const servers = new Map<string, string>()

  function remember({ by = '', method, path, learns = {} }: RequestStep, body: unknown): void {
    for (const [symbol, field] of Object.entries(learns)) {
      const value = at(body, field)
      if (typeof value !== 'string') continue
      symbols.learn(symbol, value)
      if (symbol.startsWith('{server:')) servers.set(symbol, by)
    }
    const deleted = method === 'DELETE' ? SERVER.exec(path)?.[1] : undefined
    if (deleted !== undefined) servers.delete(deleted)
  }

  async function ask(step: RequestStep): Promise<Answer> {
    const { by, method, path, body } = step
    const answer = await visitors.ask({ by, method, path: symbols.fill(path), body: symbols.fill(body) })
    if (answer.status < 300) remember(step, answer.body)
    return plain.answer(`${method} ${path}`, answer)
  }

  return {
    ask,
    signUp: async ({ person, username }) => {
      const { answer, user } = await visitors.signUp(person, username)
      if (user !== undefined) {
        symbols.learn(`{person:${person}}`, user._id)
        // Only where they stand as such: a channel may be called like somebody.
        symbols.learn(`{name:${person}}`, `username ${user.username}`)
        symbols.learn(`{email:${person}}`, `email ${user.email}`)
      }
      return answer && plain.answer('POST /auth/register', answer)
    },
    tidyUp: async () => {
      for (const [symbol, by] of servers) {
        // What cannot be deleted any more stays: its name says where it came from.
        await ask({ kind: 'request', by, method: 'DELETE', path: `/servers/${symbol}` }).catch(() => undefined)
      }
    },
  }
}
