import { createHash, randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
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

type Ask = (asking: Asking, expected: readonly number[]) => Promise<Response>

const accountOf = ({ region, accessKeyId, secretAccessKey }: S3Options): Account => ({
  service: 's3',
  region,
  accessKeyId,
  secretAccessKey,
})

function createAsk(options: S3Options): Ask {
  const account = accountOf(options)
  return async (asking, expected) => {
    const { method, at, headers = {}, body } = asking
    // Loaded with the first file: a start does without it.
    const { AwsV4Signer } = await import('aws4fetch')
    const signed = await new AwsV4Signer({ ...account, method, url: `${options.bucketUrl}${at}`, headers }).sign()
    let answer: Response
    try {
      answer = await fetch(signed.url, { method, headers: signed.headers, ...(body === undefined ? {} : { body }) })
    } catch (error) {
      throw Object.assign(new ProtocolError('storageUnavailable'), { cause: error })
    }
    if (expected.includes(answer.status)) return answer
    await answer.body?.cancel()
    throw failure(answer.status, asking)
  }
}

/** What comes is kept here until all of it is known to be wanted: the store is told its size beforehand. */
async function receive(
  ask: Ask,
  source: Readable,
  wanted: { readonly key: string; readonly limitBytes: number },
): Promise<number> {
  const part = path.join(os.tmpdir(), `mew-upload-${randomUUID()}`)
  try {
    const handle = await open(part, 'wx', 0o600)
    try {
      await handle.writeFile(upTo(wanted.limitBytes, source))
    } finally {
      await handle.close()
    }
    const body = await openAsBlob(part)
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await ask({ method: 'PUT', at: `/${wanted.key}`, headers, body }, [200])
    await answer.body?.cancel()
    return body.size
  } finally {
    await rm(part, { force: true })
  }
}

async function openFile(ask: Ask, key: string): Promise<OpenFile | undefined> {
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

async function* list(ask: Ask): AsyncGenerator<StoredFile> {
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

async function allowPages(ask: Ask, origins: readonly string[]): Promise<void> {
  const rules = bucketRules(origins)
  const headers = { 'content-md5': createHash('md5').update(rules).digest('base64') }
  const body = new Blob([rules], { type: 'application/xml' })
  const answer = await ask({ method: 'PUT', at: '?cors', headers, body }, [200, 204])
  await answer.body?.cancel()
}

/** Files in a bucket of an object store. Every byte passes through the gateway, but for announced uploads. */
export function createS3Files(options: S3Options): FileStore {
  const ask = createAsk(options)
  return {
    receive: (source, wanted) => receive(ask, source, wanted),
    put: async (bytes, extension) => {
      const key = newFileKey(extension)
      await receive(ask, Readable.from([bytes]), { key, limitBytes: bytes.length })
      return key
    },
    open: (key) => openFile(ask, key),
    remove: async (key) => {
      if (isFileKey(key)) await ask({ method: 'DELETE', at: `/${key}` }, [200, 204, 404])
    },
    list: () => list(ask),
    signUpload: (key, terms) => signUpload(options, key, terms),
    allowPages: (origins) => allowPages(ask, origins),
  }
}
