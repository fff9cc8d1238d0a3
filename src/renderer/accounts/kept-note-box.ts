import type { AccountSummary } from '../platform/sessions.ts'
import type { NoteBox } from '../storage/kept-notes.ts'
import { nameOfDraftNotes, nameOfNotes } from './names-of-databases.ts'

type Person = Pick<AccountSummary, 'gatewayId' | 'userId'>

/** Where a page may keep nothing, nothing is noted. */
function tried<Value>(task: () => Value, otherwise: Value): Value {
  try {
    return task()
  } catch {
    return otherwise
  }
}

function boxAt(key: string): NoteBox {
  return {
    read: () => tried(() => localStorage.getItem(key), null),
    write: (text) => {
      tried(() => {
        localStorage.setItem(key, text)
      }, undefined)
    },
  }
}

export const noteBoxOf = (person: Person): NoteBox => boxAt(nameOfNotes(person))

export const draftNoteBoxOf = (person: Person): NoteBox => boxAt(nameOfDraftNotes(person))

export function forgetNotes(person: Person): void {
  tried(() => {
    for (const key of [nameOfNotes(person), nameOfDraftNotes(person)]) localStorage.removeItem(key)
  }, undefined)
}
