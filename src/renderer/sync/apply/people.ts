import type { Draft } from 'immer'
import type { UserSummary } from '#shared/models/user.ts'
import type { AccountState } from '../../store/state.ts'

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
