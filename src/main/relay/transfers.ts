import type { GatewayPlace } from '../accounts/sessions.ts'
import type { TokenOutcome } from '../accounts/token-keeper.ts'
import type { LiveRequest, LiveRequests } from './live-requests.ts'
import { errorText, networkReason } from './network-error.ts'
import { passOn, refuse } from './pass-on.ts'
import { isByOurCode } from './relay.ts'
import { inertHeaders, ownAnswer } from './relay-answers.ts'
import { outgoingHeaders } from './relay-headers.ts'
import { gatewayAddress, readRelayPath } from './relay-path.ts'

/** A form to a gateway, piece by piece, so that what has gone out can be told. */
export interface UploadErrand {
  readonly account: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReadableStream<Uint8Array>
  readonly signal: AbortSignal
  /** So many bytes have gone out. */
  readonly onSent: (bytes: number) => void
}

export type SendUpload = (errand: UploadErrand) => Promise<Response>

interface TransfersOptions {
  readonly accounts: {
    readonly placeOf: (key: string) => GatewayPlace
    readonly token: (key: string, refused: string | null, goodForMs: number) => Promise<TokenOutcome>
  }
  readonly send: SendUpload
  readonly live: LiveRequests
}

const shape = /^app:\/\/bundle\/~transfer\/([a-z0-9-]{1,40})\/([0-9a-f]{32})(\/api\/channels\/[0-9a-f]{24}\/uploads)?$/

/** A body cannot be sent a second time: the token has to last for as long as most uploads take. */
const GOOD_FOR_MS = 300_000
/** More than any page has going at once. */
const MOST_TRANSFERS = 64

/** One upload, as the three requests that are about it share it: the form, the counts, the end. */
interface Transfer {
  readonly name: string
  sent: number
  ended: boolean
  running?: LiveRequest
  counts?: ReadableStreamDefaultController<Uint8Array>
}

const line = (bytes: number): Uint8Array => new TextEncoder().encode(`${bytes}\n`)

interface TransferList {
  /** Whichever of the requests comes first makes it. */
  readonly take: (name: string) => Transfer | undefined
  readonly finish: (transfer: Transfer) => void
}

function createTransferList(): TransferList {
  const transfers = new Map<string, Transfer>()
  return {
    take: (name) => {
      const known = transfers.get(name)
      if (known !== undefined || transfers.size >= MOST_TRANSFERS) return known
      const transfer: Transfer = { name, sent: 0, ended: false }
      transfers.set(name, transfer)
      return transfer
    },
    finish: (transfer) => {
      transfers.delete(transfer.name)
      try {
        transfer.counts?.close()
      } catch {
        // Whoever read the counts has gone already.
      }
    },
  }
}

function follow(transfer: Transfer, transfers: TransferList, entry: LiveRequest): Response {
  const counts = new ReadableStream<Uint8Array>({
    start: (controller) => {
      transfer.counts = controller
      controller.enqueue(line(transfer.sent))
    },
    cancel: () => {
      delete transfer.counts
      if (transfer.running === undefined) transfers.finish(transfer)
    },
  })
  return new Response(entry.carry(counts), {
    headers: { ...inertHeaders, 'content-type': 'text/plain', 'cache-control': 'no-store' },
  })
}

/**
 * Uploads of the page with their counts (`/~transfer/<account>/<id>`): POST with the gateway's path behind it sends,
 * GET tells a line for each step, DELETE ends. On a scheme of our own the browser tells a page nothing of what went out,
 * and main nothing of a page that gave up.
 */
export function createTransfers({ accounts, send, live }: TransfersOptions): (request: Request) => Promise<Response> {
  const transfers = createTransferList()

  async function run(transfer: Transfer, form: Form, entry: LiveRequest): Promise<Response> {
    const { request, account, url, body } = form
    const outcome = await accounts.token(account, null, GOOD_FOR_MS)
    if (outcome.status !== 'token') return refuse(outcome)
    const headers = outgoingHeaders(request.headers, outcome.token)
    const onSent = (bytes: number): void => {
      transfer.sent = bytes
      transfer.counts?.enqueue(line(bytes))
    }
    const answer = await send({ account, url, headers, body, signal: entry.signal, onSent })
    return passOn(answer, { request, isFile: false, byOurCode: true }, entry)
  }

  async function upload(transfer: Transfer, form: Form): Promise<Response> {
    const entry = live.begin(form.account)
    transfer.running = entry
    if (transfer.ended) entry.abort(new Error('net::ERR_ABORTED'))
    try {
      return await run(transfer, form, entry)
    } catch (error) {
      return ownAnswer('unreachable', { message: errorText(error), reason: networkReason(error) })
    } finally {
      entry.answered()
      transfers.finish(transfer)
    }
  }

  function end(transfer: Transfer): Response {
    transfer.ended = true
    transfer.running?.abort(new Error('net::ERR_ABORTED'))
    return new Response(null, { status: 204, headers: inertHeaders })
  }

  return async (request) => {
    const [, account, id, path] = shape.exec(request.url) ?? []
    if (account === undefined || id === undefined) return ownAnswer('bad-path')
    if (!isByOurCode(request)) return ownAnswer('not-ours')
    const transfer = transfers.take(`${account}/${id}`)
    if (transfer === undefined) return ownAnswer('not-ours')
    if (request.method === 'DELETE') return end(transfer)
    if (request.method === 'GET') return follow(transfer, transfers, live.begin(account))
    const form = formOf(request, account, { path, accounts })
    if (form instanceof Response) transfers.finish(transfer)
    return form instanceof Response ? form : upload(transfer, form)
  }
}

interface Form {
  readonly request: Request
  readonly account: string
  readonly url: string
  readonly body: ReadableStream<Uint8Array>
}

interface Target {
  readonly path: string | undefined
  readonly accounts: TransfersOptions['accounts']
}

/** The form as a checked errand, or the answer that refuses it. */
function formOf(request: Request, account: string, { path, accounts }: Target): Form | Response {
  const { method, body } = request
  const target = readRelayPath(`app://bundle/~gateway/${account}${path ?? ''}`)
  if (target === undefined || path === undefined) return ownAnswer('bad-path')
  if (method !== 'POST' || body === null) return ownAnswer('not-ours')
  const place = accounts.placeOf(account)
  if (place.status !== 'known') return ownAnswer(place.status)
  const url = gatewayAddress(place.gateway, target)
  return url === undefined ? ownAnswer('bad-path') : { request, account, url, body }
}
