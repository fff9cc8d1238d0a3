import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { noteNames, type AccountNotes, type NoteName } from '#shared/desktop-bridge.ts'
import { readJsonFile, writeJsonFile } from '../json-file.ts'
import { createLatestWrite, type LatestWrite } from '../latest-write.ts'
import { logProblem } from '../log.ts'

/** What the page notes of each account beside its database: in memory at once, on the disk a moment later. */
export interface Notes {
  readonly all: () => Readonly<Record<string, AccountNotes>>
  /** @throws where there is no such account: one that is signed out gets nothing back on the disk */
  readonly note: (key: string, name: NoteName, text: string | null) => void
  /** Takes what is noted of an account off the disk. Does not reject. */
  readonly forget: (key: string) => Promise<void>
  /** Once nothing is on its way to the disk any more. */
  readonly flush: () => Promise<void>
}

interface NotesOptions {
  readonly folder: string
  readonly isAccount: (key: string) => boolean
}

const stored = z.object({ version: z.literal(1), notes: z.partialRecord(z.enum(noteNames), z.string()) })

/** A folder for each account: what a write that was broken off has left goes with it. */
const folderOf = (folder: string, key: string): string => path.join(folder, key)
const fileOf = (folder: string, key: string): string => path.join(folderOf(folder, key), 'notes.json')

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

async function readNotes({ folder, isAccount }: NotesOptions): Promise<Map<string, AccountNotes>> {
  const held = new Map<string, AccountNotes>()
  try {
    await mkdir(folder, { recursive: true })
    for (const key of await readdir(folder)) {
      const read = isAccount(key) ? await readJsonFile(fileOf(folder, key), stored) : undefined
      if (read?.status === 'read') held.set(key, read.value.notes)
      // The app ended while this account was signing out: nobody can get at its notes any more.
      if (read === undefined) await remove(folderOf(folder, key))
    }
  } catch (error) {
    logProblem('what is noted of the accounts could not be read', error)
  }
  return held
}

function noteIn(notes: AccountNotes, name: NoteName, text: string | null): AccountNotes {
  const { [name]: _before, ...others } = notes
  return text === null ? others : { ...others, [name]: text }
}

export async function openNotes({ folder, isAccount }: NotesOptions): Promise<Notes> {
  const held = await readNotes({ folder, isAccount })
  const writes = new Map<string, LatestWrite>()

  /** Where nothing is noted there is no file. */
  async function write(key: string): Promise<void> {
    const notes = held.get(key)
    try {
      if (notes === undefined) await remove(folderOf(folder, key))
      else await writeJsonFile(fileOf(folder, key), { version: 1, notes })
    } catch (error) {
      logProblem(`what is noted of account ${key} could not be stored`, error)
    }
  }

  function store(key: string): Promise<void> {
    const known = writes.get(key) ?? createLatestWrite(() => write(key))
    writes.set(key, known)
    return known.ask()
  }

  return {
    all: () => Object.fromEntries(held),
    note: (key, name, text) => {
      if (!isAccount(key)) throw new Error('There is no such account')
      const notes = noteIn(held.get(key) ?? {}, name, text)
      if (Object.keys(notes).length === 0) held.delete(key)
      else held.set(key, notes)
      void store(key)
    },
    forget: (key) => {
      held.delete(key)
      return store(key)
    },
    flush: async () => {
      await Promise.all([...writes.values()].map(({ idle }) => idle()))
    },
  }
}
