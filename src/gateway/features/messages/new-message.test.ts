import { describe, expect, test } from 'vitest'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import { userId } from '#shared/models/ids.ts'
import { ProtocolError, ValidationError } from '#shared/protocol/errors.ts'
import type { MessageWriter } from './message-writer.ts'
import { demandContentFits, normalizeMessage } from './new-message.ts'

const user = userId.parse('a'.repeat(24))
const account: MessageWriter = { kind: 'account', user }
const webhook: MessageWriter = { kind: 'webhook', user, webhook: 'b'.repeat(24) }

/** What the refusal says, whichever kind it is. */
function wordsOf(body: CreateMessageBody): string {
  try {
    normalizeMessage(body, account)
    return 'accepted'
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof ValidationError) return error.message
    throw error
  }
}

function codeOf(body: CreateMessageBody): string {
  try {
    normalizeMessage(body, account)
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
    payload: {},
    attachments: [],
    uploads: [],
    sticker: undefined,
    referencedMessageId: undefined,
    nonce: null,
  }
  expect(normalizeMessage({ content: ' hi ' }, account)).toEqual(stored)
  const blank = { content: ' hi ', type: '', referencedMessageId: '', payload: {}, plainText: ' ' }
  expect(normalizeMessage(blank, account)).toEqual(stored)
})

test('[MSG5] a transcript is trimmed, under either of its names, and the first name wins even when it is empty', () => {
  expect(normalizeMessage({ content: 'x', plainText: ' said ' }, account).plainText).toBe('said')
  expect(normalizeMessage({ content: 'x', 'plain-text': ' said ' }, account).plainText).toBe('said')
  expect(normalizeMessage({ content: 'x', plainText: '', 'plain-text': 'said' }, account).plainText).toBeNull()
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
  expect(normalizeMessage({ content: 'x', payload }, account).payload).toEqual({ a: [1, { b: null }] })
})

