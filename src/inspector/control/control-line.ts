import * as z from 'zod/mini'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import { controlError } from '#shared/simulator/control.ts'
import { ControlError } from './control-error.ts'

/** Calls of the control API with a token. Paths stand below its base, or below a tenant. */
export interface ControlLine {
  readonly ask: <Schema extends z.ZodMiniType>(call: Call<Schema>) => Promise<z.infer<Schema>>
  readonly send: (call: Omit<Call<never>, 'answer'>) => Promise<void>
  readonly open: (path: string, options: StreamOptions) => Promise<ReadableStream<Uint8Array>>
}

interface Call<Schema> {
  /** `POST /faults`. */
  readonly call: string
  readonly body?: unknown
  readonly answer: Schema
}

interface StreamOptions {
  /** As `Last-Event-ID`: what comes after it is sent. */
  readonly after: string | undefined
  readonly signal: AbortSignal
}

interface LineOptions {
  readonly token?: string
  readonly fetch?: typeof fetch
}

const failure = (status: number, body: unknown): ControlError => {
  const known = controlError.safeParse(body)
  return known.success
    ? new ControlError(status, known.data.message, known.data.errors)
    : new ControlError(status, `The gateway answered with ${status}`)
}

export function createControlLine(options: LineOptions): ControlLine {
  const { token, fetch: send = (...call: Parameters<typeof fetch>) => fetch(...call) } = options
  const own = token === undefined ? {} : { authorization: `Bearer ${token}` }

  async function reach(path: string, init: RequestInit): Promise<Response> {
    const response = await send(CONTROL_BASE + path, init).catch((error: unknown) => {
      if (init.signal?.aborted === true) throw error
      throw new ControlError(0, 'The gateway does not answer')
    })
    if (response.ok) return response
    throw failure(response.status, await response.json().catch(() => undefined))
  }

  function ask({ call, body }: Omit<Call<never>, 'answer'>): Promise<Response> {
    const [method = 'GET', path = ''] = call.split(' ', 2)
    if (body === undefined) return reach(path, { method, headers: own })
    const headers = { ...own, 'content-type': 'application/json' }
    return reach(path, { method, headers, body: JSON.stringify(body) })
  }

  return {
    ask: async ({ answer, ...call }) => z.parse(answer, await (await ask(call)).json()),
    send: async (call) => {
      await ask(call)
    },
    open: async (path, { after, signal }) => {
      const headers = { ...own, ...(after === undefined ? {} : { 'last-event-id': after }) }
      const { body } = await reach(path, { headers, signal })
      if (body === null) throw new ControlError(0, 'The gateway sends no events')
      return body
    },
  }
}
