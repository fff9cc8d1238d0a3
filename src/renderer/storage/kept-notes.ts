import * as z from 'zod/mini'
import type { ChannelId } from '#shared/models/ids.ts'
import type { KeptItem, KeptSummary } from '../store/kept.ts'
import { parseNote } from './parse-note.ts'

/** A place for a few words beside the database: what is lost with that is named from here. */
export interface NoteBox {
  readonly read: () => string | null
  /** Null: there is nothing to note any more. */
  readonly write: (text: string | null) => void
}

export interface KeptNotes {
  readonly note: (summary: KeptSummary) => void
  /** What should be there; undefined where that is nothing. */
  readonly noted: () => KeptSummary | undefined
  /** The database was begun anew: whatever was in it is lost. */
  readonly begunAnew: () => void
  readonly lost: () => KeptSummary | undefined
  /** Somebody knows of it now. */
  readonly dismiss: () => void
}

const channelId = z.custom<ChannelId>((value) => typeof value === 'string')

const summary = z.object({
  onTheirWay: z.array(z.object({ channelId, count: z.number() })),
  drafts: z.array(channelId),
})

const notes = z.object({ kept: summary, lost: z.optional(summary) })

type Notes = z.infer<typeof notes>

const nothing: KeptSummary = { onTheirWay: [], drafts: [] }

const unlessEmpty = (one: KeptSummary | undefined): KeptSummary | undefined =>
  one === undefined || (one.onTheirWay.length === 0 && one.drafts.length === 0) ? undefined : one

export function summaryOf(items: readonly KeptItem[], drafts: readonly string[]): KeptSummary {
  const byChannel = Map.groupBy(items, (item) => item.channelId)
  return {
    onTheirWay: Array.from(byChannel, ([id, those]) => ({ channelId: id, count: those.length })),
    // Keys of drafts are ids of their channels by construction.
    drafts: drafts as readonly ChannelId[],
  }
}

export function createKeptNotes({ read, write }: NoteBox): KeptNotes {
  const known = (): Notes => parseNote(notes, read()) ?? { kept: { onTheirWay: [], drafts: [] } }
  function change(now: { readonly kept: KeptSummary; readonly lost: KeptSummary | undefined }): void {
    const isNothing = unlessEmpty(now.kept) === undefined && unlessEmpty(now.lost) === undefined
    const text = isNothing ? null : JSON.stringify(now)
    if (text !== read()) write(text)
  }
  return {
    note: (kept) => {
      change({ kept, lost: known().lost })
    },
    noted: () => unlessEmpty(known().kept),
    begunAnew: () => {
      const { kept, lost } = known()
      change({ kept: nothing, lost: unlessEmpty(kept) ?? lost })
    },
    lost: () => unlessEmpty(known().lost),
    dismiss: () => {
      change({ kept: known().kept, lost: undefined })
    },
  }
}
