// A member that is not what it should be is what it would be without: `orElse`. Taken out of `z` instead, it would bring
// every language of the library into the bundle.
import * as z from 'zod/mini'
import { catch as orElse } from 'zod/mini'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { forwardPayload } from '#shared/protocol/http/messages.ts'

const UNTYPED_FILE = 'application/octet-stream'

const object = z.record(z.string(), z.unknown())
const maybe = <Schema extends z.ZodMiniType>(schema: Schema): z.ZodMiniCatch<z.ZodMiniOptional<Schema>> =>
  orElse(z.optional(schema), undefined)

const forwardedFile = z.object({
  filename: orElse(z.string(), ''),
  contentType: orElse(z.string().check(z.minLength(1)), UNTYPED_FILE),
  url: maybe(z.string()),
  size: orElse(z.int().check(z.minimum(0)), 0),
})

const forwardedAuthor = z.object({
  _id: maybe(z.string()),
  username: maybe(z.string()),
  avatarUrl: maybe(z.string()),
  isBot: maybe(z.boolean()),
})

const forwardedMessage = z.object({
  _id: maybe(z.string()),
  type: orElse(z.string().check(z.minLength(1)), 'message/default'),
  content: orElse(z.string(), ''),
  payload: maybe(object),
  createdAt: maybe(z.string()),
})

/** What a client says about the message it forwards, member by member; nothing proves that there is such a message. */
function rebuild(claimed: Readonly<Record<string, unknown>>): object {
  const files = Array.isArray(claimed['attachments']) ? claimed['attachments'] : []
  const author = [claimed['authorId'], claimed['author']].find((each) => object.safeParse(each).success)
  return {
    ...forwardedMessage.parse(claimed),
    attachments: files.filter((file) => object.safeParse(file).success).map((file) => forwardedFile.parse(file)),
    author: forwardedAuthor.parse(author ?? {}),
  }
}

/**
 * The payload of a forwarded card, built anew (MB-3.3): nothing of what was sent stands in it by itself.
 * @throws ProtocolError forwardInvalid
 */
export function forwardCardOf(payload: unknown): Record<string, unknown> {
  const sent = forwardPayload.safeParse(payload)
  if (!sent.success) throw new ProtocolError('forwardInvalid')
  const label = sent.data.forwardedFromLabel
  return {
    ...(typeof label === 'string' ? { forwardedFromLabel: label } : {}),
    forwardedMessage: rebuild(sent.data.forwardedMessage),
  }
}
