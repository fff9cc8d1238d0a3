import * as z from 'zod/mini'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Observed } from '#shared/simulator/scenario-file.ts'
import type { Journal } from '../journal/journal.ts'
import { lookUp, type Directory } from './directory.ts'

type Emit = Extract<JournalStep, { kind: 'emit' }>

/** Outcomes by which a packet reaches somebody, if late. */
export const arriving: ReadonlySet<string> = new Set(['delivered', 'delayed', 'duplicated', 'changed'])

const about = z.object({
  _id: z.optional(z.string()),
  channelId: z.optional(z.string()),
  content: z.optional(z.nullable(z.string())),
  authorId: z.optional(z.nullable(z.object({ _id: z.string() }))),
  userId: z.optional(z.string()),
})

type About = z.infer<typeof about>

export const aboutOf = ({ payload }: Emit): About => about.safeParse(payload).data ?? {}

/** The emit that a delivery is part of. */
export function emitOf(journal: Journal, cursor: number): Emit | undefined {
  const [step] = journal.read(cursor, 1).steps
  return step?.kind === 'emit' && step.cursor === cursor ? step : undefined
}

/** Whether an emit is what somebody waits for; whom it reached is asked of its deliveries. */
function matcherOf({ event, by, channel, text }: Observed, directory: Directory): (emit: Emit) => boolean {
  const author = by === undefined ? undefined : lookUp(directory.authors, by)
  const place = channel === undefined ? undefined : lookUp(directory.channels, channel)
  return (emit) => {
    if (emit.event !== event) return false
    const { channelId, content, authorId, userId } = aboutOf(emit)
    if (author !== undefined && author !== (authorId?._id ?? userId)) return false
    return (place === undefined || place === channelId) && (text === undefined || content?.includes(text) === true)
  }
}

/** Answers for each step of a journal which emit it shows, where that is one somebody waits for. */
export function createObserver(
  wanted: Observed,
  { journal, directory }: { readonly journal: Journal; readonly directory: Directory },
): (step: JournalStep) => Emit | undefined {
  const matches = matcherOf(wanted, directory)
  return (step) => {
    if (wanted.to === undefined) return step.kind === 'emit' && matches(step) ? step : undefined
    if (step.kind !== 'delivery' || step.user !== wanted.to || !arriving.has(step.outcome)) return undefined
    const emit = emitOf(journal, step.emit)
    return emit !== undefined && matches(emit) ? emit : undefined
  }
}
