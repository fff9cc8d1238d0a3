import { expect, test } from 'vitest'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { forwardCardOf } from './forward-card.ts'

const stored = (payload: unknown): unknown => JSON.parse(JSON.stringify(forwardCardOf(payload)))

test('[MSG19] a card is built anew from what the client claims, member by member', () => {
  const author = { _id: 'a', username: 'zoe', avatarUrl: 'https://pictures.test/z.png', isBot: false, email: 'secret' }
  const forwardedMessage = {
    _id: 'm',
    type: 'app/x-card',
    content: 'original',
    payload: { a: 1 },
    attachments: [{ filename: 'f.txt', contentType: 'text/plain', key: 'k', url: 'https://files.test/f', size: 3 }],
    authorId: author,
    author: { username: 'somebody else' },
    createdAt: '2024-01-01T00:00:00.000Z',
    reactions: ['dropped'],
  }
  expect(stored({ forwardedFromLabel: '#general', forwardedMessage, clientNonce: 'n', overrides: {} })).toEqual({
    forwardedFromLabel: '#general',
    forwardedMessage: {
      _id: 'm',
      type: 'app/x-card',
      content: 'original',
      payload: { a: 1 },
      attachments: [{ filename: 'f.txt', contentType: 'text/plain', url: 'https://files.test/f', size: 3 }],
      author: { _id: 'a', username: 'zoe', avatarUrl: 'https://pictures.test/z.png', isBot: false },
      createdAt: '2024-01-01T00:00:00.000Z',
    },
  })
})

test('[MSG19] what is missing or of another kind has its default, or is absent', () => {
  const bare = { type: 'message/default', content: '', attachments: [], author: {} }
  expect(stored({ forwardedMessage: {} })).toEqual({ forwardedMessage: bare })
  const odd = {
    _id: 5,
    type: '',
    content: null,
    payload: [1],
    attachments: 'x',
    authorId: 'an id',
    author: 7,
    createdAt: 9,
  }
  expect(stored({ forwardedFromLabel: 5, forwardedMessage: odd })).toEqual({ forwardedMessage: bare })
})

test('[MSG19] the author is taken from either place, and files that are none are left out', () => {
  const forwardedMessage = {
    authorId: 'an id',
    author: { username: 'zoe', isBot: 'yes' },
    attachments: [null, 5, {}, { size: -1, contentType: '' }],
  }
  const file = { filename: '', contentType: 'application/octet-stream', size: 0 }
  expect(stored({ forwardedMessage })).toMatchObject({
    forwardedMessage: { author: { username: 'zoe' }, attachments: [file, file] },
  })
})

test.each([undefined, null, {}, { forwardedMessage: null }, { forwardedMessage: [] }, { forwardedMessage: 'x' }])(
  '[MSG19] %j forwards nothing',
  (payload) => {
    expect(() => forwardCardOf(payload)).toThrow(new ProtocolError('forwardInvalid'))
  },
)
