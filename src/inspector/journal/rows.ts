import type { JournalStep } from '#shared/simulator/journal-step.ts'

type StepOf<Kind extends JournalStep['kind']> = Extract<JournalStep, { kind: Kind }>

export const segments = ['all', 'requests', 'changes', 'emits', 'deliveries'] as const
export type Segment = (typeof segments)[number]

/** One line of the log: a step, with those that say how it went on. */
export interface Row {
  readonly step: JournalStep
  readonly segment: Exclude<Segment, 'all'>
  /** Of a request that has been answered. */
  readonly answer?: StepOf<'answer'>
  /** Of a packet that waited on its way and has arrived, or never will. */
  readonly arrival?: StepOf<'delivery'>
  /** Of rooms that a socket came into together. */
  readonly rooms: readonly string[]
  /** Of an emit: to how many sockets it is on its way, or has come. */
  readonly deliveries: number
  /** The row that this one follows from; none of what began by itself. */
  readonly parent: number | undefined
  /** Where all of it began. */
  readonly root: number
  readonly depth: number
}

/** What waits on its way to a socket is told as a fault until it has arrived. */
export interface OnItsWay {
  readonly event: string
  readonly socket: string
}

export function onItsWay(on: string): OnItsWay | undefined {
  const [, event, socket] = /^(.+) to (.+#\d+)$/s.exec(on) ?? []
  return event === undefined || socket === undefined ? undefined : { event, socket }
}

export const personOf = (socket: string): string => socket.replace(/#\d+$/, '')

const kinds = {
  request: 'requests',
  answer: 'requests',
  connect: 'requests',
  disconnect: 'requests',
  receive: 'requests',
  commit: 'changes',
  join: 'changes',
  leave: 'changes',
  clock: 'changes',
  note: 'changes',
  emit: 'emits',
  delivery: 'deliveries',
  fault: 'requests',
} as const satisfies Readonly<Record<JournalStep['kind'], Row['segment']>>

export function segmentOf(step: JournalStep): Row['segment'] {
  return step.kind === 'fault' && onItsWay(step.on) !== undefined ? 'deliveries' : kinds[step.kind]
}
