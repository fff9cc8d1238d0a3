import type { UpstreamAddress } from '../../configuration.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { FIRST_MODEL, FIRST_VOICE, SECOND_MODEL } from '#shared/protocol/http/audio.ts'
import { createAskUpstream, UpstreamRefusal, type Patience } from './ask-upstream.ts'
import { cutText } from './cut-text.ts'

const MAX_AUDIO_BYTES = 67_108_864
/** The names and types under which MP3 goes; audio of any other kind could not be put together. */
const MP3 = /^(?:audio\/(?:x-)?(?:mpeg|mp3|mpeg3)|application\/octet-stream|binary\/octet-stream)\s*(?:;|$)/i

export interface Utterance {
  readonly text: string
  readonly model: string | undefined
  readonly voice: string | undefined
  readonly signal: AbortSignal
}

/** Speaks a text as MP3, piece after piece. @throws ProtocolError speechUpstream, or whatever the network did */
export type Speak = (utterance: Utterance) => AsyncGenerator<Buffer, void>

export function createSpeak(address: UpstreamAddress, patience: Patience): Speak {
  const ask = createAskUpstream(address, patience)

  /** Anything but the second model is the first, whatever the upstream calls it (MB-13.1). */
  const modelOf = (wanted: string | undefined): string =>
    wanted === SECOND_MODEL ? SECOND_MODEL : (address.model ?? FIRST_MODEL)

  const voiceOf = (wanted: string | undefined): string =>
    wanted === undefined || wanted === '' || wanted === FIRST_VOICE ? (address.voice ?? FIRST_VOICE) : wanted

  async function* speakPiece(piece: string, { model, voice, signal }: Utterance): ReturnType<Speak> {
    const chunks = ask({
      path: '/audio/speech',
      headers: { 'content-type': 'application/json', accept: 'audio/mpeg' },
      body: JSON.stringify({
        model: modelOf(model),
        voice: voiceOf(voice),
        input: piece,
        response_format: 'mp3',
      }),
      accepts: MP3,
      signal,
    })
    let size = 0
    for await (const chunk of chunks) {
      size += chunk.length
      yield chunk
    }
    if (size === 0) throw new UpstreamRefusal('the answer was empty')
  }

  async function* speakAll(utterance: Utterance): ReturnType<Speak> {
    let size = 0
    for (const piece of cutText(utterance.text)) {
      for await (const chunk of speakPiece(piece, utterance)) {
        size += chunk.length
        if (size > MAX_AUDIO_BYTES) throw new UpstreamRefusal('the answer has no end')
        yield chunk
      }
    }
  }

  return async function* speak(utterance) {
    try {
      yield* speakAll(utterance)
    } catch (error) {
      if (!(error instanceof UpstreamRefusal)) throw error
      throw Object.assign(new ProtocolError('speechUpstream', { reason: error.message }), { cause: error })
    }
  }
}
