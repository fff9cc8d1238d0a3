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
export type Act = KeptAnswer | Of<'commit'> | Of<'receive'> | Of<'emit'> | Of<'connect'> | Of<'disconnect'>

function madeBy(body: unknown): KeptAnswer['made'] {
  const { _id, serverId } = fieldsOf(body)
  return given({ id: textOf(_id), server: textOf(serverId) })
}

function keptAnswer({ cursor, at, cause, method, path, user, status, sent, body }: Of<'answer'>): KeptAnswer {
  return { kind: 'answer', cursor, at, method, path, status, sent, made: madeBy(body), ...given({ cause, user }) }
}

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What a recording keeps of a step, where it keeps anything. */
export function actOf(step: JournalStep): Act | undefined {
  if (step.kind === 'answer') return readingMethods.has(step.method) ? undefined : keptAnswer(step)
  if (step.kind === 'emit') return step.event === 'MESSAGE_CREATE' ? step : undefined
  if (step.kind === 'connect') return step.refused === undefined ? step : undefined
  return step.kind === 'commit' || step.kind === 'receive' || step.kind === 'disconnect' ? step : undefined
}
