import { expect, test } from 'vitest'
import { createPlainForm } from './plain-form.ts'
import { createSymbols, UnknownSymbolError } from './symbols.ts'

const ALICE = 'a'.repeat(24)
const STRANGER = 'b'.repeat(24)

function known() {
  const symbols = createSymbols()
  symbols.learn('{person:alice}', ALICE)
  symbols.learn('{name:alice}', 'username alice')
  return { symbols, plain: createPlainForm(symbols, 'https://chat.test') }
}

const bodyOf = (body: unknown): unknown =>
  known().plain.answer('GET /anything', { status: 200, headers: {}, body }).body

test('[COMPARE1] ids, times, tokens and addresses are put aside', () => {
  const now = new Date().toISOString()
  expect(bodyOf({ _id: ALICE, username: 'alice', name: 'alice', other: STRANGER, createdAt: now })).toEqual({
    _id: '{person:alice}',
    username: '{name:alice}',
    name: 'alice',
    other: '{id}',
    createdAt: '{now}',
  })
  expect(bodyOf({ token: 'eyJh.eyJp.c2ln', text: `<@${ALICE}> https://chat.test/x`, discriminator: '0042' })).toEqual({
    token: '{token}',
    text: '<@{person:alice}> {url}/x',
    discriminator: '{digits}',
  })
})

test('[COMPARE1] a message with a time of another day was not stamped by the gateway', () => {
  const createdAt = '2001-02-03T04:05:06.789Z'
  expect(bodyOf([{ channelId: STRANGER, createdAt }, { createdAt }])).toEqual([
    { channelId: '{id}', createdAt },
    { createdAt: '{now}' },
  ])
})

test('[COMPARE5] marks of the store and fields of extensions do not count, nor the order of what has none', () => {
  expect(bodyOf({ __v: 3, rev: 2, permissions: ['b', 'a'], reactions: [{ _id: STRANGER, emoji: '👍' }] })).toEqual({
    permissions: ['a', 'b'],
    reactions: [{ emoji: '👍' }],
  })
  expect(bodyOf({ message: 'Invalid data format provided.', error: 'in words of its own' })).toEqual({
    message: 'Invalid data format provided.',
  })
})

test('[COMPARE5] strangers do not count, nor servers from before', () => {
  const { plain } = known()
  expect(plain.payload('PRESENCE_INITIAL_STATE', [STRANGER, ALICE])).toEqual({ plain: ['{person:alice}'] })
  expect(plain.payload('PRESENCE_UPDATE', { userId: STRANGER, status: 'online' })).toBeUndefined()
  const answer = { status: 200, headers: {}, body: [{ _id: STRANGER }, { _id: ALICE }] }
  expect(plain.answer('GET /users/@me/servers', answer).body).toEqual([{ _id: '{person:alice}' }])
})

test('[COMPARE1] symbols are filled in, and one that stands for nothing is refused', () => {
  const { fill } = known().symbols
  const before = { path: ['/users/{person:alice}', 5, null], text: '{curly}' }
  expect(fill(before)).toEqual({ path: [`/users/${ALICE}`, 5, null], text: '{curly}' })
  expect(() => fill('{server:home}')).toThrow(UnknownSymbolError)
})
