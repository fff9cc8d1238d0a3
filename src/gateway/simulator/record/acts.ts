import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { given } from '../given.ts'
import { fieldsOf, textOf } from './fields.ts'

type Of<Kind extends JournalStep['kind']> = Extract<JournalStep, { kind: Kind }>

/** Of an answer all but what it showed: a recording needs to know what was asked, and what it made. */
export interface KeptAnswer extends Pick<
  Of<'answer'>,
  'kind' | 'cursor' | 'at' | 'cause' | 'method' | 'path' | 'user' | 'status' | 'sent'
> {
  readonly made: { readonly id?: string; readonly server?: string }
}

/** A step of the journal that a recording is made of. */
export type Act =
  | KeptAnswer
  | Of<'fault'>
  | Of<'commit'>
  | Of<'receive'>
  | Of<'emit'>
  | Of<'connect'>
  | Of<'disconnect'>

function madeBy(body: unknown): KeptAnswer['made'] {
  const { _id, serverId } = fieldsOf(body)
  return given({ id: textOf(_id), server: textOf(serverId) })
}

function keptAnswer({ cursor, at, cause, method, path, user, status, sent, body }: Of<'answer'>): KeptAnswer {
  return { kind: 'answer', cursor, at, method, path, status, sent, made: madeBy(body), ...given({ cause, user }) }
}

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

type Keeping = { readonly [Kind in JournalStep['kind']]?: (step: Of<Kind>) => Act | undefined }

const whole = (step: Act): Act => step

const keeping: Keeping = {
  answer: (step) => (readingMethods.has(step.method) ? undefined : keptAnswer(step)),
  emit: (step) => (step.event === 'MESSAGE_CREATE' ? step : undefined),
  // Of all that stands in the way only a restart is something that happens by itself.
  fault: (step) => (step.fault === 'restart' ? step : undefined),
  connect: (step) => (step.refused === undefined ? step : undefined),
  commit: whole,
  receive: whole,
  disconnect: whole,
}

/** What a recording keeps of a step, where it keeps anything. */
export function actOf(step: JournalStep): Act | undefined {
  // Each keeps steps of its own kind.
  const keep = keeping[step.kind] as ((step: JournalStep) => Act | undefined) | undefined
  return keep?.(step)
}
