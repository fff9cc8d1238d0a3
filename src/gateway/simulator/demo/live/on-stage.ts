import { gatewayEvents } from '#shared/protocol/events.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Message } from '#shared/models/message.ts'
import type { Journal } from '../../journal/journal.ts'
import { aboutOf, arriving, emitOf } from '../../timeline/observe.ts'
import type { Actor } from './actor.ts'

/** Hears what reaches people in the moment it is sent to them: a socket brings it a moment later, in another one each run. */
export function overhear(journal: Journal, hear: (listener: string, message: Message) => void): () => void {
  return journal.listen((step) => {
    if (step.kind !== 'delivery' || step.event !== 'MESSAGE_CREATE' || !arriving.has(step.outcome)) return
    const message = gatewayEvents.MESSAGE_CREATE.safeParse(emitOf(journal, step.emit)?.payload)
    if (message.success) hear(step.user, message.data)
  })
}

/** Whether a step shows what became of something that somebody says: it went out, was refused, or never arrived. */
function ends(step: JournalStep, { ref, userId }: Actor): boolean {
  if (step.kind === 'emit') return step.event === 'MESSAGE_CREATE' && aboutOf(step).authorId?._id === userId
  if (step.kind === 'fault') return step.on.startsWith(`message/create from ${ref}#`)
  const isRefused = step.kind === 'delivery' && step.event === 'error'
  return (isRefused || step.kind === 'disconnect') && step.user === ref
}

/** Resolves once it is said, or cannot be. */
export async function sayToTheEnd(journal: Journal, actor: Actor, say: () => boolean): Promise<void> {
  const from = journal.length()
  if (!say()) return
  try {
    await journal.wait((step) => ends(step, actor), { from })
  } catch {
    // Nothing came of it: there is nothing to wait for either.
  }
}
