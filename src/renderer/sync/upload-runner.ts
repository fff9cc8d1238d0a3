import type { Draft } from 'immer'
import { uploadedFile, type UploadedFile } from '#shared/models/uploaded-file.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState, FileProgress, OutgoingFile } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { readAnswer, type Outcome } from './gateway-api.ts'

/** A form to the gateway over the account's link, as `platform/gateway-link.ts` makes it. */
export type Upload = (
  path: string,
  form: FormData,
  options: { readonly onProgress: (sent: number) => void; readonly signal: AbortSignal },
) => Promise<Response>

/** Sends the files that wait, a few at a time, and writes into the store how far they are. */
export interface UploadRunner {
  /** Keeps a file: it cannot stand in the state itself. */
  readonly hold: (id: string, file: File) => void
  readonly fileOf: (id: string) => File | undefined
  readonly isRunning: (id: string) => boolean
  /** Begins with what waits, as far as there is room. */
  readonly next: () => void
  /** Ends what is under way of a file, and forgets it. */
  readonly letGo: (id: string) => void
  readonly stop: () => void
}

export interface UploadRunnerOptions {
  readonly store: AccountStore
  readonly upload: Upload
  /** Something about the files of this channel is settled: a message that waited for them may go on. */
  readonly onSettled: (channelId: ChannelId) => void
  /** It is there: a restart need not send it once more. */
  readonly onUploaded: (id: string, file: UploadedFile) => void
  /** Whether it is this page that sends it. */
  readonly isMine: (id: string) => boolean
  /** How far it is, for those that do not send it. */
  readonly onProgress: (id: string, progress: FileProgress) => void
}

/** More at a time would only make each of them slower, and hold up what else goes to the gateway. */
const AT_ONCE = 2
/** A step that can be seen; a fast line reports far more often, and each report draws the chip. */
const VISIBLE_STEPS = 100

export function setProgress(state: Draft<AccountState>, id: string, progress: FileProgress): void {
  const file = state.outgoing[id]
  if (file !== undefined) file.progress = progress
}

type Answer = Outcome<UploadedFile>

function progressAfter(answer: Answer, connected: boolean): FileProgress {
  // Nobody is to blame for a line that is away: it goes up once it is back.
  if (answer.status === 'lost' && !connected) return { status: 'waiting' }
  if (answer.status === 'done') return { status: 'done', file: answer.body }
  return { status: 'failed', refusal: answer.status === 'refused' ? answer.refusal : null }
}

/** Passes on the counts that can be seen: never more than the file has, as the form around it has lines of its own. */
function inSteps(size: number, onStep: (sent: number) => void): (bytes: number) => void {
  let shown = 0
  return (bytes) => {
    const sent = Math.min(bytes, size)
    const step = size === 0 ? 0 : Math.floor((sent / size) * VISIBLE_STEPS)
    if (step <= shown) return
    shown = step
    onStep(sent)
  }
}

interface Going {
  readonly record: OutgoingFile
  readonly file: File
  readonly signal: AbortSignal
  readonly onStep: (sent: number) => void
}

async function send(upload: Upload, { record, file, signal, onStep }: Going): Promise<Answer> {
  const form = new FormData()
  form.append('file', file, file.name)
  try {
    const onProgress = inSteps(file.size, onStep)
    const response = await upload(`/api/channels/${record.channelId}/uploads`, form, { onProgress, signal })
    return await readAnswer(uploadedFile, response)
  } catch {
    // Ended from here, or the line broke: either way there is no answer.
    return { status: 'lost' }
  }
}

interface Held {
  readonly file: File
  /** Ends the upload that is under way. */
  readonly end?: () => void
}

const ends = (controller: AbortController) => (): void => {
  controller.abort()
}

export function createUploadRunner(options: UploadRunnerOptions): UploadRunner {
  const { store, upload, onSettled, onUploaded, isMine, onProgress } = options
  const held = new Map<string, Held>()
  let running = 0

  const isConnected = (): boolean => store.get().connection.status === 'connected'

  const show = (id: string, progress: FileProgress): void => {
    store.update((draft) => {
      setProgress(draft, id, progress)
    })
    onProgress(id, progress)
  }

  async function run(record: OutgoingFile, file: File): Promise<void> {
    const { id, channelId } = record
    const controller = new AbortController()
    held.set(id, { file, end: ends(controller) })
    show(id, { status: 'uploading', sent: 0 })
    const { signal } = controller
    const onStep = (sent: number): void => {
      if (!signal.aborted) show(id, { status: 'uploading', sent })
    }
    const answer = await send(upload, { record, file, signal, onStep })
    if (signal.aborted) return
    held.set(id, { file })
    if (answer.status === 'done') onUploaded(id, answer.body)
    show(id, progressAfter(answer, isConnected()))
    onSettled(channelId)
  }

  function next(): void {
    while (running < AT_ONCE && isConnected()) {
      const waiting = Object.values(store.get().outgoing).find(
        ({ id, progress }) => progress.status === 'waiting' && held.has(id) && isMine(id),
      )
      const file = waiting === undefined ? undefined : held.get(waiting.id)?.file
      if (waiting === undefined || file === undefined) return
      running += 1
      void run(waiting, file).finally(() => {
        running -= 1
        next()
      })
    }
  }

  function letGo(id: string): void {
    held.get(id)?.end?.()
    held.delete(id)
  }

  return {
    hold: (id, file) => {
      held.set(id, { file })
    },
    fileOf: (id) => held.get(id)?.file,
    isRunning: (id) => held.get(id)?.end !== undefined,
    next,
    letGo,
    stop: () => {
      for (const id of held.keys()) letGo(id)
    },
  }
}
