import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../clock.ts'
import { parseInput } from '../../parse-input.ts'
import type { UpstreamAddress } from '../../configuration.ts'
import type { Forms } from '../../plugins/forms.ts'
import { whileConnected } from '../../plugins/while-connected.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { speechBody, textToSpeak, transcriptionFields } from '#shared/protocol/http/audio.ts'
import type { Speak } from './speak.ts'
import { sendEvents, sendStream, sendWhole } from './speech-answers.ts'
import { transcriptAnswer } from './transcript-answers.ts'
import type { Transcribe } from './transcript.ts'

/** Longest silence of an upstream. */
const PATIENCE_MS = 60_000

interface SpeechOptions {
  /** Undefined where nobody speaks. */
  readonly speech: UpstreamAddress | undefined
  readonly clock: Clock
}

/** Texts read aloud by somebody else's service (MB-13.1); what asks it is loaded with the first request. */
export function registerSpeechRoutes(app: FastifyInstance, { speech, clock }: SpeechOptions): void {
  let speaking: Promise<Speak> | undefined
  const openSpeak = async (address: UpstreamAddress): Promise<Speak> =>
    (await import('./speak.ts')).createSpeak(address, { clock, timeMs: PATIENCE_MS })

  app.post('/api/v1/audio/speech', (request, reply) => {
    if (speech === undefined) throw new ProtocolError('speechUnavailable')
    const body = parseInput(speechBody, request.body ?? {})
    const text = textToSpeak(body)
    return whileConnected(reply, async (signal) => {
      speaking ??= openSpeak(speech)
      const speak = await speaking
      const audio = speak({ text, model: body.model, voice: body.voice, signal })
      if (body.stream !== true) return sendWhole(reply, audio)
      return body.stream_format === 'sse' ? sendEvents(reply, audio, text.length) : sendStream(reply, audio)
    })
  })
}

interface TranscriptionOptions {
  /** Undefined where nobody listens. */
  readonly transcribe: Transcribe | undefined
  readonly forms: Forms
}

/** Recordings written down (MB-13.2). */
export function registerTranscriptionRoutes(app: FastifyInstance, { transcribe, forms }: TranscriptionOptions): void {
  app.post('/api/v1/audio/transcriptions', { config: { form: true } }, (request, reply) => {
    if (transcribe === undefined) throw new ProtocolError('transcriptionUnavailable')
    return whileConnected(reply, (signal) =>
      forms.withForm(request, { file: 'file' }, async ({ body, file }) => {
        if (file === undefined) throw new ProtocolError('recordingRequired')
        const { response_format: format, ...wishes } = parseInput(transcriptionFields, body)
        const transcript = await transcribe({ file, wishes, signal })
        const answer = transcriptAnswer(format || 'json', transcript, wishes)
        return reply.type(answer.contentType).send(answer.body)
      }),
    )
  })
}
