import { isIP } from 'node:net'
import { isLoopbackName } from '../normalise-address.ts'
import type { LiveRequest, LiveRequests } from './live-requests.ts'
import { errorText, networkReason } from './network-error.ts'
import { inertHeaders, ownAnswer } from './relay-answers.ts'
import { isMedia } from './relay-headers.ts'
import { isPrivateAddress } from '#shared/models/private-address.ts'

/** One step to another host: its answer, or where it says to go next. */
export type ElsewhereStep =
  | { readonly kind: 'answer'; readonly answer: Response }
  | { readonly kind: 'redirect'; readonly to: string }

export interface ElsewhereOptions {
  /** A GET without a token, a cookie or a referrer, that follows nothing. */
  readonly fetchOnce: (account: string, url: string, signal: AbortSignal) => Promise<ElsewhereStep>
  readonly addressesOf: (host: string) => Promise<readonly string[]>
  readonly gatewayOf: (key: string) => string | undefined
  readonly live: LiveRequests
}

const REDIRECT_LIMIT = 5
const SIZE_LIMIT_BYTES = 64 * 1_048_576
const HEADERS_LIMIT_MS = 20_000
const shape = /^app:\/\/bundle\/~elsewhere\/([a-z0-9-]{1,40})\?url=([^&#]+)$/

/** Fetches pictures that live neither here nor at the account's gateway (`/~elsewhere/<account>?url=…`). */
export function createElsewhere(options: ElsewhereOptions): (request: Request) => Promise<Response> {
  const { fetchOnce, addressesOf, gatewayOf, live } = options

  async function isPrivate(hostname: string): Promise<boolean> {
    const host = hostname.replace(/^\[|\]$/g, '')
    if (isLoopbackName(hostname)) return true
    const addresses = isIP(host) === 0 ? await addressesOf(host) : [host]
    return addresses.length === 0 || addresses.some(isPrivateAddress)
  }

  /** Whoever wrote the address must not reach into a network that their own gateway does not live in. */
  async function isAllowed(url: URL | null, gateway: string): Promise<boolean> {
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false
    return !(await isPrivate(url.hostname)) || isPrivate(new URL(gateway).hostname)
  }

  async function follow(target: Target, signal: AbortSignal): Promise<Response | undefined> {
    let next = target.url
    for (let hops = 0; hops <= REDIRECT_LIMIT; hops += 1) {
      if (!(await isAllowed(URL.parse(next), target.gateway))) return undefined
      const step = await fetchOnce(target.account, next, signal)
      if (step.kind === 'answer') return step.answer
      next = step.to
    }
    return undefined
  }

  async function run(target: Target, entry: LiveRequest): Promise<Response> {
    const timer = setTimeout(() => {
      entry.abort(new Error('net::ERR_TIMED_OUT'))
    }, HEADERS_LIMIT_MS)
    try {
      const answer = await follow(target, entry.signal)
      return answer === undefined ? ownAnswer('not-ours') : show(answer, entry)
    } catch (error) {
      return ownAnswer('unreachable', { message: errorText(error), reason: networkReason(error) })
    } finally {
      clearTimeout(timer)
      entry.answered()
    }
  }

  return async (request) => {
    const [, account, escaped] = shape.exec(request.url) ?? []
    const url = decode(escaped)
    if (account === undefined || url === undefined || request.method !== 'GET') return ownAnswer('bad-path')
    const gateway = gatewayOf(account)
    return gateway === undefined ? ownAnswer('no-account') : run({ account, gateway, url }, live.begin(account))
  }
}

interface Target {
  readonly account: string
  readonly gateway: string
  readonly url: string
}

function decode(escaped: string | undefined): string | undefined {
  try {
    return escaped === undefined ? undefined : decodeURIComponent(escaped.replaceAll('+', '%20'))
  } catch {
    // No address of ours is escaped like that.
    return undefined
  }
}

function show(answer: Response, entry: LiveRequest): Response {
  const refuse = (refusal: Response): Response => {
    void answer.body?.cancel()
    return refusal
  }
  const { status, headers, body } = answer
  if (status !== 200) return refuse(ownAnswer('odd-status', { status }))
  const type = headers.get('content-type')
  if (body === null || type === null || !isMedia(type)) return refuse(ownAnswer('not-media'))
  if (Number(headers.get('content-length') ?? 0) > SIZE_LIMIT_BYTES) return refuse(ownAnswer('too-large'))
  return new Response(entry.carry(body.pipeThrough(sizeLimit())), {
    headers: { ...inertHeaders, 'content-type': type, 'cache-control': 'private, max-age=3600' },
  })
}

/** A length that was declared is a promise, not a limit. */
function sizeLimit(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform: (chunk, stream) => {
      bytes += chunk.byteLength
      if (bytes > SIZE_LIMIT_BYTES) stream.error(new Error('The file is too large'))
      else stream.enqueue(chunk)
    },
  })
}
