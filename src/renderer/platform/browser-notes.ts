import { noteNames, type NoteName } from '#shared/desktop-bridge.ts'
import type { Noted, Notes } from './notes.ts'

const starts: Readonly<Record<NoteName, string>> = { kept: 'mew noted', drafts: 'mew drafts' }

/** The same person on the same gateway, wherever it is reached: nobody else ever gets to see it. */
const entryOf = ({ gatewayId, userId }: Noted, name: NoteName): string => `${starts[name]} ${gatewayId} ${userId}`

/** Where a page may keep nothing, nothing is noted. */
function tried<Value>(task: () => Value, otherwise: Value): Value {
  try {
    return task()
  } catch {
    return otherwise
  }
}

/**
 * Notes in the page's own storage. The browser writes that down as a log: what was removed stands in there until the
 * browser tidies up, so where there is nothing to note nothing is ever written.
 */
export function createBrowserNotes(): Notes {
  const write: Notes['write'] = (account, name, text) => {
    tried(() => {
      if (text === null) localStorage.removeItem(entryOf(account, name))
      else localStorage.setItem(entryOf(account, name), text)
    }, undefined)
  }
  return {
    read: (account, name) => tried(() => localStorage.getItem(entryOf(account, name)), null),
    write,
    forget: (account) => {
      for (const name of noteNames) write(account, name, null)
    },
  }
}
