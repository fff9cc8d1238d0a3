import * as z from 'zod/mini'

/** Where a line was said: in the channel, or between the two alone. */
export const place = z.enum(['channel', 'direct'])
export type Place = z.infer<typeof place>

const line = z.strictObject({ by: z.enum(['you', 'bot']), in: place, text: z.string() })
export type Line = z.infer<typeof line>

/** A transcript that cannot be read, or that a bot did not keep to. */
export class TranscriptError extends Error {}

export const writeLine = (said: Line): string => `${JSON.stringify(said)}\n`

/** One line of JSON for each that was said. @throws TranscriptError with the number of the line */
export function readTranscript(text: string): readonly Line[] {
  return text.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return []
    try {
      return [line.parse(JSON.parse(written))]
    } catch (error) {
      const why = error instanceof z.core.$ZodError ? z.prettifyError(error) : String(error)
      throw new TranscriptError(`Line ${index + 1} of the transcript cannot be read: ${why}`)
    }
  })
}
