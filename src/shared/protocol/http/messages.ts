import * as z from 'zod/mini'

const EMPTY_MESSAGE = 'A message must have either content or at least one attachment.'
const MAX_ATTACHMENTS = 50

/** Text as it is stored and sent: half a character would come back as another one, and two answers would differ. */
const text = z.string().check(z.overwrite((value) => value.toWellFormed()))

const attachmentInput = z.object({
  filename: text.check(z.minLength(1, 'Invalid data format provided.')),
  contentType: text,
  key: text.check(z.minLength(1, 'Attachment key cannot be empty')),
  size: z.int().check(z.minimum(0)),
})

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whatever is false in the sense of the language counts as absent (MB-3.2); else an object (MB-16, R20). */
export const payload = z
  .unknown()
  .check(z.refine((value) => !value || isObject(value), { error: 'Invalid input: expected object' }))

/** What a message is made of, for REST and for the socket (MB-3.2, GW-6). Empty texts count as absent where the contract says so. */
export const createMessageFields = {
  content: z.optional(text),
  plainText: z.optional(text),
  'plain-text': z.optional(text),
  attachments: z.optional(
    z
      .array(attachmentInput)
      .check(z.maxLength(MAX_ATTACHMENTS, `A message has at most ${MAX_ATTACHMENTS} attachments`)),
  ),
  referencedMessageId: z.optional(z.string()),
  type: z.optional(text),
  payload: z.optional(payload),
}

const createFields = z.object(createMessageFields)

const spokenText = (error: string): z.ZodMiniString => z.string({ error }).check(z.trim(), z.minLength(1, error))

/** What a voice message has to say about its recording, with the protocol's own complaints (MB-3.2, MB-16.R19). */
export const voicePayload = z.object(
  {
    voice: z.object(
      {
        key: spokenText('voice.key is required for voice messages'),
        contentType: spokenText('voice.contentType is required for voice messages'),
        size: z
          .int({ error: 'voice.size is required for voice messages' })
          .check(z.positive('voice.size is required for voice messages')),
        durationMs: z.nullish(
          z
            .number({ error: 'voice.durationMs must be a positive number' })
            .check(z.positive('voice.durationMs must be a positive number')),
        ),
      },
      { error: 'voice.key is required for voice messages' },
    ),
  },
  { error: 'voice.key is required for voice messages' },
)

/** A forwarded card holds an object, of which nothing is certain (MB-3.2). */
export const forwardPayload = z.object({
  forwardedFromLabel: z.optional(z.unknown()),
  forwardedMessage: z.record(z.string(), z.unknown()),
})

/** The body rule of MB-3.2: words or a file for an ordinary message, what each type needs of its payload for any other. */
function carriesSomething(body: CreateMessageBody): boolean {
  switch (body.type ?? '') {
    case '':
    case 'message/default':
      return (body.content ?? '').trim() !== '' || (body.attachments ?? []).length > 0
    case 'app/x-forward-card':
      return forwardPayload.safeParse(body.payload).success
    case 'message/voice':
      return voicePayload.safeParse(body.payload).success
    default:
      return isObject(body.payload)
  }
}

export const createMessageBody = createFields.check(z.refine(carriesSomething, { path: [], error: EMPTY_MESSAGE }))

export const editMessageBody = z.object({
  content: text.check(z.refine((value) => value.trim() !== '', { error: 'Content is required' })),
})

export type CreateMessageBody = z.infer<typeof createFields>
