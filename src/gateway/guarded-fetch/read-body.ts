import type { IncomingMessage } from 'node:http'
import { PassThrough, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

const unpackers: Readonly<Record<string, () => Duplex>> = {
  identity: () => new PassThrough(),
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

function unpackerOf({ headers }: IncomingMessage): Duplex {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const create = Object.hasOwn(unpackers, encoding) ? unpackers[encoding] : undefined
  if (create === undefined) throw new Error(`The page is packed as ${encoding}`)
  return create()
}

/** Lets through as much as may come, and fails at the first byte more. */
function upTo(limit: number): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* counted(source) {
    let size = 0
    for await (const chunk of source) {
      size += chunk.length
      if (size > limit) throw new Error(`The page is larger than ${limit} bytes`)
      yield chunk
    }
  }
}

/** The whole body, unpacked. A small body may unpack to a huge one, and a huge one to nothing: both are counted. */
export async function readBody(response: IncomingMessage, limit: number, signal: AbortSignal): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > limit) throw new Error(`The page is larger than ${limit} bytes`)
  const chunks: Buffer[] = []
  await pipeline(
    response,
    upTo(limit),
    unpackerOf(response),
    upTo(limit),
    async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk)
    },
    { signal },
  )
  return Buffer.concat(chunks)
}
