import type { Clock } from '../../clock.ts'
import type { Interference, Passage, Verdict } from '../watch/interference.ts'
import { actOnArrival, actOnExchange } from './act-on-exchanges.ts'
import { actOnPacket, newPast, remember, type Past } from './act-on-packets.ts'
import type { Faults, Strike } from './faults.ts'
import type { Passing } from './matches.ts'

/** Faults, as what watches a gateway asks for them. */
export function createInterference(faults: Faults, clock: Clock): Interference {
  const pasts = new Map<string, Past>()

  function pastOf(socket: string): Past {
    const past = pasts.get(socket) ?? newPast()
    pasts.set(socket, past)
    return past
  }

  /** One that ends the gateway strikes whatever passed as well: nothing of it arrives. */
  function struckBy(passing: Passing): Strike | undefined {
    const strike = faults.strike(passing)
    if (strike?.fault.action.type === 'restart') faults.restart(strike.fault.action.ms)
    return strike
  }

  function actOn(kind: 'emit' | 'recv', passage: Passage, past: Past): Verdict | undefined {
    const strike = struckBy({ kind, user: passage.user, event: passage.event })
    return strike && actOnPacket({ strike, passage, past, nowMs: clock.now() })
  }

  /** What was overtaken follows the packet that overtook it. */
  function emit(passage: Passage): Verdict | undefined {
    const past = pastOf(passage.socket)
    const overtaken = past.overtaken.splice(0)
    const verdict = actOn('emit', passage, past)
    remember(past, [passage.event, passage.payload])
    if (overtaken.length === 0) return verdict
    const packets = verdict?.packets ?? [[passage.event, passage.payload] as const]
    return { outcome: 'changed', fault: 'reorder', ...verdict, packets: [...packets, ...overtaken] }
  }

  return {
    emit,
    receive: (passage) => actOn('recv', passage, pastOf(`from ${passage.socket}`)),
    request: ({ method, path, user }) => {
      const strike = struckBy({ kind: 'http', method, path, user, phase: 'request' })
      return strike && actOnExchange(strike)
    },
    answer: ({ method, path, user }) => {
      const strike = struckBy({ kind: 'http', method, path, user, phase: 'response' })
      return strike && actOnExchange(strike)
    },
    connect: (user) => {
      const strike = struckBy({ kind: 'connect', user })
      return strike && actOnArrival(strike)
    },
  }
}
