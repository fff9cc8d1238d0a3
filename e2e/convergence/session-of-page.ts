import type { Request } from '#renderer/sync/gateway-api.ts'
import { exchange, oneAtATime, renewInTurn, withRenewal } from '#renderer/platform/renewing.ts'
import type { Line } from './device.ts'
import { REFRESH } from './model/session.ts'

/** A page as one that is signed in: its requests, and what it does once a token ran out. */
export interface PageSession {
  readonly request: Request
  readonly renew: () => Promise<boolean>
  /** Whether the gateway said that this is nobody any more. */
  readonly isEnded: () => boolean
}

interface SessionOptions {
  readonly line: Line
  readonly number: number
  readonly life: number
  /** Once. */
  readonly onEnded: () => void
}

/** Of what its page gave up it is as good as gone, as of a request whose answer nobody waits for. */
async function ask(request: Request, path: string, init: RequestInit): Promise<Response> {
  const isOver = (): boolean => init.signal?.aborted === true
  if (isOver()) throw new TypeError('nobody waits for it')
  const response = await request(path, init)
  if (response.status === 401 && isOver()) throw new TypeError('nobody waits for it')
  return response
}

export function openSession({ line, number, life, onEnded }: SessionOptions): PageSession {
  const { session, manner } = line
  let isEnded = false
  let tries = 0

  const request: Request = (path, init) => {
    if (isEnded) line.onStray(`${path} goes out after the session ended`)
    return line.request(path, init)
  }

  const renewOnce = oneAtATime(() =>
    renewInTurn({
      inTurn: (task) => session.inTurn(number, task),
      mark: () => String(session.held),
      isSomebody: () => Promise.resolve(true),
      refresh: () => {
        const body = JSON.stringify({ id: `${number} ${life} ${(tries += 1)}`, token: session.held })
        return exchange(() => request(`/api${REFRESH}`, { method: 'POST', body }), manner.extended)
      },
    }),
  )

  async function renew(): Promise<'renewed' | 'ended' | 'unreachable'> {
    const renewal = await renewOnce()
    if (renewal === 'ended' && !isEnded) {
      isEnded = true
      if (!session.wasRefused) line.onStray('is signed out, and nobody said so')
      onEnded()
    }
    return renewal
  }

  const renewed = withRenewal(renew)
  return {
    request: (path, init = {}) => renewed(() => ask(request, path, init)),
    renew: async () => (await renew()) === 'renewed',
    isEnded: () => isEnded,
  }
}
