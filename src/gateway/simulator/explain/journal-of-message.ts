import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Explanation } from '#shared/simulator/explanation.ts'

type Of<Kind extends JournalStep['kind']> = Extract<JournalStep, { kind: Kind }>
type Delivery = Explanation['deliveries'][number]

/** Packets with these outcomes have left for the socket. */
const arrived = new Set(['delivered', 'delayed', 'held', 'duplicated', 'changed'])
export const hasArrived = ({ outcome }: Delivery): boolean => arrived.has(outcome)

/** What a packet is that some fault still keeps. */
export const WAITING = 'waiting'

const idOf = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && '_id' in payload ? payload._id : undefined

export function emitOf(steps: readonly JournalStep[], message: string): Of<'emit'> | undefined {
  return steps.find(
    (step): step is Of<'emit'> =>
      step.kind === 'emit' && step.event === 'MESSAGE_CREATE' && idOf(step.payload) === message,
  )
}

/** From what it all began with to the emit. */
export function chainTo(steps: readonly JournalStep[], emit: Of<'emit'>): readonly number[] {
  const { cause, cursor } = emit
  const belongs = (step: JournalStep): boolean =>
    step.cursor === cause || (cause !== undefined && step.cause === cause && step.kind !== 'delivery')
  const before = steps.filter((step) => step.cursor < cursor && belongs(step))
  return [...before.map((step) => step.cursor), cursor]
}

/** What became of it on its way to each socket of somebody. What still waits has no delivery, only the fault that keeps it. */
export function deliveriesOf(steps: readonly JournalStep[], emit: Of<'emit'>, user: string): readonly Delivery[] {
  const told = steps.filter((step): step is Of<'delivery'> => step.kind === 'delivery' && step.emit === emit.cursor)
  const own = told.filter((step) => step.user === user)
  const done = own.map(({ socket, outcome, fault, cursor }) => ({
    socket,
    outcome,
    ...(fault === undefined ? {} : { fault }),
    cursor,
  }))
  const waiting = steps.flatMap((step) => {
    if (step.kind !== 'fault' || step.cursor < emit.cursor || step.cause !== emit.cause) return []
    const socket = step.on.startsWith(`${emit.event} to ${user}#`) ? step.on.slice(emit.event.length + 4) : undefined
    if (socket === undefined || done.some((one) => one.socket === socket)) return []
    return [{ socket, outcome: WAITING, fault: step.fault, cursor: step.cursor }]
  })
  return [...done, ...waiting]
}

/** The sockets somebody had at a moment of the journal. */
export function socketsAt(steps: readonly JournalStep[], cursor: number, user: string): readonly string[] {
  const there = new Set<string>()
  for (const step of steps) {
    if (step.cursor >= cursor) break
    if (step.kind === 'connect' && step.user === user && step.refused === undefined) there.add(step.socket)
    if (step.kind === 'disconnect') there.delete(step.socket)
  }
  return [...there]
}
