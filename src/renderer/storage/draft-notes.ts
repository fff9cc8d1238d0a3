import * as z from 'zod/mini'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { joinedDraft } from '../store/kept-drafts.ts'
import type { KeptDraft, KeptItem } from '../store/kept.ts'
import type { KeptWrite } from './kept-database.ts'
import type { NoteBox } from './kept-notes.ts'
import { parseNote } from './parse-note.ts'

/**
 * Drafts on their way to the disk, noted in a place that takes a few words at once: a page that goes takes what it has
 * begun to write to the database along.
 */
export interface DraftNotes {
  /** These writes begin. What is returned is called once the disk has them. */
  readonly begin: (writes: readonly KeptWrite[]) => () => void
  /** It is not known yet what the disk has: this is to come behind it, at the next start. */
  readonly noteBehind: (draft: KeptDraft) => void
  /** The drafts on the disk, with what got no further than here. */
  readonly over: (stored: { readonly drafts: readonly KeptDraft[]; readonly items: readonly KeptItem[] }) => KeptDraft[]
}

const draft = z.object({
  channelId: z.custom<ChannelId>((value) => typeof value === 'string'),
  text: z.string(),
  files: z.array(z.string()),
  referencedMessageId: z.exactOptional(z.custom<MessageId>((value) => typeof value === 'string')),
  changedAt: z.number(),
})

const notes = z.array(
  z.object({
    draft,
    /** It comes behind what the disk has. */
    isBehind: z.exactOptional(z.boolean()),
    /** It is being sent under this nonce: where that is kept, it is no draft any more. */
    nonce: z.exactOptional(z.string()),
  }),
)

interface Note {
  readonly draft: KeptDraft
  readonly isBehind?: boolean
  readonly nonce?: string
}

/** Longer texts are the database's alone: what takes a few words at once is not for books. */
const MOST_CHARACTERS = 100_000

const channelOf = ({ draft: { channelId } }: Note): ChannelId => channelId

/** What is noted while these writes are under way: for a message that is being sent its words, in case it never gets there. */
function notesOf(writes: readonly KeptWrite[]): readonly Note[] {
  const sent = writes.flatMap(({ store, value }) => (store === 'items' && value?.kind === 'message' ? [value] : []))
  return writes.flatMap((write): readonly Note[] => {
    if (write.store !== 'drafts') return []
    if (write.value !== null) return [{ draft: write.value }]
    return sent
      .filter(({ channelId, sticker }) => channelId === write.key && sticker === undefined)
      .map(({ nonce, channelId, content: text, files = [], referencedMessageId, sentAt: changedAt }) => ({
        nonce,
        draft: {
          channelId,
          text,
          files,
          changedAt,
          ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
        },
      }))
  })
}

export function createDraftNotes(box: NoteBox): DraftNotes {
  /** What was noted of a channel before this page noted that something comes behind it. */
  const before = new Map<ChannelId, Note | undefined>()

  const read = (): readonly Note[] => parseNote(notes, box.read()) ?? []
  const of = (channelId: string): Note | undefined => read().find((note) => channelOf(note) === channelId)

  function write(all: readonly Note[]): void {
    box.write(all.length === 0 ? null : JSON.stringify(all))
  }

  function put(note: Note): void {
    const others = read().filter((each) => channelOf(each) !== channelOf(note))
    write(note.draft.text.length > MOST_CHARACTERS ? others : [...others, note])
  }

  function drop(isSettled: (note: Note) => boolean): void {
    const all = read()
    const left = all.filter((note) => !isSettled(note))
    if (left.length < all.length) write(left)
  }

  return {
    begin: (writes) => {
      const channels = writes.flatMap(({ store, key }) => (store === 'drafts' ? [key] : []))
      const gone = new Set(
        writes.flatMap(({ store, key, value }) => (store === 'items' && value === null ? [key] : [])),
      )
      drop(({ nonce }) => nonce !== undefined && gone.has(nonce))
      const stale = channels.map((channelId) => JSON.stringify(of(channelId)))
      for (const note of notesOf(writes)) {
        before.delete(channelOf(note))
        put(note)
      }
      const settled = new Set([...stale, ...channels.map((channelId) => JSON.stringify(of(channelId)))])
      return () => {
        // What was noted since then is another write's.
        drop((note) => settled.has(JSON.stringify(note)))
      }
    },
    noteBehind: (here) => {
      const { channelId } = here
      if (!before.has(channelId)) before.set(channelId, of(channelId))
      const first = before.get(channelId)
      put(first === undefined ? { draft: here, isBehind: true } : { ...first, draft: joinedDraft(first.draft, here) })
    },
    over: ({ drafts, items }) => {
      const laid = new Map(drafts.map((each) => [each.channelId, each]))
      for (const note of read()) {
        const channelId = channelOf(note)
        const shown = before.has(channelId) ? before.get(channelId) : note
        if (shown === undefined || items.some(({ nonce }) => nonce === shown.nonce)) continue
        const kept = laid.get(channelId)
        const isBehind = shown.isBehind === true && kept !== undefined
        laid.set(channelId, isBehind ? joinedDraft(kept, shown.draft) : shown.draft)
      }
      return [...laid.values()]
    },
  }
}
