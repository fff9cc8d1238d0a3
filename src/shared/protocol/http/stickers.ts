import * as z from 'zod/mini'
import { wellFormed } from './texts.ts'

const MAX_NAME_LENGTH = 100
const MAX_DESCRIPTION_LENGTH = 1024

const name = (empty: string): z.ZodMiniString =>
  z.string({ error: empty }).check(z.trim(), z.minLength(1, empty), z.maxLength(MAX_NAME_LENGTH), wellFormed)

/** Blank is none. */
const description = z.pipe(
  z.string().check(z.trim(), z.maxLength(MAX_DESCRIPTION_LENGTH), wellFormed),
  z.transform((text) => (text === '' ? null : text)),
)

/** Beside its file (MB-6.2). */
export const createStickerBody = z.object(
  { name: name('Sticker name is required'), description: z.optional(description) },
  { error: 'Sticker name is required' },
)

/** What is of a wrong kind counts as absent, and changes nothing (MB-6.2). */
const ifText = (value: unknown): unknown => (typeof value === 'string' ? value : undefined)

export const updateStickerBody = z.object({
  name: z.pipe(z.transform(ifText), z.optional(name('Sticker name cannot be empty'))),
  description: z.pipe(
    z.transform((value: unknown) => (value === null ? null : ifText(value))),
    z.optional(z.nullable(description)),
  ),
})

export type CreateStickerBody = z.infer<typeof createStickerBody>
export type UpdateStickerBody = z.infer<typeof updateStickerBody>
