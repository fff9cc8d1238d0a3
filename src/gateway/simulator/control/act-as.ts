import type { CommandAnswer } from '#shared/simulator/control.ts'
import type { Simulation } from '../simulation.ts'
import { Refusal } from './refusal.ts'

export interface Act {
  readonly user: string
  readonly method: string
  /** Below `/api`. */
  readonly path: string
  readonly body?: unknown
}

/** What came back, as JSON where it is that. */
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return response.headers.get('content-type')?.startsWith('application/json') === true ? JSON.parse(text) : text
}

/** What a network does, and faults do as well: it may have been done all the same. */
function unanswered(error: unknown): never {
  if (!(error instanceof TypeError)) throw error
  throw new Refusal(502, 'The connection broke before there was an answer')
}

/**
 * A request as somebody, over the gateway's own door: by its rules, told in the journal, and with whatever stands in its way.
 * @throws UnknownNameError
 */
export async function actAs({ gateway, names }: Simulation, { user, method, path, body }: Act): Promise<CommandAnswer> {
  await names.learnPeople(gateway.parts)
  const { accessToken } = await gateway.parts.sessions.begin(names.personId(user), false)
  const response = await fetch(`${gateway.url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(unanswered)
  return { status: response.status, body: await contentOf(response) }
}
