import type { KeptFile } from '../store/kept.ts'
import type { FileProgress, OutgoingFile } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { FileWord } from './kept-disk.ts'
import type { KeptFiles, KeptFilesOptions } from './kept-files.ts'
import { wasLost } from './outgoing-message.ts'
import { setProgress } from './upload-runner.ts'

interface Options extends Pick<KeptFilesOptions, 'store' | 'disk' | 'turns'> {
  readonly files: KeptFiles
}

interface Hearing extends Options, Pick<KeptFilesOptions, 'onSettled'> {}

/** What the page that sends a file says of it; and what the others ask of that one. */
export function createHearing(options: Hearing): (word: FileWord) => void {
  const { store, disk, onSettled, turns } = options
  const { runner, forget } = options.files

  function show({ id, progress: { status } }: OutgoingFile, now: FileProgress): void {
    if (runner.isRunning(id) || status === 'done') return
    store.update((draft) => {
      setProgress(draft, id, now)
    })
  }

  function forgetIt({ id }: OutgoingFile): void {
    forget(id)
    store.update((draft) => {
      delete draft.outgoing[id]
    })
  }

  /** To whoever sends it. */
  function answer(record: OutgoingFile, asked: 'asked' | 'again'): void {
    const { id, progress } = record
    if (!turns.isMine(id)) return
    if (asked === 'asked') disk.tell({ kind: 'file', id, progress })
    else if (progress.status === 'failed') show(record, { status: 'waiting' })
    runner.next()
  }

  return ({ id, progress }) => {
    const record = store.get().outgoing[id]
    if (record === undefined) return
    if (progress === 'taken out') forgetIt(record)
    else if (progress === 'asked' || progress === 'again') answer(record, progress)
    else show(record, progress)
    onSettled(record.channelId)
  }
}

/** Tries again what `which` says. */
function tryAgain(store: AccountStore, which: (file: OutgoingFile) => boolean): void {
  const failed = Object.values(store.get().outgoing).filter(which)
  if (failed.length === 0) return
  store.update((draft) => {
    for (const { id } of failed) setProgress(draft, id, { status: 'waiting' })
  })
}

interface Restoring {
  readonly restore: (files: readonly KeptFile[]) => void
  readonly follow: (files: readonly KeptFile[]) => void
}

/** Files from the disk. How far those are that another page sends, that one is asked. */
export function createRestoring({ store, disk, files: { hold }, turns }: Options): Restoring {
  function restore(files: readonly KeptFile[]): void {
    const { outgoing } = store.get()
    // One that had no room on the disk may be up by now: the page it was attached in has it.
    const fresh = files.filter(({ id }) => (outgoing[id]?.progress.status ?? 'gone') === 'gone')
    if (fresh.length === 0) return
    hold(fresh)
    for (const { id } of fresh) if (!turns.isMine(id)) disk.tell({ kind: 'file', id, progress: 'asked' })
  }

  return {
    restore,
    follow: (files) => {
      turns.follow(files.filter(({ id }) => store.get().outgoing[id] === undefined).map(({ id }) => id))
      restore(files)
    },
  }
}

interface Trying {
  readonly retry: (id: string) => void
  readonly resume: () => void
}

/** Another try, by whichever page sends the file. */
export function createTrying({ store, disk, files: { runner }, turns }: Options): Trying {
  /** The page that was sending it is gone. */
  const isLeft = ({ id, progress }: OutgoingFile): boolean => progress.status === 'uploading' && !runner.isRunning(id)

  return {
    resume: () => {
      tryAgain(store, (file) => turns.isMine(file.id) && (wasLost(file) || isLeft(file)))
      runner.next()
    },
    retry: (id) => {
      tryAgain(store, (file) => file.id === id && file.progress.status === 'failed')
      disk.tell({ kind: 'file', id, progress: 'again' })
      runner.next()
    },
  }
}
