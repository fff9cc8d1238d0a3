import { describe, expect, test } from 'vitest'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { demandContentFits, normalizeMessage } from './new-message.ts'

function codeOf(body: CreateMessageBody): string {
  try {
    normalizeMessage(body)
    return 'accepted'
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw error
  }
}

test('[MSG5] what is not said is absent, and the ordinary type is the default', () => {
  const stored = {
    type: 'message/default',
    content: ' hi ',
    plainText: null,
    payload: null,
    referencedMessageId: undefined,
    nonce: null,
  }
  expect(normalizeMessage({ content: ' hi ' })).toEqual(stored)
  expect(normalizeMessage({ content: ' hi ', type: '', referencedMessageId: '', payload: {}, plainText: ' ' })).toEqual(
    stored,
  )
})

test('[MSG5] a transcript is trimmed, under either of its names, and the first name wins even when it is empty', () => {
  expect(normalizeMessage({ content: 'x', plainText: ' said ' }).plainText).toBe('said')
  expect(normalizeMessage({ content: 'x', 'plain-text': ' said ' }).plainText).toBe('said')
  expect(normalizeMessage({ content: 'x', plainText: '', 'plain-text': 'said' }).plainText).toBeNull()
})

test('[MSG5] what only the gateway may set is taken out of a payload, the rest is kept as it is', () => {
  const payload = {
    overrides: { username: 'root' },
    webhookName: 'x',
    embeds: [],
    sticker: {},
    voice: {},
    a: [1, { b: null }],
  }
  expect(normalizeMessage({ content: 'x', payload }).payload).toBe('{"a":[1,{"b":null}]}')
  expect(normalizeMessage({ content: 'x', payload: { overrides: {} } }).payload).toBeNull()
})

test('[MSG6] the nonce is read before anything else touches the payload', () => {
  expect(normalizeMessage({ content: 'x', payload: { clientNonce: 'n', overrides: {} } })).toMatchObject({
    nonce: 'n',
    payload: '{"clientNonce":"n"}',
  })
})

describe('[MSG4] limits', () => {
  test('text is measured in bytes, not in characters', () => {
    expect(codeOf({ content: '猫'.repeat(5333) })).toBe('accepted')
    expect(codeOf({ content: '猫'.repeat(5334) })).toBe('messageTooLong')
    expect(() => demandContentFits('x'.repeat(16_000))).not.toThrow()
    expect(() => demandContentFits('x'.repeat(16_001))).toThrow(ProtocolError)
  })

  test('a payload is measured as it is stored', () => {
    const payload = (length: number): CreateMessageBody => ({ content: 'x', payload: { a: 'x'.repeat(length) } })
    expect(codeOf(payload(65_536 - '{"a":""}'.length))).toBe('accepted')
    expect(codeOf(payload(65_537 - '{"a":""}'.length))).toBe('messageTooLong')
  })

  test('a transcript is text too', () => {
    expect(codeOf({ content: 'x', plainText: 'x'.repeat(16_001) })).toBe('messageTooLong')
  })

  test('the name of a type is short', () => {
    expect(codeOf({ type: `app/${'x'.repeat(200)}`, payload: { a: 1 } })).toBe('messageTooLong')
  })
})

test.each([
  { type: 'message/sticker', payload: { stickerId: 'x' } },
  { type: 'message/voice', payload: { voice: {} } },
  { type: 'app/x-forward-card', payload: { forwardedMessage: {} } },
  { attachments: [{ filename: 'a', contentType: 'b', key: 'c', size: 1 }] },
])('[MSG15] %j is refused in so many words', (body) => {
  expect(codeOf(body)).toBe('unsupportedMessageType')
})
