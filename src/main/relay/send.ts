import { lookup } from 'node:dns/promises'
import { Readable } from 'node:stream'
import { net, session, type IncomingMessage } from 'electron'
import type { ElsewhereStep } from './elsewhere.ts'
import type { Send } from './send-request.ts'
import type { SendUpload } from './transfers.ts'

// Electron's own network: system proxy, certificates and HTTP/2, none of which Node's fetch has. In memory, no cookies.
const partition = (lane: string, account = 'nobody'): Electron.Session =>
  session.fromPartition(`${lane === 'api' ? 'account' : lane}-${account}`)

export const sendByNet: Send = ({ account, lane, url, method, headers, body, signal }) =>
  partition(lane, account).fetch(url, {
    method,
    headers,
    body,
    signal,
    credentials: 'omit',
    // `manual` only rejects, with other words.
    redirect: 'error',
    cache: lane === 'api' ? 'no-store' : 'default',
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })

/** The system's resolver. Electron resolves once more for itself: it cannot be told which address to connect to. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address)
}

function answerOf(message: IncomingMessage, abort: () => void): Response {
  // Electron's message is a Readable, though its types know only the events.
  const body = Readable.toWeb(message as unknown as Readable) as ReadableStream<Uint8Array>
  const reader = body.getReader()
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value))
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    // To destroy a message does not end its request.
    cancel: abort,
  })
  return new Response(stream, { status: message.statusCode, headers })
}

/** One step to another host. `net.fetch` cannot tell where a redirect leads; `net.request` can. */
export function fetchElsewhere(account: string, url: string, signal: AbortSignal): Promise<ElsewhereStep> {
  const { promise, resolve, reject } = Promise.withResolvers<ElsewhereStep>()
  const request = net.request({
    url,
    session: partition('elsewhere', account),
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  })
  const abort = (): void => {
    request.abort()
  }
  signal.addEventListener('abort', () => {
    abort()
    reject(signal.reason)
  })
  request.setHeader('accept', 'image/*,audio/*,video/*')
  request.on('redirect', (_status, _method, to) => {
    resolve({ kind: 'redirect', to })
    abort()
  })
  request.on('response', (message) => {
    resolve({ kind: 'answer', answer: answerOf(message, abort) })
  })
  request.on('error', reject)
  if (signal.aborted) reject(signal.reason)
  else request.end()
  return promise
}

/** One step of what is written: a file arrives as a few large pieces, and counts of those would tell little. */
const PIECE_BYTES = 65_536

const write = (request: Electron.ClientRequest, piece: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    request.write(Buffer.from(piece), undefined, (error?: Error | null) => {
      if (error) reject(error)
      else resolve()
    })
  })

/** `net.fetch` would hold the whole body before it sends; `net.request` in chunks sends what it gets, and says when. */
export const sendUploadByNet: SendUpload = ({ account, url, headers, body, signal, onSent }) => {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const request = net.request({
    method: 'POST',
    url,
    session: partition('uploads', account),
    credentials: 'omit',
    redirect: 'error',
  })
  request.chunkedEncoding = true
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
  const state = { answered: false }
  const abort = (): void => {
    request.abort()
  }
  const fail = (error: unknown): void => {
    if (state.answered) return
    abort()
    reject(error instanceof Error ? error : new Error(String(error)))
  }
  signal.addEventListener('abort', () => {
    fail(signal.reason)
  })
  request.on('response', (message) => {
    state.answered = true
    resolve(answerOf(message, abort))
  })
  request.on('error', fail)

  async function pump(): Promise<void> {
    let sent = 0
    for await (const chunk of body) {
      for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) {
        // A gateway that has said no already wants no more of it.
        if (state.answered || signal.aborted) return
        const piece = chunk.subarray(at, at + PIECE_BYTES)
        await write(request, piece)
        sent += piece.byteLength
        onSent(sent)
      }
    }
    request.end()
  }

  if (signal.aborted) fail(signal.reason)
  else pump().catch(fail)
  return promise
}
