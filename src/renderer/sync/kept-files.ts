import type { Draft } from 'immer'
import type { KeptFile } from '../store/kept.ts'
import type { AccountState, FileProgress, OutgoingFile } from '../store/state.ts'
import type { OutboxDisk } from './kept-disk.ts'
import { createUploadRunner, type UploadRunner, type UploadRunnerOptions } from './upload-runner.ts'
import type { UploadTurns } from './upload-turns.ts'

type State = Draft<AccountState>

function progressOf({ uploaded, blob }: KeptFile): FileProgress {
  if (uploaded !== undefined) return { status: 'done', file: uploaded }
  return { status: blob === null ? 'gone' : 'waiting' }
}

function recordOf(file: KeptFile): OutgoingFile {
  const { id, channelId, name, contentType, size } = file
  return { id, channelId, name, contentType, size, progress: progressOf(file) }
}

export interface KeptFiles {
  readonly runner: UploadRunner
  /** Holds files and shows them, in the same step as `also`. */
  readonly hold: (files: readonly KeptFile[], also?: (draft: State) => void) => void
  readonly letGo: (id: string) => void
  /** Another page has let it go, from the disk as well. */
  readonly forget: (id: string) => void
}

export interface KeptFilesOptions extends Omit<UploadRunnerOptions, 'onUploaded' | 'isMine' | 'onProgress'> {
  readonly disk: Pick<OutboxDisk, 'putFile' | 'removeFile' | 'tell'>
  readonly turns: UploadTurns
}

/** Files in this page and on the disk: what the gateway has of them is written down, too. */
export function createKeptFiles({ disk, turns, ...options }: KeptFilesOptions): KeptFiles {
  const { store } = options
  const kept = new Map<string, KeptFile>()
  const runner = createUploadRunner({
    ...options,
    onUploaded: (id, uploaded) => {
      const file = kept.get(id)
      if (file !== undefined) void disk.putFile({ ...file, uploaded })
    },
    isMine: turns.isMine,
    onProgress: (id, progress) => {
      disk.tell({ kind: 'file', id, progress })
    },
  })
  const forget = (id: string): void => {
    runner.letGo(id)
    kept.delete(id)
  }
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
    forget,
    letGo: (id) => {
      forget(id)
      void disk.removeFile(id)
    },
  }
}
