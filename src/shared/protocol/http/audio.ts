import * as z from 'zod/mini'
import { ProtocolError } from '../errors.ts'

const MAX_TEXT_LENGTH = 12_000
/** What the protocol calls its first voice and its two models. */
export const FIRST_MODEL = 'namiai'
export const SECOND_MODEL = 'qwen3-tts'
export const FIRST_VOICE = 'doubao'

/** What is no text counts as absent, as in the protocol (MB-13.1). */
// oxlint-disable-next-line promise/valid-params -- a schema's catch, not a promise's
const word = z.catch(z.optional(z.string()), undefined)

/** `POST /api/v1/audio/speech`; whatever else a client says is passed over. */
export const speechBody = z.object({
  /** Wins over `text` where it is not empty. */
  input: word,
  text: word,
  model: word,
  voice: word,
  /** Nothing but `true` streams. */
  stream: z.optional(z.unknown()),
  /** `sse` for an event stream. */
  stream_format: z.optional(z.unknown()),
})

export type SpeechBody = z.infer<typeof speechBody>

/** @throws ProtocolError speechTextRequired, speechTextTooLong */
export function textToSpeak({ input, text }: SpeechBody): string {
  const spoken = (input || text || '').trim()
  if (spoken === '') throw new ProtocolError('speechTextRequired')
  if (spoken.length > MAX_TEXT_LENGTH) throw new ProtocolError('speechTextTooLong')
  return spoken
}

export const transcriptFormats = ['json', 'text', 'srt', 'vtt', 'verbose_json'] as const
export type TranscriptFormat = (typeof transcriptFormats)[number]

const MODEL_REQUIRED = 'model is required'
const isNumber = (text: string): boolean => Number.isFinite(Number(text))

/** The text fields beside the recording of `POST /api/v1/audio/transcriptions` (MB-13.2), complained of in this order. */
export const transcriptionFields = z.object({
  model: z.string({ error: MODEL_REQUIRED }).check(z.trim(), z.minLength(1, MODEL_REQUIRED)),
  /** Nothing in it: the first one. */
  response_format: z._default(z.enum(['', ...transcriptFormats], { error: 'response_format is invalid' }), 'json'),
  temperature: z.optional(z.string().check(z.refine(isNumber, { error: 'temperature must be a number' }))),
  language: z.optional(z.string()),
  prompt: z.optional(z.string()),
})

/** What a transcript is answered with in its whole form. */
export const fullTranscript = z.object({
  task: z.literal('transcribe'),
  language: z.string(),
  duration: z.number(),
  text: z.string(),
  segments: z.array(z.object({ id: z.int(), start: z.number(), end: z.number(), text: z.string() })),
  words: z.array(z.unknown()),
})
