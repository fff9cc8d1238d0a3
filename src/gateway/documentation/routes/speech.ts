import * as z from 'zod/mini'
import { fullTranscript, speechBody, transcriptionFields } from '#shared/protocol/http/audio.ts'
import type { DescribedRoutes } from '../route-description.ts'

const transcript = z.union([z.object({ text: z.string() }), fullTranscript])

export const speechRoutes: DescribedRoutes = {
  'POST /api/v1/audio/speech': {
    summary: 'Speaks a text',
    body: speechBody,
    answer: ['audio/mpeg', 'text/event-stream'],
  },
  'POST /api/v1/audio/transcriptions': {
    summary: 'Writes down what a recording says; as plain text, SRT or WebVTT where that is asked for',
    form: { file: 'file', fields: transcriptionFields },
    answer: transcript,
  },
}
