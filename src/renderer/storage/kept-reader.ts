import type { Keeping, Kept, KeptSummary } from '../store/kept.ts'
import type { DraftNotes } from './draft-notes.ts'
import { nothingStored, readStored, readSummary, type KeptDatabase, type Stored } from './kept-database.ts'
import { summaryOf, type KeptNotes } from './kept-notes.ts'
import type { KeptWriter } from './kept-writer.ts'
import { keepingAfter } from './keeping-after.ts'

interface ReaderOptions {
  readonly database: () => Promise<KeptDatabase>
  readonly writer: Pick<KeptWriter, 'over'>
  readonly notes: KeptNotes
  readonly draftNotes: Pick<DraftNotes, 'over'>
  readonly onRefused: (keeping: Keeping) => void
}

interface KeptReader {
  /** Never rejects: what cannot be read is named as missing, as far as it was noted. */
  readonly read: () => Promise<Kept>
  /** Something was written: how much there is now is noted, once this resolves. */
  readonly note: () => Promise<void>
}

const withMissing = (kept: Kept, missing: KeptSummary | undefined): Kept =>
  missing === undefined ? kept : { ...kept, missing }

/** Once more where something changed meanwhile. What cannot be noted is less than what is known, and nothing else. */
function createNoting(note: () => Promise<void>): () => Promise<void> {
  let isAsked = false
  let running: Promise<void> | undefined
  async function run(): Promise<void> {
    while (isAsked) {
      isAsked = false
      await note().catch(() => undefined)
    }
    running = undefined
  }
  return () => {
    isAsked = true
    running ??= run()
    return running
  }
}

export function createKeptReader({ database, writer, notes, draftNotes, onRefused }: ReaderOptions): KeptReader {
  const over = (stored: Stored): Kept => writer.over({ ...stored, drafts: draftNotes.over(stored) })
  return {
    read: async () => {
      try {
        const stored = await readStored(await database())
        // Taken away meanwhile, it is not noted any more.
        await database()
        notes.note(
          summaryOf(
            stored.items,
            stored.drafts.map(({ channelId }) => channelId),
          ),
        )
        return withMissing(over(stored), notes.lost())
      } catch (error) {
        onRefused(keepingAfter(error))
        return withMissing({ ...over(nothingStored), isPartial: true }, notes.noted() ?? notes.lost())
      }
    },
    note: createNoting(async () => {
      const summary = await readSummary(await database())
      await database()
      notes.note(summary)
    }),
  }
}
