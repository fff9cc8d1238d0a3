import { parseInput } from '../../parse-input.ts'
import { nonceOf } from '#shared/models/message.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createMessageBody, voicePayload, type CreateMessageBody } from '#shared/protocol/http/messages.ts'
import { forwardCardOf } from './forward-card.ts'
import type { MessageWriter } from './message-writer.ts'

const MAX_CONTENT_BYTES = 16_000
const MAX_OBJECT_BYTES = 65_536
const MAX_TYPE_LENGTH = 128
const UNTYPED_FILE = 'application/octet-stream'

type Payload = Readonly<Record<string, unknown>>
type AttachmentInput = NonNullable<CreateMessageBody['attachments']>[number]

/** A sticker as a message asks for it; without a scope the channel decides where it is looked for. */
export interface WantedSticker {
  readonly id: string
  readonly scope: 'server' | 'user' | undefined
}

/** What a client said, checked and put into the form that is stored, but for what has to be looked up. */
export interface NewMessage extends Body {
  readonly type: string
  readonly plainText: string | null
  readonly referencedMessageId: string | undefined
  readonly nonce: string | null
}

/** What each type makes of its body (MB-3.3). */
interface Body {
  readonly content: string | null
  readonly payload: Payload
  readonly attachments: readonly AttachmentInput[]
  /** Keys of files that must be the author's own. */
  readonly uploads: readonly string[]
  readonly sticker: WantedSticker | undefined
}

const NOTHING = { content: '', payload: {}, attachments: [], uploads: [], sticker: undefined } as const

/** Members of a payload that only the gateway sets (MB-16, R3); a webhook's name and picture are the gateway's doing too. */
const reservedMembers: Readonly<Record<MessageWriter['kind'], ReadonlySet<string>>> = {
  account: new Set(['overrides', 'webhookName', 'embeds', 'sticker', 'voice']),
  webhook: new Set(['embeds', 'sticker', 'voice']),
}

function keptOf(payload: unknown, { kind }: MessageWriter): Payload {
  if (typeof payload !== 'object' || payload === null) return {}
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !reservedMembers[kind].has(name)))
}

/** An address elsewhere stays a plain link; whatever else stands for a file is a key (MB-16, R5). */
const isLink = (key: string): boolean => /^https?:\/\//.test(key) && URL.canParse(key)

/** @throws ValidationError where there is nothing to send */
function ordinary(body: CreateMessageBody, kept: Payload): Body {
  const { content = null, attachments = [] } = parseInput(createMessageBody, body)
  return {
    content,
    payload: kept,
    // A browser gives no type to files it does not know (MB-16, R9).
    attachments: attachments.map((file) => ({ ...file, contentType: file.contentType.trim() || UNTYPED_FILE })),
    uploads: attachments.map((file) => file.key).filter((key) => !isLink(key)),
    sticker: undefined,
  }
}

/** @throws ProtocolError stickerIdRequired */
function sticker(body: CreateMessageBody, kept: Payload): Body {
  const id = typeof kept['stickerId'] === 'string' ? kept['stickerId'].trim() : ''
  if (id === '') throw new ProtocolError('stickerIdRequired')
  const scope = [kept['stickerScope'], kept['stickerSource']].find((word) => word === 'server' || word === 'user')
  return { ...NOTHING, content: body.content ?? '', payload: kept, sticker: { id, scope } }
}

/** @throws ValidationError with the protocol's complaints about `payload.voice` */
function voice(body: CreateMessageBody, kept: Payload): Body {
  const { key, contentType, size, durationMs } = parseInput(voicePayload, body.payload, 'payload.').voice
  const spoken = { key, contentType, size, ...(typeof durationMs === 'number' ? { durationMs } : {}) }
  return { ...NOTHING, payload: { ...kept, voice: spoken }, uploads: [key] }
}

/** @throws ProtocolError forwardInvalid */
const forwardCard = (body: CreateMessageBody): Body => ({ ...NOTHING, payload: forwardCardOf(body.payload) })

const bodyOfType = new Map([
  ['app/x-forward-card', forwardCard],
  ['message/sticker', sticker],
  ['message/voice', voice],
])

function plainTextOf(body: CreateMessageBody): string | null {
  const text = (body.plainText ?? body['plain-text'] ?? '').trim()
  return text === '' ? null : text
}

function demandObjectFits(value: object): void {
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_OBJECT_BYTES) throw new ProtocolError('messageTooLong')
}

/** @throws ProtocolError messageTooLong */
export function demandContentFits(content: string): void {
  if (Buffer.byteLength(content) > MAX_CONTENT_BYTES) throw new ProtocolError('messageTooLong')
}

function demandFits({ type, content, plainText, payload, attachments }: NewMessage): void {
  if (type.length > MAX_TYPE_LENGTH) throw new ProtocolError('messageTooLong')
  demandContentFits(content ?? '')
  demandContentFits(plainText ?? '')
  demandObjectFits(payload)
  demandObjectFits(attachments)
}

/**
 * @throws ProtocolError messageTooLong, stickerIdRequired, forwardInvalid
 * @throws ValidationError where a type does not find what it needs
 */
export function normalizeMessage(body: CreateMessageBody, writer: MessageWriter): NewMessage {
  const type = body.type === undefined || body.type === '' ? 'message/default' : body.type
  const bodyOf = bodyOfType.get(type) ?? ordinary
  const draft: NewMessage = {
    ...bodyOf(body, keptOf(body.payload, writer)),
    type,
    plainText: plainTextOf(body),
    referencedMessageId: body.referencedMessageId === '' ? undefined : body.referencedMessageId,
    // Read from what was sent: a forwarded card's own payload keeps nothing of it.
    nonce: (writer.kind === 'webhook' ? writer.nonce : undefined) ?? nonceOf(body.payload) ?? null,
  }
  demandFits(draft)
  return draft
}
