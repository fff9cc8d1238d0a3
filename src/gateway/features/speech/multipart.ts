import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'

interface OutgoingFile {
  readonly filename: string
  readonly contentType: string
  readonly size: number
  readonly source: Readable
}

export interface OutgoingForm {
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReadableStream<Uint8Array>
}

/** A name in quotes, as pages write it in the forms they send. */
const quoted = (name: string): string =>
  `"${name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}"`

const isType = (contentType: string): boolean => /^[\w.+-]+\/[\w.+-]+(?:\s*;[\x20-\x7E]*)?$/.test(contentType)

async function* join(before: Buffer, source: Readable, after: Buffer): AsyncGenerator<Uint8Array> {
  yield before
  yield* source as AsyncIterable<Uint8Array>
  yield after
}

/** A form with one file in the field `file`, sent as it is read: recordings may be large, and many at once. */
export function multipartOf(fields: Readonly<Record<string, string>>, file: OutgoingFile): OutgoingForm {
  const boundary = `mew-${randomBytes(16).toString('hex')}`
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}\r\n\r\n${value}\r\n`,
  )
  const type = isType(file.contentType) ? file.contentType : 'application/octet-stream'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename=${quoted(file.filename)}\r\nContent-Type: ${type}\r\n\r\n`
  const before = Buffer.from(texts.join('') + head)
  const after = Buffer.from(`\r\n--${boundary}--\r\n`)
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(before.length + file.size + after.length),
    },
    // The types of the platform and of Node describe the same stream.
    body: Readable.toWeb(Readable.from(join(before, file.source, after))) as ReadableStream<Uint8Array>,
  }
}
