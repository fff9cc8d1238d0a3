import type { ChannelId } from '#shared/models/ids.ts'
import { selectDraft, type ChannelDraft } from '../store/selectors/drafts.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import type { DraftDisk } from './kept-disk.ts'

/** Brings what was typed to the disk. */
export interface DraftSaver {
  /** These drafts are others than the disk has. */
  readonly note: (channels: readonly ChannelId[]) => void
  readonly isUnsaved: (channelId: ChannelId) => boolean
  /** Somebody is at it: changed a moment ago, or not on the disk yet. */
  readonly isTyping: (channelId: ChannelId) => boolean
  /** What the disk has is known: from now on it may be written over. */
  readonly begin: () => void
  readonly flush: () => void
  readonly forget: () => void
}

interface SaverOptions {
  readonly store: AccountStore
  readonly disk: DraftDisk
  readonly clock: SyncClock
}

/** Whatever is typed is on its way to the disk so soon. */
const SAVE_AFTER_MS = 250
/** Whoever typed so short a time ago is still typing: nothing from another page takes their words away. */
export const TYPING_MS = 3_000

const isEmpty = ({ text, files, referencedMessageId }: ChannelDraft): boolean =>
  text === '' && files.length === 0 && referencedMessageId === undefined

export function createDraftSaver({ store, disk, clock }: SaverOptions): DraftSaver {
  const unsaved = new Set<ChannelId>()
  const typedAt = new Map<ChannelId, number>()
  let begun = false
  let callOff: (() => void) | undefined

  function flush(): void {
    callOff?.()
    callOff = undefined
    const channels = [...unsaved]
    if (!begun) {
      for (const channelId of channels) disk.noteDraft({ ...selectDraft(store.get(), channelId), channelId })
      return
    }
    unsaved.clear()
    for (const channelId of channels) {
      const draft = selectDraft(store.get(), channelId)
      if (isEmpty(draft)) void disk.removeDraft(channelId)
      else void disk.putDraft({ ...draft, channelId })
    }
  }

  function plan(): void {
    if (unsaved.size > 0 && begun) callOff ??= clock.after(SAVE_AFTER_MS, flush)
  }

  return {
    note: (channels) => {
      for (const channelId of channels) {
        unsaved.add(channelId)
        typedAt.set(channelId, clock.now())
      }
      plan()
    },
    isUnsaved: (channelId) => unsaved.has(channelId),
    isTyping: (channelId) => unsaved.has(channelId) || clock.now() - (typedAt.get(channelId) ?? -TYPING_MS) < TYPING_MS,
    begin: () => {
      begun = true
      plan()
    },
    flush,
    forget: () => {
      unsaved.clear()
    },
  }
}
