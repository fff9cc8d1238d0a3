import { uploadedFile, type UploadedFile } from '#shared/models/uploaded-file.ts'
import type { OutgoingFile } from '../store/state.ts'
import { readAnswer, type Outcome } from './gateway-api.ts'
import { RETRY_DELAY_MS } from './next-step.ts'
import type { UploadLines } from './upload-lines.ts'

/** A form to the gateway over the account's link, as `platform/gateway-link.ts` makes it. */
export type Upload = (
  path: string,
  form: FormData,
  options: { readonly onProgress: (sent: number) => void; readonly signal: AbortSignal },
) => Promise<Response>

/** What became of a file. */
export type Sent =
  | Outcome<UploadedFile>
  /** The gateway takes no more just now, which is no word about the file. */
  | { readonly status: 'too-much'; readonly afterMs: number }
  /** Its line is dead, as far as anybody can tell. */
  | { readonly status: 'given-up' }

interface Going {
  readonly upload: Upload
  readonly lines: Pick<UploadLines, 'watch'>
  readonly record: OutgoingFile
  readonly file: File
  /** Aborted where nobody wants it any more. */
  readonly ended: AbortSignal
  /** So many bytes of the file have gone out. */
  readonly onStep: (sent: number) => void
}

/** A step that can be seen; a fast line reports far more often, and each report draws the chip. */
const VISIBLE_STEPS = 100

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

function heard(outcome: Outcome<UploadedFile>): Sent {
  const isTooMuch = outcome.status === 'refused' && outcome.httpStatus === 429
  return isTooMuch ? { status: 'too-much', afterMs: outcome.retryAfterMs ?? RETRY_DELAY_MS } : outcome
}

export async function sendFile({ upload, lines, record, file, ended, onStep }: Going): Promise<Sent> {
  const form = new FormData()
  form.append('file', file, file.name)
  const line = lines.watch(file.size)
  const signal = AbortSignal.any([ended, line.signal])
  const step = inSteps(file.size, onStep)
  const onProgress = (bytes: number): void => {
    if (signal.aborted) return
    line.moved(bytes)
    step(bytes)
  }
  try {
    const response = await upload(`/api/channels/${record.channelId}/uploads`, form, { onProgress, signal })
    return heard(await readAnswer(uploadedFile, response))
  } catch {
    // Ended from here, or the line broke: either way there is no answer.
    return { status: line.signal.aborted ? 'given-up' : 'lost' }
  } finally {
    line.end()
  }
}
