import { protocolErrors } from '#shared/protocol/errors.ts'
import type { FaultAction } from '#shared/simulator/fault.ts'
import type { Admission, ExchangeVerdict } from '../watch/interference.ts'
import type { Leave } from '../watch/line.ts'
import type { Strike } from './faults.ts'

/** What each kind of fault does, where it does anything to what passes. */
type Acts<Result> = {
  readonly [Type in FaultAction['type']]?: (action: Extract<FaultAction, { type: Type }>, strike: Strike) => Result
}

function act<Result extends object>(
  acts: Acts<Result>,
  strike: Strike,
): (Result & { readonly fault: string }) | undefined {
  const { action } = strike.fault
  // Each act takes the action of its own name.
  const own = acts[action.type] as ((action: FaultAction, strike: Strike) => Result) | undefined
  return own === undefined ? undefined : { ...own(action, strike), fault: strike.name }
}

const late: Acts<{ readonly leave: Leave }> = {
  latency: ({ ms, jitterMs = 0 }, { draw }) => ({ leave: { afterMs: ms + jitterMs * draw() } }),
  hold: (_, { letGo }) => ({ leave: { whenLetGo: letGo } }),
}

const refuseWith = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Omit<ExchangeVerdict, 'fault'> => ({ answer: { status, body: { message }, headers } })

const cut = (): Omit<ExchangeVerdict, 'fault'> => ({ answer: 'cut' })

const exchanges: Acts<Omit<ExchangeVerdict, 'fault'>> = {
  ...late,
  drop: cut,
  disconnect: cut,
  lose: cut,
  refuse: cut,
  restart: cut,
  'expire-token': () => refuseWith(protocolErrors.invalidToken.status, protocolErrors.invalidToken.text),
  status: ({ status, message = `This gateway was told to answer ${status}`, retryAfterSeconds: after }) =>
    refuseWith(status, message, after === undefined ? {} : { 'retry-after': String(after) }),
}

const keepOut = (): Omit<Admission, 'fault'> => ({ refusal: 'cut' })

const arrivals: Acts<Omit<Admission, 'fault'>> = {
  ...late,
  drop: keepOut,
  disconnect: keepOut,
  lose: keepOut,
  refuse: keepOut,
  restart: keepOut,
  'expire-token': () => ({ refusal: { message: 'Authentication error: Invalid token' } }),
  'connect-error': ({ message = 'This gateway was told to refuse' }) => ({ refusal: { message } }),
  'slow-join': ({ ms }) => ({ joinsAfterMs: ms }),
}

/** What a fault makes of a request or its answer. */
export const actOnExchange = (strike: Strike): ExchangeVerdict | undefined => act(exchanges, strike)

/** What a fault makes of a socket that comes. */
export const actOnArrival = (strike: Strike): Admission | undefined => act(arrivals, strike)
