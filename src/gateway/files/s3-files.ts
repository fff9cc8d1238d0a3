import { createHash, randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { bucketRules } from './bucket-rules.ts'
import { isFileKey, newFileKey } from './file-key.ts'
import {
  HEAD_BYTES,
  upTo,
  type ByteRange,
  type FileStore,
  type OpenFile,
  type StoredFile,
  type UploadTerms,
} from './file-store.ts'
import { putFile } from './put-file.ts'
import type { S3Options } from './s3-options.ts'

interface Asking {
  readonly method: string
  /** Below the bucket: a key, or a query. */
  readonly at: string
  readonly headers?: Record<string, string>
  readonly body?: Blob
}

const entryOf = (name: string, xml: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]

/** What a store answers that should not be: told apart in the log, and 503 to whoever asked. */
const failure = (status: number, { method, at }: Asking): Error =>
  Object.assign(new ProtocolError('storageUnavailable'), { cause: new Error(`${method} ${at}: ${status}`) })

interface Account extends Pick<S3Options, 'region' | 'accessKeyId' | 'secretAccessKey'> {
  readonly service: 's3'
}

interface Bucket {
  readonly ask: (asking: Asking, expected: readonly number[]) => Promise<Response>
  /** Sends what stands in a file of this machine. */
  readonly put: (key: string, file: string, size: number) => Promise<void>
}

const accountOf = ({ region, accessKeyId, secretAccessKey }: S3Options): Account => ({
  service: 's3',
  region,
  accessKeyId,
  secretAccessKey,
})

function openBucket(options: S3Options): Bucket {
  const account = accountOf(options)

  async function sign({ method, at, headers = {} }: Asking): Promise<{ url: URL; headers: Headers }> {
    // Loaded with the first file: a start does without it.
    const { AwsV4Signer } = await import('aws4fetch')
    return new AwsV4Signer({ ...account, method, url: `${options.bucketUrl}${at}`, headers }).sign()
  }

  /** A line that breaks is told from what a store says. */
  async function reach<Result>(sending: Promise<Result>): Promise<Result> {
    try {
      return await sending
    } catch (error) {
      throw Object.assign(new ProtocolError('storageUnavailable'), { cause: error })
    }
  }

  return {
    ask: async (asking, expected) => {
      const { method, body } = asking
      const { url, headers } = await sign(asking)
      const answer = await reach(fetch(url, { method, headers, ...(body === undefined ? {} : { body }) }))
      if (expected.includes(answer.status)) return answer
      await answer.body?.cancel()
      throw failure(answer.status, asking)
    },
    put: async (key, file, size) => {
      const asking = { method: 'PUT', at: `/${key}`, headers: { 'content-type': 'application/octet-stream' } }
      const status = await reach(putFile({ ...(await sign(asking)), file, size }))
      if (status !== 200) throw failure(status, asking)
    },
  }
}

/** What comes is kept here until all of it is known to be wanted: the store is told its size beforehand. */
async function receive(
  { put }: Bucket,
  source: Readable,
  wanted: { readonly key: string; readonly limitBytes: number },
): Promise<number> {
  const part = path.join(os.tmpdir(), `mew-upload-${randomUUID()}`)
  try {
    const handle = await open(part, 'wx', 0o600)
    let size: number
    try {
      await handle.writeFile(upTo(wanted.limitBytes, source))
      ;({ size } = await handle.stat())
    } finally {
      await handle.close()
    }
    await put(wanted.key, part, size)
    return size
  } finally {
    await rm(part, { force: true })
  }
}

async function openFile({ ask }: Bucket, key: string): Promise<OpenFile | undefined> {
  if (!isFileKey(key)) return undefined
  const at = `/${key}`
  const found = await ask({ method: 'HEAD', at }, [200, 404])
  if (found.status === 404) return undefined
  const size = Number(found.headers.get('content-length'))

  async function read(part?: ByteRange, expected = [200, 206]): Promise<Response> {
    const headers = part === undefined ? {} : { range: `bytes=${part.start}-${part.end}` }
    return ask({ method: 'GET', at, headers }, expected)
  }

  // There is no first byte of an empty file to ask for.
  const head = size === 0 ? undefined : await read({ start: 0, end: Math.min(HEAD_BYTES, size) - 1 }, [200, 206, 404])
  // Removed between the two questions.
  if (head?.status === 404) {
    await head.body?.cancel()
    return undefined
  }
  return {
    size,
    head: new Uint8Array((await head?.arrayBuffer()) ?? []),
    stream: async (part) => {
      const { body } = await read(part)
      return Readable.from(body ?? [])
    },
    close: () => Promise.resolve(),
  }
}

async function* list({ ask }: Bucket): AsyncGenerator<StoredFile> {
  let from: string | undefined = ''
  while (from !== undefined) {
    const at = `?list-type=2${from === '' ? '' : `&continuation-token=${encodeURIComponent(from)}`}`
    const page = await (await ask({ method: 'GET', at }, [200])).text()
    for (const [, entry = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const key = entryOf('Key', entry) ?? ''
      if (isFileKey(key)) yield { key, storedAtMs: Date.parse(entryOf('LastModified', entry) ?? '') }
    }
    from = entryOf('NextContinuationToken', page)
  }
}

async function signUpload(options: S3Options, key: string, terms: UploadTerms): Promise<string> {
  const { AwsV4Signer } = await import('aws4fetch')
  const { bucket, bucketUrl } = options
  const { contentType, size, lifetimeSeconds, base } = terms
  const headers = { 'content-length': String(size), ...(contentType === '' ? {} : { 'content-type': contentType }) }
  const url = `${bucketUrl}/${key}?X-Amz-Expires=${lifetimeSeconds}`
  const signer = new AwsV4Signer({
    ...accountOf(options),
    method: 'PUT',
    url,
    headers,
    signQuery: true,
    allHeaders: true,
  })
  const signed = (await signer.sign()).url
  return base === undefined ? signed.href : `${base}/presign/${bucket}/${key}${signed.search}`
}

async function allowPages({ ask }: Bucket, origins: readonly string[]): Promise<void> {
  const rules = bucketRules(origins)
  const headers = { 'content-md5': createHash('md5').update(rules).digest('base64') }
  const body = new Blob([rules], { type: 'application/xml' })
  const answer = await ask({ method: 'PUT', at: '?cors', headers, body }, [200, 204])
  await answer.body?.cancel()
}

/** Files in a bucket of an object store. Every byte passes through the gateway, but for announced uploads. */
export function createS3Files(options: S3Options): FileStore {
  const bucket = openBucket(options)
  return {
    receive: (source, wanted) => receive(bucket, source, wanted),
    put: async (bytes, extension) => {
      const key = newFileKey(extension)
      await receive(bucket, Readable.from([bytes]), { key, limitBytes: bytes.length })
      return key
    },
    open: (key) => openFile(bucket, key),
    remove: async (key) => {
      if (isFileKey(key)) await bucket.ask({ method: 'DELETE', at: `/${key}` }, [200, 204, 404])
    },
    list: () => list(bucket),
    signUpload: (key, terms) => signUpload(options, key, terms),
    allowPages: (origins) => allowPages(bucket, origins),
  }
}
