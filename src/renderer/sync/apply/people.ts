import type { Draft } from 'immer'
import type { Message } from '#shared/models/message.ts'
import { hasOwnName } from '#shared/models/message-payload.ts'
import type { UserPublic, UserSummary } from '#shared/models/user.ts'
import type { AccountState } from '../../store/state.ts'

/** Who wrote a message, unless it speaks under a name of its own: that one is nobody else's business. */
export function learnAuthor(draft: Draft<AccountState>, message: Message): void {
  if (!hasOwnName(message.payload)) learnPerson(draft, message.authorId)
}

/** Remembers a name and a face. Replaced only where something is different, so that nothing is drawn for nothing. */
export function learnPerson(draft: Draft<AccountState>, person: UserSummary | null): void {
  if (person === null) return
  const known = draft.people[person._id]
  const same =
    known?.username === person.username &&
    known.avatarUrl === person.avatarUrl &&
    known.discriminator === person.discriminator
  if (!same) draft.people[person._id] = person
}

/** Somebody's profile has changed; it may be the own, on another device. */
export function applyUser(draft: Draft<AccountState>, person: UserPublic): void {
  learnPerson(draft, person)
  if (person._id !== draft.me._id) return
  const { username, discriminator = draft.me.discriminator, avatarUrl } = person
  const { avatarUrl: _before, ...me } = draft.me
  draft.me = { ...me, username, discriminator, ...(avatarUrl === undefined ? {} : { avatarUrl }) }
}
