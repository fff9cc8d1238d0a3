import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import { nonceOf } from '#shared/models/message.ts'

const MAX_CONTENT_BYTES = 16_000
const MAX_PAYLOAD_BYTES = 65_536
const MAX_TYPE_LENGTH = 128

/** Types whose content the gateway has to check or look up, which comes with uploads, stickers and forwarding. */
const typesToCome = new Set(['message/sticker', 'message/voice', 'app/x-forward-card'])

/** Members of a payload that only the gateway may set on a message of a person or bot (MB-16, R3). */
const reservedMembers = new Set(['overrides', 'webhookName', 'embeds', 'sticker', 'voice'])

/** What a client said, checked and put into the form that is stored. */
export interface NewMessage {
  readonly type: string
  readonly content: string | null
  readonly plainText: string | null
  readonly payload: string | null
  readonly referencedMessageId: string | undefined
  readonly nonce: string | null
}

function plainTextOf(body: CreateMessageBody): string | null {
  const text = (body.plainText ?? body['plain-text'] ?? '').trim()
  return text === '' ? null : text
}

function payloadOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null) return null
  const kept = Object.entries(payload).filter(([name]) => !reservedMembers.has(name))
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept))
}

function typeOf({ type, attachments = [] }: CreateMessageBody): string {
  const wanted = type === undefined || type === '' ? 'message/default' : type
  if (wanted.length > MAX_TYPE_LENGTH) throw new ProtocolError('messageTooLong')
  // A file belongs to whoever uploaded it (MB-16, R5): without uploads there is none that could be attached.
  if (typesToCome.has(wanted) || attachments.length > 0) throw new ProtocolError('unsupportedMessageType')
  return wanted
}

/** @throws ProtocolError messageTooLong */
export function demandContentFits(content: string): void {
  if (Buffer.byteLength(content) > MAX_CONTENT_BYTES) throw new ProtocolError('messageTooLong')
}

/** @throws ProtocolError messageTooLong, unsupportedMessageType */
export function normalizeMessage(body: CreateMessageBody): NewMessage {
  const type = typeOf(body)
  const payload = payloadOf(body.payload)
  const plainText = plainTextOf(body)
  demandContentFits(body.content ?? '')
  demandContentFits(plainText ?? '')
  if (Buffer.byteLength(payload ?? '') > MAX_PAYLOAD_BYTES) throw new ProtocolError('messageTooLong')
  return {
    type,
    content: body.content ?? null,
    plainText,
    payload,
    referencedMessageId: body.referencedMessageId === '' ? undefined : body.referencedMessageId,
    nonce: nonceOf(body.payload) ?? null,
  }
}
