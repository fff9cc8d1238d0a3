import { expect, test } from 'vitest'
import { createMessageBody, editMessageBody } from './messages.ts'

const file = { filename: 'a.png', contentType: '', key: 'k', size: 0 }

test.each([
  { content: 'hi' },
  { content: ' x ', type: '' },
  { content: 'hi', type: 'message/default' },
  { attachments: [file] },
  { content: '', attachments: [file] },
  { type: 'app/x-card', payload: {} },
  { type: 'app/x-card', payload: { a: 1 }, content: '' },
  { content: 'hi', payload: null },
  { content: 'hi', payload: '' },
  { content: 'hi', payload: false },
  { type: 'app/x-forward-card', payload: { forwardedMessage: {} } },
  { type: 'message/voice', payload: { voice: { key: 'k', contentType: 'audio/webm', size: 1 } } },
  { type: 'message/sticker', payload: {} },
  { attachments: Array.from({ length: 50 }, () => file) },
  { content: 'hi', payload: { clientNonce: 'n' }, authorId: 'somebody', _id: 'mine' },
])('[MSG3] %j is a message', (body) => {
  expect(createMessageBody.safeParse(body).success).toBe(true)
})

test.each([
  [{}, ''],
  [{ content: '' }, ''],
  [{ content: ' \n\t' }, ''],
  [{ attachments: [] }, ''],
  [{ type: 'app/x-card' }, ''],
  [{ type: 'app/x-card', content: 'words are not enough' }, ''],
  [{ type: 'app/x-card', payload: null }, ''],
  [{ type: 'app/x-card', payload: [] }, 'payload'],
  [{ type: 'app/x-forward-card', payload: {} }, ''],
  [{ type: 'app/x-forward-card', payload: { forwardedMessage: [] } }, ''],
  [{ type: 'message/voice', payload: { voice: { key: ' ', contentType: 'a', size: 1 } } }, ''],
  [{ type: 'message/voice', payload: { voice: { key: 'k', contentType: 'a', size: 1.5 } } }, ''],
  [{ type: 'message/sticker' }, ''],
  [{ content: null }, 'content'],
  [{ content: 5 }, 'content'],
  [{ content: { a: 1 } }, 'content'],
  [{ content: 'hi', payload: 'text' }, 'payload'],
  [{ content: 'hi', payload: [] }, 'payload'],
  [{ content: 'hi', payload: 5 }, 'payload'],
  [{ content: 'hi', referencedMessageId: null }, 'referencedMessageId'],
  [{ content: 'hi', type: 5 }, 'type'],
  [{ attachments: 'x' }, 'attachments'],
  [{ attachments: [{ ...file, key: '' }] }, 'attachments.0.key'],
  [{ attachments: Array.from({ length: 51 }, () => file) }, 'attachments'],
  [{ attachments: [{ ...file, filename: '' }] }, 'attachments.0.filename'],
  [{ attachments: [{ ...file, size: -1 }] }, 'attachments.0.size'],
  [{ attachments: [{ ...file, size: 1.5 }] }, 'attachments.0.size'],
  [{ attachments: [{ ...file, filename: undefined }] }, 'attachments.0.filename'],
])('[MSG3] %j is none, and the complaint is about "%s"', (body, path) => {
  expect(createMessageBody.safeParse(body).error?.issues[0]?.path.join('.')).toBe(path)
})

test.each([[], 'text', null, undefined, 5])('[MSG3] %j is no body', (body) => {
  expect(createMessageBody.safeParse(body).success).toBe(false)
})

test('[MSG5] members outside the contract are dropped', () => {
  expect(
    createMessageBody.parse({ content: 'hi', authorId: 'x', createdAt: 'x', attachments: [{ ...file, url: 'x' }] }),
  ).toEqual({
    content: 'hi',
    attachments: [file],
  })
})

test('[MSG9] an edit needs words', () => {
  expect(editMessageBody.parse({ content: ' new ' })).toEqual({ content: ' new ' })
  expect(editMessageBody.safeParse({ content: '  ' }).error?.issues[0]?.message).toBe('Content is required')
  expect(editMessageBody.safeParse({}).success).toBe(false)
})
