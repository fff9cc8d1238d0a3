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
