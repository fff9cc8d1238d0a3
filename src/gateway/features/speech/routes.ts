import type { FastifyInstance } from 'fastify'
import { parseInput } from '../../parse-input.ts'
import type { UpstreamAddress } from '../../configuration.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { speechBody, textToSpeak } from '#shared/protocol/http/audio.ts'
import type { Speak } from './speak.ts'
import { sendEvents, sendStream, sendWhole } from './speech-answers.ts'
import { whileListening } from './while-listening.ts'

/** Longest silence of an upstream. */
const PATIENCE_MS = 60_000

interface SpeechOptions {
  /** Undefined where nobody speaks. */
  readonly speech: UpstreamAddress | undefined
}

/** Speech by somebody else's service (MB-13); what asks it is loaded with the first request. */
export function registerSpeechRoutes(app: FastifyInstance, { speech }: SpeechOptions): void {
  let speaking: Promise<Speak> | undefined
  const openSpeak = async (address: UpstreamAddress): Promise<Speak> =>
    (await import('./speak.ts')).createSpeak(address, PATIENCE_MS)

  app.post('/api/v1/audio/speech', (request, reply) => {
    if (speech === undefined) throw new ProtocolError('speechUnavailable')
    const body = parseInput(speechBody, request.body ?? {})
    const text = textToSpeak(body)
    return whileListening(reply, async (signal) => {
      speaking ??= openSpeak(speech)
      const speak = await speaking
      const audio = speak({ text, model: body.model, voice: body.voice, signal })
      if (body.stream !== true) return sendWhole(reply, audio)
      return body.stream_format === 'sse' ? sendEvents(reply, audio, text.length) : sendStream(reply, audio)
    })
  })
}
