import type { Draft } from 'immer'
import { assertNever } from '#shared/assert-never.ts'
import type { UploadedFile } from '#shared/models/uploaded-file.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import type { AccountState, FileProgress, OutgoingFile } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { SyncClock } from './clock.ts'
import { sendFile, type Sent, type Upload } from './send-file.ts'
import { createUploadLines, type UploadLines } from './upload-lines.ts'

/** Sends the files that wait, a few at a time, and writes into the store how far they are. */
export interface UploadRunner extends Pick<UploadLines, 'doubt' | 'dropDoubted'> {
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
  readonly clock: Pick<SyncClock, 'after'>
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
/** So often in a row a line that seems dead is blamed and not the gateway; others have to get their turn. */
const MOST_GIVEN_UP = 3

export function setProgress(state: Draft<AccountState>, id: string, progress: FileProgress): void {
  const file = state.outgoing[id]
  if (file !== undefined) file.progress = progress
}

interface Circumstances {
  readonly connected: boolean
  /** How often in a row the line of the file was given up. */
  readonly givenUp: number
}

const WAITING: FileProgress = { status: 'waiting' }
const UNANSWERED: FileProgress = { status: 'failed', refusal: null }

/** Nobody is to blame for a line that is away or dead: the file goes up by itself. */
function progressAfter(sent: Sent, { connected, givenUp }: Circumstances): FileProgress {
  switch (sent.status) {
    case 'done':
      return { status: 'done', file: sent.body }
    case 'refused':
      return { status: 'failed', refusal: sent.refusal }
    case 'too-much':
      return WAITING
    case 'lost':
      return connected ? UNANSWERED : WAITING
    case 'given-up':
      return connected && givenUp >= MOST_GIVEN_UP ? UNANSWERED : WAITING
    default:
      return assertNever(sent)
  }
}

interface Held {
  readonly file: File
  /** How often in a row its line was given up. */
  readonly givenUp: number
  /** Ends the upload that is under way. */
  readonly end?: () => void
}

interface Holding extends Pick<UploadRunner, 'hold' | 'fileOf' | 'isRunning' | 'letGo' | 'stop'> {
  readonly held: Map<string, Held>
}

function createHolding(): Holding {
  const held = new Map<string, Held>()
  const letGo = (id: string): void => {
    held.get(id)?.end?.()
    held.delete(id)
  }
  return {
    held,
    hold: (id, file) => {
      held.set(id, { file, givenUp: 0 })
    },
    fileOf: (id) => held.get(id)?.file,
    isRunning: (id) => held.get(id)?.end !== undefined,
    letGo,
    stop: () => {
      for (const id of held.keys()) letGo(id)
    },
  }
}

const ends = (controller: AbortController) => (): void => {
  controller.abort()
}

interface Rests {
  readonly isOver: () => boolean
  readonly begin: (delayMs: number) => void
}

/** Times in which nothing goes up, as the gateway asked for. */
function createRests(clock: Pick<SyncClock, 'after'>, onOver: () => void): Rests {
  let running = 0
  return {
    isOver: () => running === 0,
    begin: (delayMs) => {
      running += 1
      clock.after(delayMs, () => {
        running -= 1
        onOver()
      })
    },
  }
}

export function createUploadRunner(options: UploadRunnerOptions): UploadRunner {
  const { store, upload, clock, onSettled, onUploaded, isMine, onProgress } = options
  const { held, ...holding } = createHolding()
  const lines = createUploadLines(clock)
  const rests = createRests(clock, next)
  let running = 0

  const isConnected = (): boolean => store.get().connection.status === 'connected'

  const show = (id: string, progress: FileProgress): void => {
    store.update((draft) => {
      setProgress(draft, id, progress)
    })
    onProgress(id, progress)
  }

  async function run(record: OutgoingFile, { file, givenUp: before }: Held): Promise<void> {
    const { id, channelId } = record
    const controller = new AbortController()
    const { signal: ended } = controller
    held.set(id, { file, givenUp: before, end: ends(controller) })
    const onStep = (sent: number): void => show(id, { status: 'uploading', sent })
    onStep(0)
    const sent = await sendFile({ upload, lines, record, file, ended, onStep })
    if (ended.aborted) return
    const givenUp = sent.status === 'given-up' ? before + 1 : 0
    const progress = progressAfter(sent, { connected: isConnected(), givenUp })
    held.set(id, { file, givenUp: progress.status === 'waiting' ? givenUp : 0 })
    if (sent.status === 'too-much') rests.begin(sent.afterMs)
    if (sent.status === 'done') onUploaded(id, sent.body)
    show(id, progress)
    onSettled(channelId)
  }

  function next(): void {
    while (running < AT_ONCE && isConnected() && rests.isOver()) {
      const waiting = Object.values(store.get().outgoing).find(
        ({ id, progress }) => progress.status === 'waiting' && held.has(id) && isMine(id),
      )
      const kept = waiting === undefined ? undefined : held.get(waiting.id)
      if (waiting === undefined || kept === undefined) return
      running += 1
      void run(waiting, kept).finally(() => {
        running -= 1
        next()
      })
    }
  }

  return { ...holding, doubt: lines.doubt, dropDoubted: lines.dropDoubted, next }
}
