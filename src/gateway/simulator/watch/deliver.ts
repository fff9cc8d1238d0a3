import type { Socket } from 'socket.io'
import { endSocket } from '../../realtime/end-connection.ts'
import type { DeliveryOutcome } from '#shared/simulator/journal-step.ts'
import type { Verdict } from './interference.ts'
import type { WatchedSockets } from './watched-sockets.ts'

/** A packet as an adapter hands it on. */
export interface Packet {
  readonly type: number
  readonly data: readonly [event: string, payload?: unknown]
}

export interface Delivery {
  readonly socket: Socket
  /** The cursor of the emit. */
  readonly emit: number
  readonly packet: Packet
  readonly send: (packet: Packet) => void
}

const AT_ONCE = { afterMs: 0 }

/** What waits has no outcome yet. */
function tellWaiting({ fault, leave }: Partial<Verdict>, on: string, { journal }: WatchedSockets): void {
  if (fault === undefined || leave === undefined) return
  const action = 'whenLetGo' in leave ? 'hold' : `delay ${leave.afterMs} ms`
  journal.tell({ kind: 'fault', fault, action, on })
}

/** Sends to one socket what the verdict says, when it says so; the journal learns how it went. */
export function deliver({ socket, emit, packet, send }: Delivery, sockets: WatchedSockets): void {
  const { journal, activity, interference, names } = sockets
  const who = names.of(socket)
  const [event, payload] = packet.data
  const verdict: Partial<Verdict> = interference.emit({ ...who, event, payload }) ?? {}
  const { outcome = 'delivered', leave = AT_ONCE, ends } = verdict
  const fault = verdict.fault === undefined ? {} : { fault: verdict.fault }
  const packets = verdict.packets?.map((data): Packet => ({ ...packet, data })) ?? [packet]
  const line = sockets.lineOf(socket)

  const tell = (became: DeliveryOutcome): void => {
    journal.tell({ kind: 'delivery', ...who, emit, event, outcome: became, ...fault })
  }
  function go(): void {
    if (!socket.connected) {
      tell('gone')
      return
    }
    for (const each of packets) {
      send(each)
      activity.sent(socket.id)
    }
    if (packets.length > 0) tell(outcome)
    if (ends !== undefined) endSocket(socket)
  }

  tellWaiting(verdict, `${event} to ${who.socket}`, sockets)
  if (ends === 'losing') line.cut()
  if (packets.length === 0) tell(outcome)
  line.pass(leave, go)
}
