import { expect, test } from 'vitest'
import { stickerFormat } from './sticker-format.ts'

test.each([
  ['image/png', 'a.gif', 'png'],
  ['image/gif', 'a', 'gif'],
  ['image/webp', '', 'webp'],
  ['image/jpeg', 'a.png', 'jpg'],
  ['IMAGE/JPG', '', 'jpg'],
  ['image/avif', 'a.avif', 'png'],
  ['image/avif', 'a.GIF', 'gif'],
  ['image/avif', 'a.gif.JPEG', 'jpg'],
  ['image/avif', 'a.constructor', 'png'],
])('[STICK3] %s called %j is %s', (contentType, filename, format) => {
  expect(stickerFormat({ contentType, filename })).toBe(format)
})
