import * as z from 'zod/mini'
import { wellFormed } from './texts.ts'

const name = z.string().check(z.minLength(1), z.maxLength(100), wellFormed)

/** Only the name is read (ID-14.1). */
export const createCategoryBody = z.object({ name })

export const updateCategoryBody = z.object({ name: z.optional(name), position: z.optional(z.number()) })

export type CreateCategoryBody = z.infer<typeof createCategoryBody>
export type UpdateCategoryBody = z.infer<typeof updateCategoryBody>
