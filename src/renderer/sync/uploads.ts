import type { Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { KeptFile } from '../store/kept.ts'
import type { AccountState, FileProgress, OutgoingFile } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import type { OutboxDisk } from './kept-disk.ts'
import { wasLost } from './outgoing-message.ts'
import { createUploadRunner, setProgress, type UploadRunner, type UploadRunnerOptions } from './upload-runner.ts'

/** Files on their way. Each belongs to the draft it was attached to, and later to the message it was sent with. */
export interface Uploads {
  /** Attaches files to a channel's draft; they go up at once. */
  readonly add: (channelId: ChannelId, files: readonly File[]) => void
  readonly retry: (id: string) => void
  /** Out of draft or message, whatever has become of it by now. */
  readonly remove: (id: string) => void
  /** The draft lets its files go: from now on they belong to the message they were sent with. */
  readonly take: (channelId: ChannelId) => void
  /** They belong to the channel's draft again, before those that were attached since. */
  readonly giveBack: (channelId: ChannelId, ids: readonly string[]) => void
  /** The file itself, to show what is in it. */
  readonly fileOf: (id: string) => File | undefined
  /** Files from the disk, of drafts and messages that are there. Those the gateway has need not go up again. */
  readonly restore: (files: readonly KeptFile[]) => void
  /** Goes on with what waits, and with what was lost on the way: after `ready`. */
  readonly resume: () => void
  /** Lets go of files that neither a draft nor a message holds any more. */
  readonly sweep: () => void
  /** From now on it is these that sweeping leaves alone: drafts of other pages hold them. */
  readonly spare: (ids: readonly string[]) => void
  /** Ends what is under way; nothing goes up any more. */
  readonly stop: () => void
}

interface UploadsOptions extends Omit<UploadRunnerOptions, 'onUploaded'> {
  readonly newId: () => string
  readonly clock: Pick<SyncClock, 'now'>
  readonly disk: Pick<OutboxDisk, 'putFile' | 'removeFile'>
}

type State = Draft<AccountState>

/** Every file that neither a draft nor an unconfirmed message holds. */
function leftOver({ outgoing, draftFiles, pending }: AccountState): readonly string[] {
  const sent = Object.values(pending).flatMap((list) => list.flatMap(({ files }) => files ?? []))
  const here = new Set([...Object.values(draftFiles).flat(), ...sent])
  return Object.keys(outgoing).filter((id) => !here.has(id))
}

/** Draft or message without one of its files. */
function takeOut(state: State, { id, channelId }: OutgoingFile): void {
  const rest = (state.draftFiles[channelId] ?? []).filter((other) => other !== id)
  if (rest.length > 0) state.draftFiles[channelId] = rest
  else delete state.draftFiles[channelId]
  for (const message of state.pending[channelId] ?? []) {
    if (message.files?.includes(id) === true) message.files = message.files.filter((other) => other !== id)
  }
  delete state.outgoing[id]
}

function progressOf({ uploaded, blob }: KeptFile): FileProgress {
  if (uploaded !== undefined) return { status: 'done', file: uploaded }
  return { status: blob === null ? 'gone' : 'waiting' }
}

function recordOf(file: KeptFile): OutgoingFile {
  const { id, channelId, name, contentType, size } = file
  return { id, channelId, name, contentType, size, progress: progressOf(file) }
}

interface KeptFiles {
  readonly runner: UploadRunner
  /** Holds files and shows them, in the same step as `also`. */
  readonly hold: (files: readonly KeptFile[], also?: (draft: State) => void) => void
  readonly letGo: (id: string) => void
}

/** Files in this page and on the disk: what the gateway has of them is written down, too. */
function createKeptFiles({ disk, ...options }: Omit<UploadsOptions, 'newId' | 'clock'>): KeptFiles {
  const { store } = options
  const kept = new Map<string, KeptFile>()
  const runner = createUploadRunner({
    ...options,
    onUploaded: (id, uploaded) => {
      const file = kept.get(id)
      if (file !== undefined) void disk.putFile({ ...file, uploaded })
    },
  })
  return {
    runner,
    hold: (files, also) => {
      for (const file of files) {
        kept.set(file.id, file)
        if (file.blob !== null) runner.hold(file.id, new File([file.blob], file.name, { type: file.contentType }))
      }
      store.update((draft) => {
        for (const file of files) draft.outgoing[file.id] = recordOf(file)
        also?.(draft)
      })
      runner.next()
    },
    letGo: (id) => {
      runner.letGo(id)
      kept.delete(id)
      void disk.removeFile(id)
    },
  }
}

/** Tries again what failed, where `which` says so. */
function tryAgain(store: AccountStore, which: (file: OutgoingFile) => boolean): void {
  const failed = Object.values(store.get().outgoing).filter((file) => file.progress.status === 'failed' && which(file))
  if (failed.length === 0) return
  store.update((draft) => {
    for (const { id } of failed) setProgress(draft, id, { status: 'waiting' })
  })
}

/** Whether files belong to their channel's draft. */
const draftHolding = (store: AccountStore): Pick<Uploads, 'take' | 'giveBack'> => ({
  take: (channelId) => {
    store.update((draft) => {
      delete draft.draftFiles[channelId]
    })
  },
  giveBack: (channelId, ids) => {
    const known = ids.filter((id) => store.get().outgoing[id] !== undefined)
    if (known.length === 0) return
    store.update((draft) => {
      draft.draftFiles[channelId] = [...known, ...(draft.draftFiles[channelId] ?? [])]
    })
  },
})

export function createUploads({ newId, clock, ...options }: UploadsOptions): Uploads {
  const { store, onSettled, disk } = options
  const { runner, hold, letGo } = createKeptFiles(options)
  let spared: ReadonlySet<string> = new Set()

  function add(channelId: ChannelId, files: readonly File[]): void {
    const added = files.map((file): KeptFile => {
      const { name, type, size } = file
      return { id: newId(), channelId, name, contentType: type, size, blob: file, addedAt: clock.now() }
    })
    for (const file of added) void disk.putFile(file)
    hold(added, (draft) => {
      draft.draftFiles[channelId] = [...(draft.draftFiles[channelId] ?? []), ...added.map(({ id }) => id)]
    })
  }

  function remove(id: string): void {
    const record = store.get().outgoing[id]
    if (record === undefined) return
    letGo(id)
    store.update((draft) => {
      takeOut(draft, record)
    })
    onSettled(record.channelId)
  }

  function sweep(): void {
    const left = leftOver(store.get()).filter((id) => !spared.has(id))
    if (left.length === 0) return
    for (const id of left) letGo(id)
    store.update((draft) => {
      for (const id of left) delete draft.outgoing[id]
    })
  }

  return {
    add,
    remove,
    sweep,
    spare: (ids) => {
      spared = new Set(ids)
    },
    restore: (files) => {
      const { outgoing } = store.get()
      // One that had no room on the disk may be up by now: the page it was attached in has it.
      const fresh = files.filter(({ id }) => (outgoing[id]?.progress.status ?? 'gone') === 'gone')
      if (fresh.length > 0) hold(fresh)
    },
    resume: () => {
      tryAgain(store, wasLost)
      runner.next()
    },
    retry: (id) => {
      tryAgain(store, (file) => file.id === id)
      runner.next()
    },
    ...draftHolding(store),
    fileOf: runner.fileOf,
    stop: runner.stop,
  }
}
