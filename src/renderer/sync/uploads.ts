import type { Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { KeptFile } from '../store/kept.ts'
import type { AccountState, OutgoingFile } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import { createHearing, createRestoring, createTrying } from './file-words.ts'
import { createKeptFiles } from './kept-files.ts'
import type { FileWord, OutboxDisk } from './kept-disk.ts'
import type { Seat } from './seat.ts'
import type { UploadRunner, UploadRunnerOptions } from './upload-runner.ts'
import { createUploadTurns } from './upload-turns.ts'

/** Files on their way. Each belongs to the draft it was attached to, and later to the message it was sent with. */
export interface Uploads extends Pick<UploadRunner, 'doubt' | 'dropDoubted'> {
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
  /** The same of a draft that another page is at. */
  readonly follow: (files: readonly KeptFile[]) => void
  /** Another page says how a file is. */
  readonly hear: (word: FileWord) => void
  /** Goes on with what waits, and with what was lost on the way: after `ready`. */
  readonly resume: () => void
  /** Lets go of files that neither a draft nor a message holds any more. */
  readonly sweep: () => void
  /** From now on it is these that sweeping leaves alone: drafts of other pages hold them. */
  readonly spare: (ids: readonly string[]) => void
  /** Ends what is under way; nothing goes up any more. */
  readonly stop: () => void
}

interface UploadsOptions extends Omit<UploadRunnerOptions, 'clock' | 'onUploaded' | 'isMine' | 'onProgress'> {
  readonly seat: Seat
  readonly newId: () => string
  readonly clock: Pick<SyncClock, 'now' | 'after'>
  readonly disk: Pick<OutboxDisk, 'putFile' | 'removeFile' | 'tell'>
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

export function createUploads({ newId, ...options }: UploadsOptions): Uploads {
  const { store, clock, onSettled, disk } = options
  const turns = createUploadTurns(options)
  const files = createKeptFiles({ ...options, turns })
  const { runner, hold, letGo } = files
  let spared: ReadonlySet<string> = new Set()

  function add(channelId: ChannelId, attached: readonly File[]): void {
    const added = attached.map((file): KeptFile => {
      const { name, type, size } = file
      return { id: newId(), channelId, name, contentType: type, size, blob: file, addedAt: clock.now() }
    })
    for (const file of added) void write(file)
    hold(added, (draft) => {
      draft.draftFiles[channelId] = [...(draft.draftFiles[channelId] ?? []), ...added.map(({ id }) => id)]
    })
  }

  async function write(file: KeptFile): Promise<void> {
    if (await disk.putFile(file)) return
    turns.keepHere(file.id)
    runner.next()
  }

  function remove(id: string): void {
    const record = store.get().outgoing[id]
    if (record === undefined) return
    letGo(id)
    disk.tell({ kind: 'file', id, progress: 'taken out' })
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
    ...createRestoring({ store, disk, files, turns }),
    ...createTrying({ store, disk, files, turns }),
    hear: createHearing({ ...options, files, turns }),
    ...draftHolding(store),
    doubt: runner.doubt,
    dropDoubted: runner.dropDoubted,
    fileOf: runner.fileOf,
    stop: runner.stop,
  }
}
