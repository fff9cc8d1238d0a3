import { expect, test } from 'vitest'
import { contextOf } from './message-context.ts'

const DEFAULT = 'message/default'

test('[MSG14] words come first, without the space around them', () => {
  expect(contextOf(DEFAULT, { content: '  hello \n', plainText: 'spoken', attachments: [] })).toBe('hello')
})

test('[MSG14] without words the transcript stands, marked where it was spoken', () => {
  expect(contextOf('message/voice', { content: '', plainText: ' hi ', attachments: [] })).toBe('voice: hi')
  expect(contextOf(DEFAULT, { content: '  ', plainText: ' hi ', attachments: [] })).toBe('hi')
})

test('[MSG14] a card without words is one line for each part that says something', () => {
  const payload = { webhookName: ' News ', title: 'T', summary: '  ', url: 'https://e.test/', other: 'kept out' }
  expect(contextOf('app/x-card', { payload, attachments: [] })).toBe('source: News\ntitle: T\nurl: https://e.test/')
})

test('[MSG14] embeds, stickers, voice and files each have their line', () => {
  const payload = {
    sticker: { name: 'Wave' },
    voice: { durationMs: 61_999 },
    embeds: [{ title: 'A', url: 'https://a.test/' }, { description: ' B ' }, {}, 'odd'],
  }
  const attachments = [
    { filename: 'a.png', contentType: 'image/png', size: 1 },
    { filename: 'b.pdf', contentType: 'application/pdf', size: 1 },
  ]
  expect(contextOf('message/voice', { payload, attachments })).toBe(
    ['sticker: Wave', 'voice: 01:01', 'embed: A | https://a.test/', 'embed: B', 'attachments: a.png, b.pdf'].join('\n'),
  )
})

test('[MSG14] a forwarded card says from where, by whom and what', () => {
  const payload = {
    forwardedFromLabel: '#general',
    forwardedMessage: { author: { username: 'zoe' }, content: ' look ', attachments: [{ filename: 'x.zip' }, {}] },
  }
  expect(contextOf('app/x-forward-card', { content: '', payload, attachments: [] })).toBe(
    ['forwarded_from: #general', 'forwarded_author: zoe', 'look', 'forwarded_attachments: x.zip'].join('\n'),
  )
  expect(contextOf('app/x-other', { payload, attachments: [] })).toBe('')
})

test.each([[{}], [{ voice: {}, sticker: 5 }], [{ title: 5, embeds: 'x', voice: null }]])(
  '[MSG14] %j is not trusted to be what it should be',
  (payload) => {
    expect(contextOf(DEFAULT, { payload, attachments: [] })).toBe('voice' in payload && payload.voice ? 'voice' : '')
  },
)

test('[MSG14] a voice of minutes beyond an hour goes on counting minutes', () => {
  expect(contextOf('message/voice', { payload: { voice: { durationMs: 3_725_000 } }, attachments: [] })).toBe(
    'voice: 62:05',
  )
})
