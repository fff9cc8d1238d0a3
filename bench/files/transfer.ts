import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { json, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

const MEGABYTE = 1_048_576
const BOUNDARY = 'a-boundary-of-the-bench'

export interface Errand {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Transfer {
  /** Megabytes a second, from the first byte of the request to the last one of the answer. */
  readonly speed: number
  readonly answer: unknown
}

/** So many megabytes, none of them the same as another. */
function* blocksOf(megabytes: number): Generator<Buffer> {
  const block = Buffer.alloc(MEGABYTE)
  for (let index = 0; index < MEGABYTE; index += 4) block.writeUInt32LE((index * 2_654_435_761) >>> 0, index)
  for (let index = 0; index < megabytes; index += 1) {
    block.writeUInt32LE(index)
    yield Buffer.from(block)
  }
}

async function demand(response: IncomingMessage, status: number): Promise<void> {
  if (response.statusCode !== status) throw new Error(`${response.statusCode}: ${await text(response)}`)
}

async function send({ url, headers = {} }: Errand, length: number, body: Iterable<Buffer>): Promise<Transfer> {
  const began = performance.now()
  const request = http.request(url, { method: 'POST', headers: { ...headers, 'content-length': length } })
  const answered = once(request, 'response') as Promise<[IncomingMessage]>
  await pipeline(Readable.from(body), request)
  const [response] = await answered
  await demand(response, 201)
  const answer = await json(response)
  return { speed: (length / MEGABYTE / (performance.now() - began)) * 1000, answer }
}

export function sendBytes(errand: Errand, megabytes: number): Promise<Transfer> {
  const headers = { ...errand.headers, 'content-type': 'application/octet-stream' }
  return send({ ...errand, headers }, megabytes * MEGABYTE, blocksOf(megabytes))
}

export function sendForm(errand: Errand, megabytes: number): Promise<Transfer> {
  const disposition = 'content-disposition: form-data; name="file"; filename="large.bin"'
  const head = Buffer.from(`--${BOUNDARY}\r\n${disposition}\r\ncontent-type: application/octet-stream\r\n\r\n`)
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  const headers = { ...errand.headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
  function* form(): Generator<Buffer> {
    yield head
    yield* blocksOf(megabytes)
    yield tail
  }
  return send({ ...errand, headers }, head.length + megabytes * MEGABYTE + tail.length, form())
}

/** Megabytes a second of a file that is fetched and thrown away. */
export async function fetchFile({ url, headers = {} }: Errand, megabytes: number): Promise<number> {
  const began = performance.now()
  const request = http.get(url, { headers })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  await demand(response, 200)
  let size = 0
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
  })
  await once(response, 'end')
  if (size !== megabytes * MEGABYTE) throw new Error(`Only ${size} bytes came back`)
  return (megabytes / (performance.now() - began)) * 1000
}
