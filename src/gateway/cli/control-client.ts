import * as z from 'zod/mini'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import { processRoutes, simulationRoutes } from '#shared/simulator/control-routes.ts'

const routes = { ...simulationRoutes, ...processRoutes }
type Routes = typeof routes
type RouteName = keyof Routes

type AnswerOf<Name extends RouteName> = Routes[Name] extends { readonly answer: infer Schema extends z.ZodMiniType }
  ? z.infer<Schema>
  : undefined

type BodyOf<Name extends RouteName> = Routes[Name] extends { readonly body: infer Schema extends z.ZodMiniType }
  ? z.infer<Schema>
  : undefined

interface Asking<Name extends RouteName> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: BodyOf<Name>
  readonly headers?: Readonly<Record<string, string>>
}

/** Where the control API of a gateway stands, and what opens it. */
export interface ControlAddress {
  readonly controlUrl: string
  readonly controlToken: string
  /** A tenant, where that is meant and not the gateway. */
  readonly tenant?: string
}

/** The gateway refused, in its own words, or did not answer any more. */
export class ControlFailure extends Error {
  /** What it answered with, where it did. */
  readonly status: number | undefined

  constructor(message: string, { status, cause }: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, { cause })
    this.name = 'ControlFailure'
    this.status = status
  }
}

export interface ControlClient {
  /** The same below a tenant. */
  readonly of: (tenant: string) => ControlClient
  /** @throws ControlFailure */
  readonly call: <Name extends RouteName>(name: Name, asking?: Asking<Name>) => Promise<AnswerOf<Name>>
  /** The answer as it comes. @throws ControlFailure */
  readonly open: (name: RouteName, asking?: Asking<RouteName>) => Promise<Response>
  /** Something else that stands on the same listener, whatever its answer is. @throws ControlFailure */
  readonly fetch: (path: string) => Promise<Response>
}

const refusal = z.object({ message: z.string() })

async function refused(response: Response): Promise<ControlFailure> {
  const { status } = response
  const text = await response.text()
  try {
    return new ControlFailure(refusal.parse(JSON.parse(text)).message, { status })
  } catch {
    // Something else answers on that port by now.
    return new ControlFailure(`The control API answered ${status}: ${text.slice(0, 200)}`, { status })
  }
}

function addressOf(base: string, route: string, { params = {}, query = {} }: Asking<RouteName>): URL {
  const path = route.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const url = new URL(base + path)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value)
  return url
}

export function createControlClient({ controlUrl, controlToken, tenant }: ControlAddress): ControlClient {
  const base = `${controlUrl}${CONTROL_BASE}${tenant === undefined ? '' : `/tenants/${tenant}`}`

  async function reach(address: URL, init: RequestInit): Promise<Response> {
    return fetch(address, init).catch((error: unknown) => {
      throw new ControlFailure(`The gateway at ${controlUrl} does not answer`, { cause: error })
    })
  }

  async function open(name: RouteName, asking: Asking<RouteName> = {}): Promise<Response> {
    const [method = '', route = ''] = name.split(' ')
    const { body, headers } = asking
    const sending = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await reach(addressOf(base, route, asking), {
      method,
      headers: {
        authorization: `Bearer ${controlToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...sending,
    })
    if (!response.ok) throw await refused(response)
    return response
  }

  return {
    open,
    of: (below) => createControlClient({ controlUrl, controlToken, tenant: below }),
    fetch: (path) => reach(new URL(path, controlUrl), {}),
    call: async <Name extends RouteName>(name: Name, asking: Asking<Name> = {}) => {
      const response = await open(name, asking)
      const schema: unknown = 'answer' in routes[name] ? routes[name].answer : undefined
      const text = await response.text()
      const answer: unknown = text === '' ? undefined : JSON.parse(text)
      // What the table has as this route's answer, parsed: TypeScript does not follow it there.
      return (schema instanceof z.ZodMiniType ? schema.parse(answer) : undefined) as AnswerOf<Name>
    },
  }
}
