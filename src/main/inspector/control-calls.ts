import { controlReport, type ControlOrder, type ControlReport } from '#shared/simulator/control-by-port.ts'

export interface ControlCall {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Calls of the control API by the port of the gateway's process, and what comes back. */
export interface ControlCalls {
  /** Rejects where there is no gateway that answers. */
  readonly call: (call: ControlCall) => Promise<Response>
  /** Whatever the process reported. */
  readonly hear: (message: unknown) => void
  /** The process is gone: nothing of it is answered any more. */
  readonly gone: () => void
}

interface Waiting {
  readonly answered: PromiseWithResolvers<Response>
  stream: ReadableStreamDefaultController<Uint8Array> | undefined
}

/** Of these there is none, and a response that is given one is refused. */
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])
/** They are said of a connection, and this is none. */
const ofConnections: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])

const headersOf = (told: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(told).filter(([name]) => !ofConnections.has(name.toLowerCase()))

export function createControlCalls(post: (order: ControlOrder) => boolean): ControlCalls {
  const waiting = new Map<number, Waiting>()
  const encoder = new TextEncoder()
  let made = 0

  function bodyOf(id: number, one: Waiting): ReadableStream<Uint8Array> {
    return new ReadableStream({
      start: (controller) => {
        one.stream = controller
      },
      pull: () => {
        post({ type: 'control-more', id })
      },
      cancel: () => {
        waiting.delete(id)
        post({ type: 'control-drop', id })
      },
    })
  }

  function end(id: number, one: Waiting, whole: boolean): void {
    waiting.delete(id)
    if (whole) one.stream?.close()
    else one.stream?.error(new Error('The gateway broke off its answer'))
    one.answered.reject(new Error('The gateway did not answer'))
  }

  function take(report: ControlReport): void {
    const { id } = report
    const one = waiting.get(id)
    if (one === undefined) return
    if (report.type === 'control-end') end(id, one, report.whole)
    else if (report.type === 'control-piece') one.stream?.enqueue(encoder.encode(report.text))
    else {
      const { status, headers } = report
      const body = withoutBody.has(status) ? null : bodyOf(id, one)
      one.answered.resolve(new Response(body, { status, headers: headersOf(headers) }))
    }
  }

  return {
    call: async (call) => {
      made += 1
      const id = made
      const one: Waiting = { answered: Promise.withResolvers(), stream: undefined }
      waiting.set(id, one)
      if (!post({ type: 'control-call', id, ...call })) end(id, one, false)
      return one.answered.promise
    },
    hear: (message) => {
      const report = controlReport.safeParse(message)
      if (report.success) take(report.data)
    },
    gone: () => {
      for (const [id, one] of waiting) end(id, one, false)
    },
  }
}
