import type { FaultAction } from '#shared/simulator/fault.ts'
import type { Passage, Verdict } from '../watch/interference.ts'
import type { Strike } from './faults.ts'

type Packet = readonly [event: string, payload: unknown]

/** What was sent to a socket lately, and what waits for the next packet to go first. */
export interface Past {
  readonly sent: Packet[]
  readonly overtaken: Packet[]
  /** When the line is free again, in the clock's milliseconds. */
  freeAtMs: number
}

const REMEMBERED = 50

export const newPast = (): Past => ({ sent: [], overtaken: [], freeAtMs: 0 })

export function remember(past: Past, packet: Packet): void {
  past.sent.push(packet)
  if (past.sent.length > REMEMBERED) past.sent.shift()
}

/** A copy with another value at a path such as `author.name`. */
function changed(payload: unknown, field: string, value: unknown): unknown {
  const copy: unknown = structuredClone(payload)
  const names = field.split('.')
  const last = names.pop() ?? ''
  let place: unknown = copy
  for (const name of names) place = typeof place === 'object' && place !== null ? Reflect.get(place, name) : undefined
  if (typeof place === 'object' && place !== null) Reflect.set(place, last, value)
  return copy
}

interface Acting {
  readonly strike: Strike
  readonly passage: Passage
  readonly past: Past
  readonly nowMs: number
}

type Acts = {
  readonly [Type in FaultAction['type']]?: (
    action: Extract<FaultAction, { type: Type }>,
    acting: Acting,
  ) => Omit<Verdict, 'fault'>
}

const packetOf = ({ passage }: Acting): Packet => [passage.event, passage.payload]

const acts: Acts = {
  latency: ({ ms, jitterMs = 0 }, { strike }) => ({
    outcome: 'delayed',
    leave: { afterMs: ms + jitterMs * strike.draw() },
  }),
  bandwidth: ({ bytesPerSecond }, { passage, past, nowMs }) => {
    const bytes = Buffer.byteLength(JSON.stringify([passage.event, passage.payload]))
    past.freeAtMs = Math.max(past.freeAtMs, nowMs) + (bytes / bytesPerSecond) * 1000
    return { outcome: 'delayed', leave: { afterMs: past.freeAtMs - nowMs } }
  },
  hold: (_, { strike }) => ({ outcome: 'held', leave: { whenLetGo: strike.letGo } }),
  drop: () => ({ outcome: 'dropped', packets: [] }),
  disconnect: (_, acting) => ({ outcome: 'delivered', ends: 'after', packets: [packetOf(acting)] }),
  lose: () => ({ outcome: 'dropped', ends: 'losing', packets: [] }),
  restart: () => ({ outcome: 'dropped', ends: 'losing', packets: [] }),
  duplicate: (_, acting) => ({ outcome: 'duplicated', packets: [packetOf(acting), packetOf(acting)] }),
  reorder: (_, acting) => {
    acting.past.overtaken.push(packetOf(acting))
    return { outcome: 'held', packets: [] }
  },
  corrupt: ({ field, value }, { passage }) => ({
    outcome: 'changed',
    packets: [[passage.event, changed(passage.payload, field, value)]],
  }),
  'unknown-event': ({ event = 'SOMETHING_NEW' }, acting) => ({
    outcome: 'changed',
    packets: [[event, {}], packetOf(acting)],
  }),
  'stale-replay': ({ back = 1 }, acting) => {
    const old = acting.past.sent.at(-back)
    return { outcome: 'changed', packets: old === undefined ? [packetOf(acting)] : [packetOf(acting), old] }
  },
}

/** What a fault makes of a packet; nothing where it is none for packets. */
export function actOnPacket(acting: Acting): Verdict | undefined {
  const { action } = acting.strike.fault
  // Each act takes the action of its own name.
  const act = acts[action.type] as ((action: FaultAction, acting: Acting) => Omit<Verdict, 'fault'>) | undefined
  return act === undefined ? undefined : { ...act(action, acting), fault: acting.strike.name }
}
