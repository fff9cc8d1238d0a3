import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { joinedDraft } from '../store/kept-drafts.ts'
import type { KeptDraft, KeptFile } from '../store/kept.ts'
import { selectDraft } from '../store/selectors/drafts.ts'
import type { AccountState } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import { createDraftSaver, TYPING_MS, type DraftSaver } from './draft-saver.ts'
import type { DraftDisk, KeptDisk } from './kept-disk.ts'

/** What somebody is writing: one text in each channel, with what it answers. Kept on the disk as it changes. */
export interface Drafts {
  readonly write: (channelId: ChannelId, text: string) => void
  /** Null: it answers nothing any more. */
  readonly answer: (channelId: ChannelId, messageId: MessageId | null) => void
  /** It was sent, or given up. */
  readonly clear: (channelId: ChannelId) => void
  /** What is not on the disk yet goes there now. */
  readonly flush: () => void
  /** Nothing more is kept: the account is being taken off this computer. */
  readonly forget: () => void
  readonly stop: () => void
}

interface DraftsOptions {
  /** Files of a draft that another page wrote are shown here, too. */
  readonly follow: (files: readonly KeptFile[]) => void
  readonly store: AccountStore
  readonly disk: Pick<KeptDisk, 'read' | keyof DraftDisk | 'onChanged' | 'keeping'>
  readonly clock: SyncClock
}

/** Channels whose drafts differ. Keys of both records are channel ids by construction. */
function changedBetween(now: AccountState, before: AccountState): readonly ChannelId[] {
  if (now.drafts === before.drafts && now.draftFiles === before.draftFiles) return []
  const records = [now.drafts, before.drafts, now.draftFiles, before.draftFiles]
  const known = [...new Set(records.flatMap((record) => Object.keys(record)))] as ChannelId[]
  return known.filter((id) => now.drafts[id] !== before.drafts[id] || now.draftFiles[id] !== before.draftFiles[id])
}

/** The draft that the disk has, in the place of whatever stands there. */
function put(store: AccountStore, channelId: ChannelId, kept: KeptDraft | undefined): void {
  store.update((draft) => {
    if (kept === undefined || (kept.text === '' && kept.referencedMessageId === undefined)) {
      delete draft.drafts[channelId]
    } else {
      const { text, referencedMessageId, changedAt } = kept
      draft.drafts[channelId] = {
        text,
        changedAt,
        ...(referencedMessageId === undefined ? {} : { referencedMessageId }),
      }
    }
    if (kept === undefined || kept.files.length === 0) delete draft.draftFiles[channelId]
    else draft.draftFiles[channelId] = [...kept.files]
  })
}

interface Following extends DraftsOptions {
  readonly saver: DraftSaver
}

/** Takes from the disk what is there at the start and what other pages write, and notes what changes here. */
function followDisk({ store, disk, clock, saver, follow }: Following): {
  readonly loading: Promise<void>
  readonly leave: () => void
} {
  let loaded = false
  const postponed = new Map<ChannelId, () => void>()
  /** What comes from the disk need not go there. */
  let isFromDisk = false

  function take(channelId: ChannelId, kept: KeptDraft | undefined): void {
    isFromDisk = true
    put(store, channelId, kept)
    isFromDisk = false
  }

  async function load(): Promise<void> {
    const { drafts } = await disk.read()
    for (const kept of drafts) {
      const { channelId } = kept
      if (saver.isUnsaved(channelId)) put(store, channelId, joinedDraft(kept, selectDraft(store.get(), channelId)))
      else take(channelId, kept)
    }
    loaded = true
    saver.begin()
  }

  /**
   * Another page wrote. Somebody who is typing here is not interrupted: what they go on to type is written last, and stays;
   * if they do not go on, what the disk has by then is shown.
   */
  async function adopt(channelId: ChannelId): Promise<void> {
    if (!loaded) return
    if (saver.isTyping(channelId)) {
      adoptLater(channelId)
      return
    }
    const { drafts, files } = await disk.read()
    if (saver.isTyping(channelId)) adoptLater(channelId)
    // A disk that cannot be read says nothing of what is on it.
    if (saver.isTyping(channelId) || disk.keeping() !== 'kept') return
    const kept = drafts.find((draft) => draft.channelId === channelId)
    follow(files.filter(({ id }) => kept?.files.includes(id) === true))
    take(channelId, kept)
  }

  function adoptLater(channelId: ChannelId): void {
    if (postponed.has(channelId)) return
    const callOff = clock.after(TYPING_MS, () => {
      postponed.delete(channelId)
      void adopt(channelId)
    })
    postponed.set(channelId, callOff)
  }

  const unsubscribe = store.subscribe((now, before) => {
    if (!isFromDisk) saver.note(changedBetween(now, before))
  })
  const unhear = disk.onChanged((said) => {
    if (said.kind === 'draft') void adopt(said.channelId)
  })
  return {
    loading: load(),
    leave: () => {
      unsubscribe()
      unhear()
      for (const callOff of postponed.values()) callOff()
    },
  }
}

export function createDrafts(options: DraftsOptions): Drafts {
  const { store, clock } = options
  const saver = createDraftSaver(options)
  const { loading, leave } = followDisk({ ...options, saver })

  function change(channelId: ChannelId, text: string, referencedMessageId: MessageId | undefined): void {
    store.update((draft) => {
      if (text === '' && referencedMessageId === undefined) delete draft.drafts[channelId]
      else {
        const answer = referencedMessageId === undefined ? {} : { referencedMessageId }
        draft.drafts[channelId] = { text, changedAt: clock.now(), ...answer }
      }
    })
  }

  return {
    write: (channelId, text) => {
      change(channelId, text, store.get().drafts[channelId]?.referencedMessageId)
    },
    answer: (channelId, messageId) => {
      change(channelId, store.get().drafts[channelId]?.text ?? '', messageId ?? undefined)
    },
    clear: (channelId) => {
      change(channelId, '', undefined)
    },
    flush: saver.flush,
    forget: () => {
      saver.forget()
      leave()
    },
    stop: () => {
      saver.flush()
      leave()
      // What was typed before the disk had answered is kept all the same.
      void loading.then(saver.flush)
    },
  }
}