test('[MSG6] the nonce is read before anything else touches the payload', () => {
  const sent = { content: 'x', payload: { clientNonce: 'n', overrides: {} } }
  expect(normalizeMessage(sent, account)).toMatchObject({ nonce: 'n', payload: { clientNonce: 'n' } })
  const card = { type: 'app/x-forward-card', payload: { clientNonce: 'n', forwardedMessage: {} } }
  const forwarded = normalizeMessage(card, account)
  expect([forwarded.nonce, forwarded.payload]).toEqual(['n', expect.not.objectContaining({ clientNonce: 'n' })])
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

test('[MSG22] a webhook keeps its name and picture, and may forge nothing else', () => {
  const payload = { overrides: { username: 'News' }, webhookName: 'Feed', embeds: [], sticker: {}, voice: {}, a: 1 }
  expect(normalizeMessage({ content: 'x', payload }, webhook).payload).toEqual({
    overrides: { username: 'News' },
    webhookName: 'Feed',
    a: 1,
  })
})

describe('[MSG15] files', () => {
  const file = { filename: 'a.png', contentType: 'image/png', key: 'key.png', size: 3 }

  test('stand beside words or alone, and their keys are to be the author’s own', () => {
    const body = { attachments: [file, { ...file, key: 'other.png' }] }
    expect(normalizeMessage(body, account)).toMatchObject({
      content: null,
      attachments: body.attachments,
      uploads: ['key.png', 'other.png'],
    })
  })

  test('elsewhere are plain links', () => {
    const keys = ['https://files.test/a.png', 'http://files.test/', 'https://', 'httpkey', 'ftp://files.test/a']
    const attachments = keys.map((key) => ({ ...file, key }))
    expect(normalizeMessage({ attachments }, account).uploads).toEqual(keys.slice(2))
  })

  test.each(['', ' '])('without a type (%j) have the general one', (contentType) => {
    const { attachments } = normalizeMessage({ attachments: [{ ...file, contentType }] }, account)
    expect(attachments).toEqual([{ ...file, contentType: 'application/octet-stream' }])
  })

  test('have names of a length that can be kept', () => {
    const attachments = Array.from({ length: 50 }, () => ({ ...file, filename: 'x'.repeat(2_000) }))
    expect(codeOf({ attachments })).toBe('messageTooLong')
  })
})

describe('[MSG20] a sticker', () => {
  const type = 'message/sticker'

  test('is asked for by its id, from the shelf that is named or else the channel’s', () => {
    const wanted = (payload: object): unknown => normalizeMessage({ type, payload }, account).sticker
    expect(wanted({ stickerId: ' s ' })).toEqual({ id: 's', scope: undefined })
    expect(wanted({ stickerId: 's', stickerScope: 'user', stickerSource: 'server' })).toEqual({
      id: 's',
      scope: 'user',
    })
    expect(wanted({ stickerId: 's', stickerScope: 'odd', stickerSource: 'server' })).toEqual({
      id: 's',
      scope: 'server',
    })
  })

  test('keeps words and the other members, and neither files nor a forged sticker', () => {
    const attachments = [{ filename: 'a', contentType: 'b', key: 'c', size: 1 }]
    const payload = { stickerId: 's', clientNonce: 'n', sticker: { name: 'forged' }, voice: { key: 'k' } }
    const {
      content,
      payload: kept,
      attachments: files,
      uploads,
    } = normalizeMessage({ type, payload, attachments }, account)
    expect([content, kept, files, uploads]).toEqual(['', { stickerId: 's', clientNonce: 'n' }, [], []])
    expect(normalizeMessage({ type, payload, content: ' hi ' }, account).content).toBe(' hi ')
  })

  test.each([{}, { stickerId: ' ' }, { stickerId: 5 }])('of %j is none', (payload) => {
    expect(wordsOf({ type, payload })).toBe('stickerId is required for sticker messages')
  })
})

describe('[MSG21] a voice message', () => {
  const type = 'message/voice'
  const voice = { key: ' v.webm ', contentType: ' audio/webm ', size: 9, durationMs: 1500, extra: true }

  test('keeps its recording, trimmed, and the other members; no words and no files', () => {
    const attachments = [{ filename: 'a', contentType: 'b', key: 'c', size: 1 }]
    const payload = { clientNonce: 'n', voice, sticker: {}, embeds: [] }
    expect(normalizeMessage({ type, content: 'dropped', attachments, payload, 'plain-text': ' hi ' }, account)).toEqual(
      {
        type,
        content: '',
        plainText: 'hi',
        payload: { clientNonce: 'n', voice: { key: 'v.webm', contentType: 'audio/webm', size: 9, durationMs: 1500 } },
        attachments: [],
        uploads: ['v.webm'],
        sticker: undefined,
        referencedMessageId: undefined,
        nonce: 'n',
      },
    )
    const timeless = normalizeMessage({ type, payload: { voice: { ...voice, durationMs: null } } }, account).payload
    expect(timeless).toEqual({ voice: { key: 'v.webm', contentType: 'audio/webm', size: 9 } })
  })

  test('is never an address elsewhere', () => {
    const payload = { voice: { ...voice, key: 'https://files.test/v.webm' } }
    expect(normalizeMessage({ type, payload }, account).uploads).toEqual(['https://files.test/v.webm'])
  })

  test.each([
    [undefined, 'voice.key is required for voice messages'],
    [{}, 'voice.key is required for voice messages'],
    [{ voice: { ...voice, key: ' ' } }, 'voice.key is required for voice messages'],
    [{ voice: { ...voice, contentType: 5 } }, 'voice.contentType is required for voice messages'],
    [{ voice: { ...voice, size: 0 } }, 'voice.size is required for voice messages'],
    [{ voice: { ...voice, size: 1.5 } }, 'voice.size is required for voice messages'],
    [{ voice: { ...voice, durationMs: 0 } }, 'voice.durationMs must be a positive number'],
    [{ voice: { ...voice, durationMs: '5' } }, 'voice.durationMs must be a positive number'],
  ])('of %j is refused with "%s"', (payload, words) => {
    expect(wordsOf({ type, payload })).toBe(words)
  })
})

test('[MSG3] without the body rule of a route a message of nothing is refused all the same', () => {
  const empty = 'A message must have either content or at least one attachment.'
  for (const body of [{}, { content: ' ' }, { type: 'app/x-card' }]) expect(wordsOf(body)).toBe(empty)
  expect(wordsOf({ type: 'app/x-forward-card', payload: {} })).toBe('Forward payload is invalid')
})

test.each(['toString', 'constructor', '__proto__'])('[MSG3] the type "%s" is a type like any other', (type) => {
  expect(normalizeMessage({ type, content: 'x', payload: { a: 1 } }, account)).toMatchObject({ type, content: 'x' })
})
