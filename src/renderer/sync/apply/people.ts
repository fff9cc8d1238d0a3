import type { Draft } from 'immer'
import type { Message } from '#shared/models/message.ts'
import { hasOwnName } from '#shared/models/message-payload.ts'
import type { UserPublic, UserSummary } from '#shared/models/user.ts'
import type { AccountState } from '../../store/state.ts'

/** Who wrote a message, unless it speaks under a name of its own: that one is nobody else's business. */
export function learnAuthor(draft: Draft<AccountState>, message: Message): void {
  if (!hasOwnName(message.payload)) learnPerson(draft, message.authorId)
}

/**
 * Not every record says whether somebody is a bot, or which of several of one name they are, and neither is ever another
 * thing than it was: what was said once stays (convergence, rule 17).
 */
function merged(person: UserSummary, known: UserSummary | undefined): UserSummary {
  const discriminator = person.discriminator ?? known?.discriminator
  const isBot = person.isBot || known?.isBot === true
  return { ...person, isBot, ...(discriminator === undefined ? {} : { discriminator }) }
}

/** Remembers a name and a face. Replaced only where something is different, so that nothing is drawn for nothing. */
export function learnPerson(draft: Draft<AccountState>, person: UserSummary | null): void {
  if (person === null) return
  const known = draft.people[person._id]
  const next = merged(person, known)
  const same =
    known?.username === next.username &&
    known.avatarUrl === next.avatarUrl &&
    known.discriminator === next.discriminator &&
    known.isBot === next.isBot
  if (!same) draft.people[person._id] = next
}

/** The same from what is kept on this computer, which may be what they were called once: it replaces nothing. */
export function recallAuthor(draft: Draft<AccountState>, message: Message): void {
  if (!hasOwnName(message.payload)) recallPerson(draft, message.authorId)
}

export function recallPerson(draft: Draft<AccountState>, person: UserSummary | null): void {
  if (person !== null) draft.people[person._id] ??= person
}

/** Somebody's profile has changed; it may be the own, on another device. */
export function applyUser(draft: Draft<AccountState>, person: UserPublic): void {
  learnPerson(draft, person)
  if (person._id !== draft.me._id) return
  const { username, discriminator = draft.me.discriminator, avatarUrl } = person
  const { avatarUrl: _before, ...me } = draft.me
  draft.me = { ...me, username, discriminator, ...(avatarUrl === undefined ? {} : { avatarUrl }) }
}
