import { expect, test } from 'vitest'
import { provedType } from './proved-type.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const ogg = (stream: string): string => `OggS${'\u0000'.repeat(24)}${stream}`
const box = (brand: string): string => `\u0000\u0000\u0000\u001Cftyp${brand}\u0000\u0000`

test.each([
  ['\u0089PNG\r\n\u001A\n\u0000\u0000\u0000\rIHDR', 'image/png'],
  ['\u00FF\u00D8\u00FF\u00E0\u0000\u0010JFIF', 'image/jpeg'],
  ['GIF87a....', 'image/gif'],
  ['GIF89a....', 'image/gif'],
  ['RIFF\u0024\u0000\u0000\u0000WEBPVP8 ', 'image/webp'],
  ['RIFF\u0024\u0000\u0000\u0000WAVEfmt ', 'audio/wav'],
  [box('avif'), 'image/avif'],
  [box('avis'), 'image/avif'],
  [box('isom'), 'video/mp4'],
  [box('mp42'), 'video/mp4'],
  [box('M4A '), 'audio/mp4'],
  [box('qt  '), 'video/quicktime'],
  ['\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0084webm', 'video/webm'],
  [ogg('OpusHead'), 'audio/ogg'],
  [ogg('\u0001vorbis'), 'audio/ogg'],
  [ogg('\u0080theora'), 'video/ogg'],
  ['fLaC\u0000', 'audio/flac'],
  ['ID3\u0004', 'audio/mpeg'],
  ['\u00FF\u00FB\u0090\u0044', 'audio/mpeg'],
  ['\u00FF\u00F1\u0050\u0080', 'audio/aac'],
])('[FILE2] %j may be shown in place', (head, type) => {
  expect(provedType(bytes(head))).toBe(type)
})

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  '<!doctype html><script>alert(1)</script>',
  '\u00FE\u00FF\u0000<\u0000s\u0000v\u0000g',
  '\u00FF\u00FE<\u0000s\u0000',
  '\u00EF\u00BB\u00BF<svg>',
  'PNG',
  ' \u0089PNG\r\n\u001A\n',
  'RIFF\u0024\u0000\u0000\u0000AVI LIST',
  'RIFF\u0024\u0000\u0000\u0000toString',
  box('heic'),
  box('evil'),
  '\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0088matroska',
  ogg('unknown.'),
  '\u00FF\u00FB\u00FF\u0044',
  '\u00FF\u00FB<script>',
  'GIF90a',
  '%PDF-1.7',
  'PK\u0003\u0004',
  '\u00FF',
  '',
])('[FILE2] %j is a download', (head) => {
  expect(provedType(bytes(head))).toBeUndefined()
})
