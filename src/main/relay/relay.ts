import type { GatewayPlace } from '../accounts/sessions.ts'
import type { TokenOutcome } from '../accounts/token-keeper.ts'
import type { LiveRequest, LiveRequests } from './live-requests.ts'
import { errorText, networkReason } from './network-error.ts'
import { passOn, refuse } from './pass-on.ts'
import { ownAnswer, RELAY_HEADER } from './relay-answers.ts'
import { outgoingHeaders, type AnswerKind } from './relay-headers.ts'
import { gatewayAddress, readRelayPath, type RelayPath } from './relay-path.ts'
import type { Send } from './send-request.ts'

interface RelayAccounts {
  readonly placeOf: (key: string) => GatewayPlace
  readonly token: (key: string, refused: string | null) => Promise<TokenOutcome>
}

interface RelayOptions {
  readonly accounts: RelayAccounts
  readonly send: Send
  readonly live: LiveRequests
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
const HEADERS_LIMIT_MS = 60_000
const KEPT_BODY_BYTES = 1_048_576

interface Errand extends AnswerKind {
  readonly request: Request
  readonly target: RelayPath
  readonly url: string
}

const readsOnly = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD'

/** On a scheme that is not http Chromium runs any address with such an ending, whatever its type. */
const isScript = (path: string): boolean => /\.m?js$/i.test(path)

/** Sent by our own code, which alone can set the header, or a plain look at a file, as elements of the page take it. */
function isAllowed(request: Request, target: RelayPath): boolean {
  if (!methods.has(request.method)) return false
  return isByOurCode(request) || (target.isFile && readsOnly(request) && !isScript(target.path))
}

export const isByOurCode = ({ headers }: Request): boolean => headers.get(RELAY_HEADER) === '1'

/** The request as a checked errand, or the answer that refuses it. Nothing has been sent by then. */
function check(request: Request, accounts: RelayAccounts): Errand | Response {
  const target = readRelayPath(request.url)
  if (target === undefined) return ownAnswer('bad-path')
  if (!isAllowed(request, target)) return ownAnswer('not-ours')
  const place = accounts.placeOf(target.account)
  if (place.status !== 'known') return ownAnswer(place.status)
  const url = gatewayAddress(place.gateway, target)
  if (url === undefined) return ownAnswer('bad-path')
  return { request, target, url, byOurCode: isByOurCode(request), isFile: target.isFile && readsOnly(request) }
}

/**
 * Carries the page's requests to its accounts' gateways (`/~gateway/<account>/…`), with credentials that the page never
 * sees. A body goes out whole; what is large and wants to be counted goes by `transfers.ts`.
 */
export function createRelay({ accounts, send, live }: RelayOptions): (request: Request) => Promise<Response> {
  async function sendWith(token: string, errand: Errand, outgoing: Outgoing): Promise<Response> {
    const { request, target, url, isFile } = errand
    const { entry, body } = outgoing
    // A long upload may take its time; everything else that is silent for so long is dead.
    const timer = body instanceof ReadableStream ? undefined : setTimeout(giveUp, HEADERS_LIMIT_MS, entry)
    try {
      return await send({
        account: target.account,
        lane: isFile ? 'files' : 'api',
        url,
        method: request.method,
        headers: outgoingHeaders(request.headers, token),
        body,
        signal: entry.signal,
      })
    } finally {
      clearTimeout(timer)
    }
  }

  /** Sends, and where the gateway would not take the token, once more with another. Only a body that was kept can be. */
  async function run(errand: Errand, outgoing: Outgoing): Promise<Response> {
    const key = errand.target.account
    const first = await accounts.token(key, null)
    if (first.status !== 'token') return refuse(first)
    const answer = await sendWith(first.token, errand, outgoing)
    if (answer.status !== 401) return passOn(answer, errand, outgoing.entry)
    const renewed = accounts.token(key, first.token)
    if (outgoing.body instanceof ReadableStream) return passOn(answer, errand, outgoing.entry)
    const second = await renewed
    await answer.body?.cancel()
    return second.status === 'token'
      ? passOn(await sendWith(second.token, errand, outgoing), errand, outgoing.entry)
      : refuse(second)
  }

  return async (request) => {
    const errand = check(request, accounts)
    if (errand instanceof Response) return errand
    const entry = live.begin(errand.target.account)
    try {
      return await run(errand, { entry, body: await bodyOf(request) })
    } catch (error) {
      const reason = networkReason(error)
      return ownAnswer(reason === 'redirect' ? 'redirect' : 'unreachable', { message: errorText(error), reason })
    } finally {
      entry.answered()
    }
  }
}

interface Outgoing {
  readonly entry: LiveRequest
  readonly body: ArrayBuffer | ReadableStream<Uint8Array> | null
}

function giveUp(entry: LiveRequest): void {
  entry.abort(new Error('net::ERR_TIMED_OUT'))
}

async function bodyOf(request: Request): Promise<Outgoing['body']> {
  const { body, headers } = request
  if (body === null) return null
  const length = Number(headers.get('content-length') ?? 0)
  const isJson = headers.get('content-type')?.startsWith('application/json') === true
  return isJson && length <= KEPT_BODY_BYTES ? request.arrayBuffer() : body
}
