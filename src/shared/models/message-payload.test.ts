import { expect, test } from 'vitest'
import { hasOwnName, stickerOf, voiceOf } from './message-payload.ts'

test('a sticker is read from the payload, and nothing else is taken for one', () => {
  const sticker = { _id: 'a', name: 'Wave', scope: 'server', url: 'https://a.test/w.png' }
  expect(stickerOf({ sticker: { ...sticker, more: 1 } })).toEqual(sticker)
  expect([undefined, {}, { sticker: null }, { sticker: 'Wave' }, { sticker: { name: 7 } }].map(stickerOf)).toEqual(
    Array.from({ length: 5 }),
  )
})

test('a recording is read from the payload, with what is missing filled in', () => {
  expect(voiceOf({ voice: { key: 'k.ogg' } })).toEqual({ key: 'k.ogg', contentType: '', size: 0 })
  expect(voiceOf({ voice: 'k.ogg' })).toBeUndefined()
})

test('only a message with overrides speaks under a name of its own', () => {
  expect(hasOwnName({ overrides: { username: 'News' } })).toBe(true)
  expect([undefined, {}, { overrides: null }, { overrides: 'News' }].some(hasOwnName)).toBe(false)
})
