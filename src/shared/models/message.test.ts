import { expect, test } from 'vitest'
import { compareMessages, compareVersions, message, nonceOf, type Message } from './message.ts'

const AT = '2027-01-01T00:00:00.000Z'
const LATER = '2027-01-01T00:00:00.001Z'
const plain = { _id: 'a'.repeat(24), channelId: 'b'.repeat(24), authorId: null, createdAt: AT, updatedAt: AT }

const version = (fields: object): Message => message.parse({ ...plain, ...fields })

test('[MSG2] messages stand by time, then by id, never by arrival', () => {
  const order = [
    { createdAt: AT, _id: 'a' },
    { createdAt: AT, _id: 'b' },
    { createdAt: LATER, _id: '0' },
  ]
  expect(order.toReversed().toSorted(compareMessages)).toEqual(order)
  expect(compareMessages({ createdAt: AT, _id: 'a' }, { createdAt: AT, _id: 'a' })).toBe(0)
})

test('[MSG13] the newer of two bodies is told by rev where both have it, else by the time of the change', () => {
  expect(compareVersions(version({ rev: 2 }), version({ rev: 1, updatedAt: LATER }))).toBeGreaterThan(0)
  expect(compareVersions(version({ rev: 1 }), version({ rev: 1 }))).toBe(0)
  expect(compareVersions(version({}), version({ rev: 9, updatedAt: LATER }))).toBeLessThan(0)
  expect(compareVersions(version({ updatedAt: LATER }), version({}))).toBeGreaterThan(0)
  expect(compareVersions(version({}), version({}))).toBe(0)
})

test('[MSG6] a nonce is a text of 1 to 128 characters in the payload', () => {
  expect(nonceOf({ clientNonce: 'n' })).toBe('n')
  expect(nonceOf({ clientNonce: 'n'.repeat(128) })).toHaveLength(128)
})

test.each([undefined, null, 'n', [], {}, { clientNonce: '' }, { clientNonce: 5 }, { clientNonce: 'n'.repeat(129) }])(
  '[MSG6] %j holds none',
  (payload) => {
    expect(nonceOf(payload)).toBeUndefined()
  },
)

test('[MSG1] what a gateway leaves out is filled in, what is unknown is dropped', () => {
  expect(message.parse({ ...plain, __v: 3, content: null })).toEqual({
    ...plain,
    type: 'message/default',
    content: null,
    attachments: [],
    mentions: [],
    reactions: [],
  })
})

test.each([
  ['a malformed id', { _id: 'zzz' }],
  ['an upper-case id', { _id: 'A'.repeat(24) }],
  ['a time without milliseconds', { createdAt: '2027-01-01T00:00:00Z' }],
  ['a number as text', { content: 5 }],
  ['a payload that is a list', { payload: [] }],
  ['an author without a name', { authorId: { _id: 'a'.repeat(24) } }],
])('[MSG1] %s does not fit', (_what, fields) => {
  expect(message.safeParse({ ...plain, ...fields }).success).toBe(false)
})
