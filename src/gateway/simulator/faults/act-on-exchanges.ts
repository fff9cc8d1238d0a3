import { protocolErrors } from '#shared/protocol/errors.ts'
import type { Admission, ExchangeVerdict } from '../watch/interference.ts'
import type { Strike } from './faults.ts'

const refuseWith = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Omit<ExchangeVerdict, 'fault'> => ({
  answer: { status, body: { message }, headers },
})

function verdictOf({ fault: { action }, draw, letGo }: Strike): Omit<ExchangeVerdict, 'fault'> | undefined {
  switch (action.type) {
    case 'latency':
      return { leave: { afterMs: action.ms + (action.jitterMs ?? 0) * draw() } }
    case 'hold':
      return { leave: { whenLetGo: letGo } }
    case 'drop':
    case 'disconnect':
    case 'lose':
    case 'refuse':
      return { answer: 'cut' }
    case 'expire-token':
      return refuseWith(protocolErrors.invalidToken.status, protocolErrors.invalidToken.text)
    case 'status': {
      const { retryAfterSeconds: after } = action
      const headers: Record<string, string> = after === undefined ? {} : { 'retry-after': String(after) }
      return refuseWith(action.status, action.message ?? `This gateway was told to answer ${action.status}`, headers)
    }
    default:
      return undefined
  }
}

/** What a fault makes of a request or its answer. */
export function actOnExchange(strike: Strike): ExchangeVerdict | undefined {
  const verdict = verdictOf(strike)
  return verdict && { ...verdict, fault: strike.name }
}

function admissionOf({ fault: { action }, draw, letGo }: Strike): Omit<Admission, 'fault'> | undefined {
  switch (action.type) {
    case 'latency':
      return { leave: { afterMs: action.ms + (action.jitterMs ?? 0) * draw() } }
    case 'hold':
      return { leave: { whenLetGo: letGo } }
    case 'drop':
    case 'disconnect':
    case 'lose':
    case 'refuse':
      return { refusal: 'cut' }
    case 'expire-token':
      return { refusal: { message: 'Authentication error: Invalid token' } }
    case 'connect-error':
      return { refusal: { message: action.message ?? 'This gateway was told to refuse' } }
    case 'slow-join':
      return { joinsAfterMs: action.ms }
    default:
      return undefined
  }
}

/** What a fault makes of a socket that comes. */
export function actOnArrival(strike: Strike): Admission | undefined {
  const admission = admissionOf(strike)
  return admission && { ...admission, fault: strike.name }
}
