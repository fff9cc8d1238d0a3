import { expect, test } from 'vitest'
import { pictureType } from './media-type.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

test.each([
  ['\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR', 'image/png'],
  ['\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF', 'image/jpeg'],
  ['GIF87a....', 'image/gif'],
  ['GIF89a....', 'image/gif'],
  ['RIFF\u0024\u0000\u0000\u0000WEBPVP8 ', 'image/webp'],
  ['\u0000\u0000\u0000\u001cftypavif\u0000\u0000', 'image/avif'],
  ['\u0000\u0000\u0000\u001cftypavis\u0000\u0000', 'image/avif'],
])('[FILE2] %j is a picture', (head, type) => {
  expect(pictureType(bytes(head))).toBe(type)
})

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  '<!doctype html><script>alert(1)</script>',
  'PNG',
  ' \u0089PNG\r\n\u001a\n',
  'RIFF\u0024\u0000\u0000\u0000WAVEfmt ',
  '\u0000\u0000\u0000\u001cftypmp42\u0000\u0000',
  'GIF90a',
  '%PDF-1.7',
  '',
])('[FILE2] %j is none', (head) => {
  expect(pictureType(bytes(head))).toBeUndefined()
})
