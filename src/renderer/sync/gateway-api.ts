import * as z from 'zod/mini'
import { findErrorCode } from '#shared/protocol/errors.ts'
import { isProxyStatus } from '#shared/protocol/http/proxy-status.ts'
import type { Refusal } from '../store/state.ts'
import type { SyncClock } from './clock.ts'

/** What became of a request. An answer that says no and an answer that never came are two different things. */
export type Outcome<Body> =
  | { readonly status: 'done'; readonly body: Body }
  | {
      readonly status: 'refused'
      readonly refusal: Refusal
      readonly httpStatus: number
      readonly retryAfterMs?: number
    }
  /** No answer: it may have been carried out all the same. */
  | { readonly status: 'lost' }

/** One request over the account's link, as `platform/gateway-link.ts` makes it. */
export type Request = (path: string, init?: RequestInit) => Promise<Response>

/** Talks to the gateway: paths below `/api`, answers parsed by the contract. */
export interface GatewayApi {
  /** A form with a small file, such as a picture of somebody. */
  readonly sendForm: <Schema extends z.ZodMiniType>(
    schema: Schema,
    call: { readonly method: 'POST' | 'PATCH'; readonly path: string; readonly form: FormData },
  ) => Promise<Outcome<z.infer<Schema>>>
  /** A file by its whole path, however long it takes. */
  readonly download: (path: string) => Promise<Outcome<Blob>>
  readonly get: <Schema extends z.ZodMiniType>(schema: Schema, path: string) => Promise<Outcome<z.infer<Schema>>>
  readonly send: <Schema extends z.ZodMiniType>(
    schema: Schema,
    call: { readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly path: string; readonly body?: unknown },
  ) => Promise<Outcome<z.infer<Schema>>>
  /** The line was cut: what is being read now may be waiting for a connection that is dead. */
  readonly doubtReads: () => void
  /** Gives up what was doubted and has still no answer, so that it can be asked for anew. */
  readonly dropDoubted: () => void
  /** Asks and waits for nothing any more: what is not answered yet is not asked anew in the name of whoever is next. */
  readonly end: () => void
}

/** What a refusal has for a body, as far as a download is concerned. */
const nothing = z.never()

/** Longer than any honest answer takes; what comes later counts as lost. */
const TIMEOUT_MS = 30_000

function retryAfterOf(response: Response): { retryAfterMs?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}
}

function messageOf(body: unknown): string {
  const words = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined
  return typeof words === 'string' ? words : ''
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    // Not JSON: a proxy's page, or nothing the contract knows. The status decides, and a schema refuses it.
    return undefined
  }
}

/** What an answer says, by the contract. */
export async function readAnswer<Schema extends z.ZodMiniType>(
  schema: Schema,
  response: Response,
): Promise<Outcome<z.infer<Schema>>> {
  if (isProxyStatus(response.status)) return { status: 'lost' }
  const body = await readBody(response)
  if (!response.ok) {
    const words = messageOf(body)
    const code = findErrorCode(response.status, words)
    const refusal = code === undefined ? { words: words === '' ? `HTTP ${response.status}` : words } : { code }
    return { status: 'refused', refusal, httpStatus: response.status, ...retryAfterOf(response) }
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return { status: 'done', body: parsed.data }
  // Without words of its own it is told as a failure like any other.
  return { status: 'refused', refusal: { words: '' }, httpStatus: response.status }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => {
    reject(new DOMException('Nobody waits for it any more', 'AbortError'))
  })
  return promise
}

/** Ends requests that take too long, and reads that were doubted. */
function createLimits(clock: Pick<SyncClock, 'after'>): Limits {
  const all = new Set<AbortController>()
  const reads = new Set<AbortController>()
  let doubted: readonly AbortController[] = []
  let isOver = false
  return {
    doubtReads: () => {
      doubted = [...reads]
    },
    dropDoubted: () => {
      for (const read of doubted) read.abort()
      doubted = []
    },
    end: () => {
      isOver = true
      for (const one of all) one.abort()
    },
    within: async ({ isRead = false, limitMs }, task) => {
      const controller = new AbortController()
      if (isOver) controller.abort()
      const end = (): void => controller.abort()
      const callOff = limitMs === undefined ? () => undefined : clock.after(limitMs, end)
      all.add(controller)
      if (isRead) reads.add(controller)
      try {
        // What was asked may wait for something that does not end with it, such as a session that is being renewed.
        return await Promise.race([task(controller.signal), whenAborted(controller.signal)])
      } finally {
        callOff()
        all.delete(controller)
        reads.delete(controller)
      }
    },
  }
}

interface Limit {
  /** What it brings is of no use once the line was cut. */
  readonly isRead?: boolean
  /** Undefined: it may take as long as it takes. */
  readonly limitMs?: number
}

interface Limits extends Pick<GatewayApi, 'doubtReads' | 'dropDoubted' | 'end'> {
  readonly within: <Result>(how: Limit, task: (signal: AbortSignal) => Promise<Result>) => Promise<Result>
}

export function createGatewayApi(request: Request, clock: Pick<SyncClock, 'after'>): GatewayApi {
  const limits = createLimits(clock)

  async function call<Schema extends z.ZodMiniType>(
    schema: Schema,
    path: string,
    init: RequestInit,
  ): Promise<Outcome<z.infer<Schema>>> {
    try {
      return await limits.within({ isRead: init.method === 'GET', limitMs: TIMEOUT_MS }, async (signal) =>
        readAnswer(schema, await request(`/api${path}`, { ...init, signal })),
      )
    } catch {
      // Whatever kept the answer away (network, timeout, a connection cut in the body): there is none.
      return { status: 'lost' }
    }
  }

  async function download(path: string): Promise<Outcome<Blob>> {
    try {
      return await limits.within<Outcome<Blob>>({}, async (signal) => {
        const response = await request(path, { signal })
        return response.ok ? { status: 'done', body: await response.blob() } : await readAnswer(nothing, response)
      })
    } catch {
      // As above: there is no answer, or only a part of one.
      return { status: 'lost' }
    }
  }

  return {
    download,
    doubtReads: limits.doubtReads,
    dropDoubted: limits.dropDoubted,
    end: limits.end,
    sendForm: (schema, { method, path, form }) => call(schema, path, { method, body: form }),
    get: (schema, path) => call(schema, path, { method: 'GET' }),
    send: (schema, { method, path, body }) =>
      call(schema, path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
  }
}
