import * as z from 'zod/mini'

const EMPTY_MESSAGE = 'A message must have either content or at least one attachment.'

/** Text as it is stored and sent: half a character would come back as another one, and two answers would differ. */
const text = z.string().check(z.overwrite((value) => value.toWellFormed()))

const attachmentInput = z.object({
  filename: z.string(),
  contentType: z.string(),
  key: z.string().check(z.minLength(1, 'Attachment key cannot be empty')),
  size: z.int().check(z.minimum(0)),
})

/** What a message is made of, for REST and for the socket (MB-3.2, GW-6). Empty texts count as absent where the contract says so. */
export const createMessageFields = {
  content: z.optional(text),
  plainText: z.optional(text),
  'plain-text': z.optional(text),
  attachments: z.optional(z.array(attachmentInput)),
  referencedMessageId: z.optional(z.string()),
  type: z.optional(text),
  payload: z.optional(z.unknown()),
}

const createFields = z.object(createMessageFields)
type CreateFields = z.infer<typeof createFields>

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The body rule of MB-3.2: words or a file for an ordinary message, a payload for any other type. */
function carriesSomething(body: CreateFields): boolean {
  if (body.type === undefined || body.type === '' || body.type === 'message/default') {
    return (body.content ?? '').trim() !== '' || (body.attachments ?? []).length > 0
  }
  return isObject(body.payload)
}

const payloadIsObject = (body: CreateFields): boolean =>
  body.payload === undefined || body.payload === null || body.payload === '' || isObject(body.payload)

export const createMessageBody = createFields.check(
  z.refine(carriesSomething, { path: [], error: EMPTY_MESSAGE }),
  z.refine(payloadIsObject, { path: ['payload'], error: 'Invalid input: expected object' }),
)

export const editMessageBody = z.object({
  content: text.check(z.refine((value) => value.trim() !== '', { error: 'Content is required' })),
})

export type CreateMessageBody = CreateFields
