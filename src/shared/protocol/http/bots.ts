import * as z from 'zod/mini'
import { wellFormed } from './texts.ts'

const MAX_CONFIG_LENGTH = 262_144

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const name = z
  .string()
  .check(
    z.trim(),
    z.minLength(2, 'Name must be at least 2 characters long'),
    z.maxLength(50, 'Name cannot exceed 50 characters'),
    wellFormed,
  )
const serviceType = z.string().check(z.trim(), z.minLength(1, 'Service type is required'))
const config = z
  .string()
  .check(z.maxLength(MAX_CONFIG_LENGTH, 'Config is too long'), z.refine(isJson, 'Config must be a valid JSON string'))
/** A form has nothing but texts: whatever is there and does not say yes says no. */
const flag = z.pipe(
  z.unknown(),
  z.transform((value: unknown) => value === true || value === 'true'),
)

/** `POST /users/@me/bots`; whatever else stands there is passed over (MB-9). */
export const createBotBody = z.object({
  name,
  serviceType,
  dmEnabled: z.optional(flag),
  config: z.optional(config),
})

/** `PATCH /users/@me/bots/:botId`: what is not named stays. */
export const updateBotBody = z.object({
  name: z.optional(name),
  serviceType: z.optional(serviceType),
  dmEnabled: z.optional(flag),
  config: z.optional(config),
})

/** `PATCH /bots/:botId/config`: what a bot may set of itself (MB-9.1). */
export const botPromptBody = z.object({
  system_prompt: z
    .string()
    .check(z.minLength(1, 'system_prompt is required'), z.maxLength(20_000, 'system_prompt too long')),
})

/** `POST /auth/bot` (ID-8.5). */
export const botLoginBody = z.object({
  accessToken: z.string().check(z.trim(), z.minLength(1, 'accessToken is required')),
})

export type CreateBotBody = z.infer<typeof createBotBody>
export type UpdateBotBody = z.infer<typeof updateBotBody>
