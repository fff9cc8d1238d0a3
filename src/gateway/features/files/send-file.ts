import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { ByteRange, OpenFile } from '../../files/file-store.ts'
import { readRange } from './byte-range.ts'

type Headers = Readonly<Record<string, string>>

interface Sending {
  readonly file: OpenFile
  readonly headers: Headers
  readonly range?: ByteRange | undefined
}

/** A file, or a part of it; for HEAD only what would be said of it. */
export async function sendFile(reply: FastifyReply, { file, headers, range }: Sending): Promise<FastifyReply> {
  const length = range === undefined ? file.size : range.end - range.start + 1
  void reply.headers({ ...headers, 'content-length': length })
  if (reply.request.method !== 'HEAD') return reply.send(await file.stream(range))
  await file.close()
  // An empty stream keeps the length that was said; anything else Fastify would measure.
  return reply.send(Readable.from([]))
}

async function sendNothing(reply: FastifyReply, file: OpenFile, status: 304 | 416): Promise<FastifyReply> {
  await file.close()
  return reply.code(status).send()
}

const holds = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((entry) => entry.trim().replace(/^W\//, '') === tag || entry.trim() === '*') ?? false

/** A file that never changes: whoever has it is told so, and a part of it is sent where one is asked for. */
export async function sendLasting(reply: FastifyReply, tag: string, { file, headers }: Sending): Promise<FastifyReply> {
  const asked = reply.request.headers
  void reply.headers({ etag: tag, 'accept-ranges': 'bytes', 'cache-control': 'public, max-age=31536000, immutable' })
  if (holds(asked['if-none-match'], tag)) return sendNothing(reply, file, 304)
  const isSame = asked['if-range'] === undefined || asked['if-range'] === tag
  const isWhole = reply.request.method === 'HEAD' || !isSame
  const range = isWhole ? undefined : readRange(asked.range, file.size)
  if (range === undefined) return sendFile(reply, { file, headers })
  if (range === 'none') return sendNothing(reply.header('content-range', `bytes */${file.size}`), file, 416)
  const part = `bytes ${range.start}-${range.end}/${file.size}`
  return sendFile(reply.code(206).header('content-range', part), { file, headers, range })
}
