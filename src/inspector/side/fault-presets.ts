import type { FaultState } from '#shared/simulator/control.ts'
import { classOf } from '#shared/simulator/fault-class.ts'
import type { Fault } from '#shared/simulator/fault.ts'

/** What is wanted again and again stands ready, switched off. */
const presets: readonly (Fault & { readonly name: string })[] = [
  { name: 'Latency', match: { kind: 'emit' }, action: { type: 'latency', ms: 120, jitterMs: 40 } },
  { name: 'Hold deliveries', match: { kind: 'emit' }, action: { type: 'hold' } },
  {
    name: 'Drop responses',
    match: { kind: 'http', method: 'POST', path: '/**/messages', phase: 'response' },
    action: { type: 'drop' },
    times: 1,
  },
  { name: 'Token expiry', match: { kind: 'http' }, action: { type: 'expire-token' }, times: 1 },
  { name: 'Duplicate events', match: { kind: 'emit' }, action: { type: 'duplicate' }, probability: 0.05 },
]

/** A fault with its switch: one that stands, or one that is ready to. */
export interface FaultRow {
  readonly name: string
  readonly fault: Fault
  readonly standing: FaultState | undefined
}

export function faultRows(standing: readonly FaultState[]): readonly FaultRow[] {
  const ready = presets.map((fault) => ({
    name: fault.name,
    fault,
    standing: standing.find(({ name }) => name === fault.name),
  }))
  const taken = new Set(ready.flatMap((row) => row.standing?.id ?? []))
  const others = standing.filter(({ id }) => !taken.has(id))
  return [
    ...ready.map((row) => ({ ...row, fault: row.standing?.fault ?? row.fault })),
    ...others.map((one) => ({ name: one.name, fault: one.fault, standing: one })),
  ]
}

const seconds = (ms: number): string => (ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`)

function describeAction({ action }: Fault): string {
  if (action.type === 'latency') {
    return seconds(action.ms) + (action.jitterMs === undefined ? '' : `, give or take ${action.jitterMs}`)
  }
  if (action.type === 'bandwidth') return `${action.bytesPerSecond} bytes a second`
  if (action.type === 'hold') return 'until released'
  if (action.type === 'status') return `answer ${action.status}`
  if (action.type === 'slow-join') return `rooms ${seconds(action.ms)} late`
  return action.type.replace('-', ' ')
}

function describeMatch({ match: { user, event, method, path } }: Fault): string[] {
  const request = [method, path?.replace(/^\/\*\*/, '')].filter((part) => part !== undefined).join(' ')
  return [
    ...(user === undefined ? [] : [`to ${user}`]),
    ...(event === undefined ? [] : [event]),
    ...(request === '' ? [] : [request]),
  ]
}

/** A fault in a line: whom it meets, what it does, how often. */
export function describeFault(fault: Fault): string {
  const { probability, times, from } = fault
  const parts = [
    ...(classOf(fault) === 'adversarial' ? ['adversarial'] : []),
    ...describeMatch(fault),
    describeAction(fault),
    ...(probability === undefined ? [] : [`${Math.round(probability * 1000) / 10} %`]),
    ...(times === undefined ? [] : [`next ${times}`]),
    ...(from === undefined ? [] : [`after ${seconds(from)}`]),
  ]
  return parts.join(', ')
}

/** What has become of it. */
export function describeStanding({ fault, struck, holding }: FaultState): string {
  if (holding > 0) return `holds ${holding}`
  if (fault.times !== undefined && struck >= fault.times) return 'used up'
  return struck === 0 ? 'not struck yet' : `struck ${struck} ${struck === 1 ? 'time' : 'times'}`
}

export const isUsedUp = ({ fault, struck }: FaultState): boolean => fault.times !== undefined && struck >= fault.times
