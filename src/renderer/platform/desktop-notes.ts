import { MOST_NOTE_CHARACTERS, noteNames, type ExposedBridge, type NoteName } from '#shared/desktop-bridge.ts'
import type { Noted, Notes } from './notes.ts'

export interface DesktopNotes extends Notes {
  /** What main has noted is here: until then nothing may be read or written. */
  readonly loaded: Promise<void>
}

const placeOf = (key: string, name: NoteName): string => `${key} ${name}`

/** Notes with main, which takes them off the disk when the account signs out. There is one page: it knows what stands there. */
export function createDesktopNotes(bridge: Pick<ExposedBridge, 'notes' | 'note'>): DesktopNotes {
  const held = new Map<string, string>()

  async function load(): Promise<void> {
    for (const [key, notes] of Object.entries(await bridge.notes())) {
      for (const name of noteNames) if (notes[name] !== undefined) held.set(placeOf(key, name), notes[name])
    }
  }

  const read = ({ key }: Noted, name: NoteName): string | null => held.get(placeOf(key, name)) ?? null

  return {
    // Without an answer nothing is known to be noted.
    loaded: load().catch(() => undefined),
    read,
    write: (account, name, text) => {
      if (text === read(account, name)) return
      const { key } = account
      if (text === null) held.delete(placeOf(key, name))
      else held.set(placeOf(key, name), text)
      // Rather nothing than what was noted before: that is older than the database.
      const fits = text === null || text.length <= MOST_NOTE_CHARACTERS
      // Main refuses what is noted of an account that has just signed out.
      bridge.note(key, name, fits ? text : null).catch(() => undefined)
    },
    forget: ({ key }) => {
      for (const name of noteNames) held.delete(placeOf(key, name))
    },
  }
}
