import type { TranscriptFormat } from '#shared/protocol/http/audio.ts'
import type { Transcript, TranscriptWishes } from './transcript.ts'

interface TranscriptAnswer {
  readonly contentType: string
  readonly body: string | object
}

const DEFAULT_LANGUAGE = 'zh'
/** The protocol's own: nobody measures. */
const LENGTH_SECONDS = 5

/** Within a cue an empty line would end it, and an arrow would begin one. */
const inCue = (text: string): string => text.replaceAll(/\r?\n(?:\s*\n)*/g, '\n').replaceAll('-->', '→')

const firstOf = (...words: (string | undefined)[]): string =>
  words.map((word) => word?.trim() ?? '').find((word) => word !== '') ?? DEFAULT_LANGUAGE

function inFull({ text, language }: Transcript, wishes: TranscriptWishes): object {
  const segment = {
    id: 0,
    seek: 0,
    start: 0,
    end: LENGTH_SECONDS,
    text,
    tokens: [],
    temperature: Number(wishes.temperature ?? 0),
    avg_logprob: 0,
    compression_ratio: 0,
    no_speech_prob: 0,
  }
  return {
    task: 'transcribe',
    language: firstOf(language, wishes.language),
    duration: LENGTH_SECONDS,
    text,
    segments: [segment],
    words: [],
  }
}

/** The forms of MB-13.2. */
const forms: Readonly<
  Record<TranscriptFormat, (transcript: Transcript, wishes: TranscriptWishes) => TranscriptAnswer>
> = {
  json: ({ text }) => ({ contentType: 'application/json; charset=utf-8', body: { text } }),
  text: ({ text }) => ({ contentType: 'text/plain; charset=utf-8', body: text }),
  srt: ({ text }) => ({
    contentType: 'application/x-subrip; charset=utf-8',
    body: `1\n00:00:00,000 --> 00:00:05,000\n${inCue(text)}\n\n`,
  }),
  vtt: ({ text }) => ({
    contentType: 'text/vtt; charset=utf-8',
    body: `WEBVTT\n\n00:00:00.000 --> 00:00:05.000\n${inCue(text)}\n\n`,
  }),
  verbose_json: (transcript, wishes) => ({
    contentType: 'application/json; charset=utf-8',
    body: inFull(transcript, wishes),
  }),
}

export const transcriptAnswer = (
  format: TranscriptFormat,
  transcript: Transcript,
  wishes: TranscriptWishes,
): TranscriptAnswer => forms[format](transcript, wishes)
