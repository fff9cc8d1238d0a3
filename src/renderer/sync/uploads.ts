import type { Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState, OutgoingFile } from '../store/state.ts'
import { createUploadRunner, setProgress, type UploadRunnerOptions } from './upload-runner.ts'

/** Files on their way. Each belongs to the draft it was attached to, and later to the message it was sent with. */
export interface Uploads {
  /** Attaches files to a channel's draft; they go up at once. */
  readonly add: (channelId: ChannelId, files: readonly File[]) => void
  readonly retry: (id: string) => void
  /** Out of draft or message, whatever has become of it by now. */
  readonly remove: (id: string) => void
  /** The draft lets its files go: from now on they belong to the message they were sent with. */
  readonly take: (channelId: ChannelId) => void
  /** The file itself, to show what is in it. */
  readonly fileOf: (id: string) => File | undefined
  /** Lets go of files that neither a draft nor a message holds any more. */
  readonly sweep: () => void
  /** Ends what is under way; nothing goes up any more. */
  readonly stop: () => void
}

interface UploadsOptions extends UploadRunnerOptions {
  readonly newId: () => string
}

type State = Draft<AccountState>

/** Every file that neither a draft nor an unconfirmed message holds. */
function leftOver({ outgoing, draftFiles, pending }: AccountState): readonly string[] {
  const sent = Object.values(pending).flatMap((list) => list.flatMap(({ files }) => files ?? []))
  const held = new Set([...Object.values(draftFiles).flat(), ...sent])
  return Object.keys(outgoing).filter((id) => !held.has(id))
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

export function createUploads({ newId, ...options }: UploadsOptions): Uploads {
  const { store, onSettled } = options
  const runner = createUploadRunner(options)
  const recordOf = (id: string): OutgoingFile | undefined => store.get().outgoing[id]

  function add(channelId: ChannelId, files: readonly File[]): void {
    const added = files.map((file): OutgoingFile => {
      const id = newId()
      runner.hold(id, file)
      return {
        id,
        channelId,
        name: file.name,
        contentType: file.type,
        size: file.size,
        progress: { status: 'waiting' },
      }
    })
    store.update((draft) => {
      for (const record of added) draft.outgoing[record.id] = record
      draft.draftFiles[channelId] = [...(draft.draftFiles[channelId] ?? []), ...added.map(({ id }) => id)]
    })
    runner.next()
  }

  function remove(id: string): void {
    const record = recordOf(id)
    if (record === undefined) return
    runner.letGo(id)
    store.update((draft) => {
      takeOut(draft, record)
    })
    onSettled(record.channelId)
  }

  function sweep(): void {
    const left = leftOver(store.get())
    if (left.length === 0) return
    for (const id of left) runner.letGo(id)
    store.update((draft) => {
      for (const id of left) delete draft.outgoing[id]
    })
  }

  return {
    add,
    remove,
    sweep,
    retry: (id) => {
      if (recordOf(id)?.progress.status !== 'failed') return
      store.update((draft) => {
        setProgress(draft, id, { status: 'waiting' })
      })
      runner.next()
    },
    take: (channelId) => {
      store.update((draft) => {
        delete draft.draftFiles[channelId]
      })
    },
    fileOf: runner.fileOf,
    stop: runner.stop,
  }
}
