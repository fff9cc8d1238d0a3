import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { isPrivateAddress } from '#shared/models/private-address.ts'
import { askPage, hostOf } from './ask-page.ts'
import type { Outside } from './outside.ts'
import { readBody } from './read-body.ts'
import { isFollowed } from './redirects.ts'

export interface FetchedPage {
  /** Where it was in the end. */
  readonly url: URL
  /** As the page's server says it, with whatever stands behind the type. */
  readonly contentType: string
  readonly bytes: Buffer
}

/** Reads a web page of the internet, and nothing else. Rejects where there is none to be had, or none that may be. */
export type GuardedFetch = (address: string, signal: AbortSignal) => Promise<FetchedPage>

interface FetchLimits {
  /** For everything together: names, redirects, the page. */
  readonly timeMs: number
  /** Of the page as it comes, and again unpacked. */
  readonly sizeBytes: number
}

const REDIRECT_LIMIT = 3
const redirects = new Set([301, 302, 303, 307, 308])

function demandWebAddress({ protocol, username, password }: URL): void {
  if (!/^https?:$/.test(protocol)) throw new Error(`${protocol} is not fetched`)
  if (username !== '' || password !== '') throw new Error('An address with a name or a password is not fetched')
}

/** Where a redirect leads, if it is one. */
function nextOf(url: URL, { statusCode = 0, headers }: IncomingMessage): URL | undefined {
  if (!redirects.has(statusCode)) return undefined
  const next = URL.parse(headers.location ?? '', url.href)
  if (next === null || !isFollowed(url, next)) throw new Error('The page is elsewhere')
  return next
}

function pageTypeOf({ statusCode, headers }: IncomingMessage): string {
  const contentType = headers['content-type'] ?? ''
  if (statusCode !== 200) throw new Error(`The answer is ${statusCode}`)
  if (!/^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(contentType)) throw new Error('The answer is no page')
  return contentType
}

/** Settles like the work itself, but never later than the signal. */
function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
    work.then(resolve, reject)
  })
}

export function createGuardedFetch({ resolve, connect }: Outside, limits: FetchLimits): GuardedFetch {
  /** One of a host's addresses, all of which must be public: an answer that is mixed is a trap. */
  async function checkedAddress(url: URL): Promise<string> {
    const host = hostOf(url)
    const addresses = isIP(host) === 0 ? await resolve(host) : [host]
    const [address] = addresses.toSorted((a, b) => isIP(a) - isIP(b))
    if (address === undefined || addresses.some(isPrivateAddress)) throw new Error('The host is not on the internet')
    return address
  }

  async function step(url: URL, signal: AbortSignal): Promise<FetchedPage | URL> {
    demandWebAddress(url)
    const address = await checkedAddress(url)
    signal.throwIfAborted()
    return askPage({ connect, url, address, signal }, async (response) => {
      const next = nextOf(url, response)
      if (next !== undefined) return next
      const contentType = pageTypeOf(response)
      return { url, contentType, bytes: await readBody(response, limits.sizeBytes, signal) }
    })
  }

  async function follow(from: URL, signal: AbortSignal): Promise<FetchedPage> {
    let url = from
    for (let redirected = 0; redirected <= REDIRECT_LIMIT; redirected += 1) {
      const found = await step(url, signal)
      if (!(found instanceof URL)) return found
      url = found
    }
    throw new Error('The page leads from one place to the next')
  }

  return async (address, signal) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limits.timeMs)])
    return inTime(follow(new URL(address), limited), limited)
  }
}
