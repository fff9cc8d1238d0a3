import { isProxyStatus } from '#shared/protocol/http/proxy-status.ts'
import type { Renewal } from './sessions.ts'

const REFRESH_ATTEMPTS = 2

/**
 * Exchanges a refresh token by `post`, each time in the same words. A lost answer is asked for again only where the gateway
 * then gives the same successor; a gateway that says it could not is asked once more in any case.
 */
export async function exchange(post: () => Promise<Response>, knowsRetries: boolean): Promise<Renewal> {
  for (let attempt = 1; attempt <= REFRESH_ATTEMPTS; attempt += 1) {
    try {
      const response = await post()
      if (response.ok) return 'renewed'
      if (response.status === 401) return 'ended'
      if (isProxyStatus(response.status) && !knowsRetries) break
    } catch {
      // No answer: tried again, or given up for now. Nobody is signed out by an outage.
      if (!knowsRetries) break
    }
  }
  return 'unreachable'
}

/** However many ask for it, it is under way once. */
export function oneAtATime(renew: () => Promise<Renewal>): () => Promise<Renewal> {
  let renewing: Promise<Renewal> | undefined
  return () => {
    renewing ??= renew().finally(() => {
      renewing = undefined
    })
    return renewing
  }
}

interface Turns {
  /** One after the other in all pages of the machine. */
  readonly inTurn: <Result>(task: () => Promise<Result>) => Promise<Result>
  /** Another one after each exchange, in whichever page. */
  readonly mark: () => string | undefined
  /** Rejects without an answer. */
  readonly isSomebody: () => Promise<boolean>
  readonly refresh: () => Promise<Renewal>
}

/** The page that comes second finds what the first one got. */
export async function renewInTurn({ inTurn, mark, isSomebody, refresh }: Turns): Promise<Renewal> {
  const before = mark()
  try {
    return await inTurn(async () => (mark() !== before && (await isSomebody()) ? 'renewed' : refresh()))
  } catch {
    // No answer to who one is decides nothing, as little as none to a refresh.
    return 'unreachable'
  }
}

type Make = () => Promise<Response>

/** Where the token ran out it is made again with a new one; that another request has got meanwhile will do. */
export function withRenewal(renew: () => Promise<Renewal>): (make: Make) => Promise<Response> {
  let renewals = 0
  return async (make) => {
    const before = renewals
    const response = await make()
    if (response.status !== 401) return response
    if (renewals === before) {
      const renewal = await renew()
      if (renewal === 'ended') return response
      // Who one is cannot be found out now, which is no refusal of what was asked.
      if (renewal === 'unreachable') throw new TypeError('The session could not be renewed')
      renewals += 1
    }
    return make()
  }
}
