import { expect, test } from 'vitest'
import { cardOf, embedsOf, forwardOf } from './message-cards.ts'

test('embeds are read one by one: of a bad one what can be shown is, and one that says nothing is none', () => {
  const whole = { title: 'Night trains', description: 'All of them', siteName: 'Rails', url: 'https://rails.example/' }
  const embeds = [{ ...whole, images: 7 }, { title: 7, summary: 'Only this', url: null }, { title: ' ' }, 'x', null]
  expect(embedsOf({ embeds })).toEqual([whole, { title: '', description: 'Only this', siteName: '', url: '' }])
  expect([undefined, {}, { embeds: {} }, { embeds: 'x' }].map(embedsOf)).toEqual([[], [], [], []])
})

test('of a card of an unknown kind the members that every kind has are shown', () => {
  const shown = { title: 'Build 7', description: 'Went well', siteName: '', url: 'https://ci.example/7' }
  expect(cardOf({ title: 'Build 7', summary: 'Went well', url: 'https://ci.example/7', more: [] })).toEqual(shown)
  expect([undefined, {}, { url: 'https://ci.example/7' }].map(cardOf)).toEqual([undefined, undefined, undefined])
})

test('a forwarded message is read as far as it goes', () => {
  const file = { filename: 'map.png', contentType: 'image/png', size: 4, url: 'https://a.test/map.png' }
  const sticker = { _id: 'a', name: 'Wave' }
  const forwardedMessage = { content: 'Look', author: { username: 'bob' }, attachments: [file, { size: 'x' }] }
  expect(forwardOf({ forwardedFromLabel: '#general', forwardedMessage })).toEqual({
    from: '#general',
    author: 'bob',
    content: 'Look',
    files: [file],
    sticker: undefined,
  })
  const bare = { from: '', author: '', content: '', files: [], sticker: undefined }
  const odd = { content: 7, author: null, attachments: {} }
  expect(forwardOf({ forwardedFromLabel: 7, forwardedMessage: odd })).toEqual(bare)
  expect(forwardOf({ forwardedMessage: { type: 'message/sticker', payload: { sticker } } })).toEqual({
    ...bare,
    sticker,
  })
  expect([undefined, {}, { forwardedMessage: 'x' }].map(forwardOf)).toEqual([undefined, undefined, undefined])
})
