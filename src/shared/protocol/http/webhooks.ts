import * as z from 'zod/mini'
import { payload } from './messages.ts'
import { webAddress, wellFormed } from './texts.ts'

const MAX_NAME_LENGTH = 100
const MAX_ADDRESS_LENGTH = 2048
const MAX_ECHO_LENGTH = 100
const NAME_REQUIRED = 'name is required'

/** Kept as it was written, blanks around it too (MB-8.1). */
const name = z.string({ error: NAME_REQUIRED }).check(
  z.refine((text) => text.trim() !== '', { error: NAME_REQUIRED, abort: true }),
  z.maxLength(MAX_NAME_LENGTH),
  wellFormed,
)

/** Null or nothing in it: no picture. */
const avatarUrl = z.optional(
  z.pipe(
    z.transform((value: unknown) => (value === '' ? null : value)),
    z.nullable(webAddress),
  ),
)

export const createWebhookBody = z.object({ name, avatarUrl }, { error: NAME_REQUIRED })

/** Nothing else of a webhook can be changed (MB-16, R4). */
export const updateWebhookBody = z.object({ name: z.optional(name), avatarUrl })

const ORDINARY = 'message/default'

/** What a webhook may write (MB-8.2). */
const webhookTypes = [
  ORDINARY,
  'app/x-rss-card',
  'app/x-pornhub-card',
  'app/x-twitter-card',
  'app/x-bilibili-card',
  'app/x-instagram-card',
  'app/x-tiktok-card',
  'app/x-jpdict-card',
] as const

const inWords = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, MAX_ECHO_LENGTH).toWellFormed()

/** Whatever is no text counts as none. */
const lenientText = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? value.toWellFormed() : '')),
  z.string(),
)

const type = z.pipe(
  z.transform((value: unknown) => value || ORDINARY),
  z.enum(webhookTypes, { error: ({ input }) => `Unsupported message type: ${inWords(input)}` }),
)

const carriesWords = ({ type: kind, content }: { type: string; content: string }): boolean =>
  kind !== ORDINARY || content.trim() !== ''

/** One message of a webhook: all else that it says of itself is passed over. Nothing at all is a message without words. */
export const executeWebhookBody = z
  .object({
    type,
    content: lenientText,
    payload: z.optional(payload),
    // Cut rather than refused: what fetchers relay has names of any length.
    username: lenientText.check(z.overwrite((text) => text.slice(0, MAX_NAME_LENGTH).toWellFormed())),
    avatar_url: lenientText.check(z.maxLength(MAX_ADDRESS_LENGTH)),
  })
  .check(z.refine(carriesWords, { path: ['content'], error: 'content is required' }))

export type ExecuteWebhookBody = z.infer<typeof executeWebhookBody>
