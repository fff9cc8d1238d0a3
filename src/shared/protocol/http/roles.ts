import * as z from 'zod/mini'
import { wellFormed } from './texts.ts'

const MAX_NAME_LENGTH = 100
const MAX_COLOR_LENGTH = 32
/** Far more than the vocabulary has; stock clients send words of their own besides. */
const MAX_WORDS = 100
const MAX_WORD_LENGTH = 64

const name = z.string().check(z.minLength(1), z.maxLength(MAX_NAME_LENGTH), wellFormed)
const color = z.string().check(z.maxLength(MAX_COLOR_LENGTH), wellFormed)
const words = z.array(z.string().check(z.maxLength(MAX_WORD_LENGTH), wellFormed)).check(z.maxLength(MAX_WORDS))

/** Where any role but `@everyone` may stand (ID-15.D03). */
export const rolePosition = z.int().check(z.minimum(1))

/** Only these are read of a body (ID-15.D03). */
export const createRoleBody = z.object({
  name,
  permissions: z.optional(words),
  color: z.optional(color),
  position: z.optional(rolePosition),
})

export const updateRoleBody = z.object({
  name: z.optional(name),
  permissions: z.optional(words),
  color: z.optional(color),
})

/** `PATCH …/roles/positions`. An entry without a position says nothing; the number is judged once it is known whose it is. */
export const rolePositionsBody = z.array(z.object({ roleId: z.string(), position: z.optional(z.number()) }))

export type CreateRoleBody = z.infer<typeof createRoleBody>
export type UpdateRoleBody = z.infer<typeof updateRoleBody>
export type RolePositionsBody = z.infer<typeof rolePositionsBody>
