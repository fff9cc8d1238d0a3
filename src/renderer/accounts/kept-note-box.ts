import type { AccountSummary } from '../platform/sessions.ts'
import type { NoteBox } from '../storage/kept-notes.ts'
import { nameOfNotes } from './names-of-databases.ts'

type Person = Pick<AccountSummary, 'gatewayId' | 'userId'>

/** Where a page may keep nothing, nothing is noted. */
function tried<Value>(task: () => Value, otherwise: Value): Value {
  try {
    return task()
  } catch {
    return otherwise
  }
}

export function noteBoxOf(person: Person): NoteBox {
  const key = nameOfNotes(person)
  return {
    read: () => tried(() => localStorage.getItem(key), null),
    write: (text) => {
      tried(() => {
        localStorage.setItem(key, text)
      }, undefined)
    },
  }
}

export function forgetNotes(person: Person): void {
  tried(() => {
    localStorage.removeItem(nameOfNotes(person))
  }, undefined)
}
