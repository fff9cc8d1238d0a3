import * as z from 'zod/mini'

const NO_NAME = 'filename is required'
const NO_SIZE = 'size is required'

/** A whole number above 0, or its digits: some clients send every member as text. */
function sizeOf(value: unknown): number | undefined {
  const size = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof size === 'number' && Number.isInteger(size) && size > 0 ? size : undefined
}

const isHeaderText = (text: string): boolean => /^[\x20-\x7E]*$/.test(text.trim())

/** What a client says of the file it is about to send straight to the store (MB-5.2). */
export const presignBody = z.object(
  {
    filename: z.string({ error: NO_NAME }).check(z.trim(), z.minLength(1, NO_NAME)),
    size: z.pipe(
      z.transform((value: unknown) => sizeOf(value)),
      z.number({ error: NO_SIZE }),
    ),
    /** What is no text, or none that can stand in a header, says no type. */
    contentType: z.pipe(
      z.transform((value: unknown) => (typeof value === 'string' && isHeaderText(value) ? value : undefined)),
      z.optional(z.string().check(z.trim())),
    ),
  },
  { error: NO_NAME },
)

export type PresignBody = z.infer<typeof presignBody>
