import type { UploadOptions } from './gateway-link.ts'
import { randomId } from './random-id.ts'

interface RelayedUpload {
  readonly account: string
  readonly path: string
  readonly form: FormData
  /** What only our code sets. */
  readonly headers: Readonly<Record<string, string>>
}

/** Main's counts, a line each: on this scheme the browser itself tells nothing of what has gone out. */
async function follow(counts: Response, onProgress: (sent: number) => void): Promise<void> {
  if (counts.body === null) return
  let rest = ''
  for await (const text of counts.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    const newest = Number(lines.at(-1) ?? Number.NaN)
    if (Number.isFinite(newest)) onProgress(newest)
  }
}

/** A form through main, which counts what has gone out and ends it when it is told to. */
export async function uploadByMain(upload: RelayedUpload, { onProgress, signal }: UploadOptions): Promise<Response> {
  const { account, path, form, headers } = upload
  const transfer = `/~transfer/${account}/${randomId()}`
  const cancel = (): void => {
    // Main cannot tell by itself that the page gave up. Without an answer the request ends all the same, later.
    fetch(transfer, { method: 'DELETE', headers }).catch(() => undefined)
  }
  signal.throwIfAborted()
  signal.addEventListener('abort', cancel)
  // Without counts the file goes up all the same.
  fetch(transfer, { headers, signal })
    .then((counts) => follow(counts, onProgress))
    .catch(() => undefined)
  try {
    return await fetch(transfer + path, { method: 'POST', headers, body: form, signal })
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
