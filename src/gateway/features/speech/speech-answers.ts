import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

type Audio = AsyncGenerator<Buffer, void>

async function* startingWith(first: Buffer, rest: Audio): Audio {
  yield first
  yield* rest
}

/**
 * The same audio, once its first part is there: until then the answer has not begun, and what goes wrong can be said.
 * What goes wrong later ends the connection (MB-16, R26).
 */
async function begun(audio: Audio): Promise<Audio> {
  const first = await audio.next()
  return first.done === true ? audio : startingWith(first.value, audio)
}

const eventOf = (event: object): string => `data: ${JSON.stringify(event)}\n\n`

async function* asEvents(audio: Audio, textLength: number): AsyncGenerator<string, void> {
  let bytes = 0
  for await (const chunk of audio) {
    bytes += chunk.length
    yield eventOf({ type: 'speech.audio.delta', audio: chunk.toString('base64') })
  }
  const usage = { input_text_length: textLength, output_audio_bytes: bytes }
  yield eventOf({ type: 'speech.audio.done', usage })
}

const toReadable = (parts: AsyncIterable<Buffer | string>): Readable => Readable.from(parts, { objectMode: false })

/** The ways to answer with speech (MB-13.1). */
export async function sendWhole(reply: FastifyReply, audio: Audio): Promise<FastifyReply> {
  const whole = await toReadable(audio).toArray()
  return reply.headers({ 'content-type': 'audio/mpeg', 'cache-control': 'no-store' }).send(Buffer.concat(whole))
}

export async function sendStream(reply: FastifyReply, audio: Audio): Promise<FastifyReply> {
  const parts = await begun(audio)
  return reply.headers({ 'content-type': 'audio/mpeg', 'cache-control': 'no-store' }).send(toReadable(parts))
}

export async function sendEvents(reply: FastifyReply, audio: Audio, textLength: number): Promise<FastifyReply> {
  const parts = asEvents(await begun(audio), textLength)
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A proxy that collects the events first would make them pointless.
    'x-accel-buffering': 'no',
  }
  return reply.headers(headers).send(toReadable(parts))
}
