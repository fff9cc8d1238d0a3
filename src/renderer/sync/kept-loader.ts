import { castDraft } from 'immer'
import type { Kept } from '../store/kept.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import type { ItemList } from './item-list.ts'
import type { KeptDisk } from './kept-disk.ts'
import type { Outbox } from './outbox-types.ts'
import type { Uploads } from './uploads.ts'

/** Brings what the disk has of things on their way into the store. */
export interface KeptLoader {
  /** At the start, with the files of drafts; what was left behind is swept. */
  readonly begin: () => Promise<void>
  /** Another page wrote, or is gone. Drafts that other pages write are followed elsewhere, with their files. */
  readonly again: () => Promise<void>
}

interface LoaderOptions {
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'now'>
  readonly kept: Pick<KeptDisk, 'read' | 'removeFile'>
  readonly list: ItemList
  readonly uploads: Pick<Uploads, 'restore' | 'spare' | 'sweep'>
  readonly outbox: Pick<Outbox, 'hold'>
}

/** What was left behind by a page that ended between two steps is swept a day later: until then another may be at it. */
const LEFT_BEHIND_MS = 24 * 3_600_000

const idsOfItems = ({ items }: Kept): readonly string[] =>
  items.flatMap((item) => (item.kind === 'message' ? (item.files ?? []) : []))

const idsOfDrafts = ({ drafts }: Kept): readonly string[] => drafts.flatMap((draft) => draft.files)

export function createKeptLoader({ store, clock, kept, list, uploads, outbox }: LoaderOptions): KeptLoader {
  /** Again where something was done meanwhile; undefined where the disk cannot be read, and what is here stays as it is. */
  async function load(usedIn: (found: Kept) => readonly string[]): Promise<Kept | undefined> {
    const before = new Set(list.channels().flatMap((id) => list.of(id).map(({ nonce }) => nonce)))
    const revision = list.revision()
    const found = await kept.read()
    if (found.isPartial) {
      showMissing(found)
      return undefined
    }
    if (!list.adopt(found.items, revision)) return load(usedIn)
    const used = new Set(usedIn(found))
    showMissing(found)
    uploads.restore(found.files.filter(({ id }) => used.has(id)))
    for (const item of found.items) if (!before.has(item.nonce)) outbox.hold(item)
    return found
  }

  function showMissing(found: Kept): void {
    const missing = found.missing ?? null
    if (JSON.stringify(missing) === JSON.stringify(store.get().missing)) return
    store.update((draft) => {
      draft.missing = castDraft(missing)
    })
  }

  /** Beside what was attached before the disk had answered: what stands in no draft is swept. */
  function showDraftFiles({ drafts }: Kept): void {
    store.update((draft) => {
      for (const { channelId, files } of drafts) {
        const attached = draft.draftFiles[channelId] ?? []
        if (files.length > 0) draft.draftFiles[channelId] = [...new Set([...files, ...attached])]
      }
    })
  }

  function sweepDisk(found: Kept): void {
    const used = new Set([...idsOfItems(found), ...idsOfDrafts(found)])
    const left = found.files.filter(({ id, addedAt }) => !used.has(id) && clock.now() - addedAt > LEFT_BEHIND_MS)
    for (const { id } of left) void kept.removeFile(id)
  }

  return {
    begin: async () => {
      const found = await load((all) => [...idsOfItems(all), ...idsOfDrafts(all)])
      if (found === undefined) return
      sweepDisk(found)
      showDraftFiles(found)
      uploads.sweep()
    },
    again: async () => {
      const found = await load(idsOfItems)
      if (found === undefined) return
      // Another page may have taken a message back into a draft that is not known here yet.
      uploads.spare(idsOfDrafts(found))
      uploads.sweep()
    },
  }
}
