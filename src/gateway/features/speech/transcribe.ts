import * as z from 'zod/mini'
import type { UpstreamAddress } from '../../configuration.ts'
import type { FileStore } from '../../files/file-store.ts'
import { createAskUpstream, UpstreamRefusal, type Patience } from './ask-upstream.ts'
import { multipartOf } from './multipart.ts'
import type { Transcribe, Transcript, TranscriptWishes } from './transcript.ts'

const MAX_ANSWER_BYTES = 4_194_304
/** What the services of this kind call their first model. */
const DEFAULT_MODEL = 'whisper-1'

interface TranscribeOptions extends Patience {
  readonly address: UpstreamAddress
  readonly files: Pick<FileStore, 'open' | 'remove'>
}

const answer = z.object({ text: z.string(), language: z.optional(z.unknown()) })

/** Without the words of the answer: they are what somebody said. @throws UpstreamRefusal */
function parseAnswer(json: string): Transcript {
  try {
    const { text, language } = answer.parse(JSON.parse(json))
    return { text: text.trim(), language: typeof language === 'string' ? language : undefined }
  } catch {
    throw new UpstreamRefusal('the answer was no transcript')
  }
}

async function readAnswer(parts: AsyncIterable<Buffer>): Promise<Transcript> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const part of parts) {
    size += part.length
    if (size > MAX_ANSWER_BYTES) throw new UpstreamRefusal('the answer has no end')
    chunks.push(part)
  }
  return parseAnswer(Buffer.concat(chunks).toString())
}

export function createTranscribe({ address, files, ...patience }: TranscribeOptions): Transcribe {
  const ask = createAskUpstream(address, patience)

  function fieldsOf({ model = DEFAULT_MODEL, ...others }: TranscriptWishes): Record<string, string> {
    const told = Object.entries(others).filter((field): field is [string, string] => (field[1] ?? '').trim() !== '')
    return { ...Object.fromEntries(told), model: address.model ?? model, response_format: 'json' }
  }

  return async ({ file, wishes, signal }) => {
    try {
      const stored = await files.open(file.key)
      if (stored === undefined) throw new Error('The recording is gone')
      const { filename, contentType } = file
      const source = await stored.stream()
      const form = multipartOf(fieldsOf(wishes), { filename, contentType, size: stored.size, source })
      return await readAnswer(ask({ ...form, path: '/audio/transcriptions', accepts: /^application\/json\b/i, signal }))
    } finally {
      await files.remove(file.key)
    }
  }
}
