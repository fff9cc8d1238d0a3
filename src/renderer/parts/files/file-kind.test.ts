import { expect, test } from 'vitest'
import { fileKind, isPicture, playerFor } from './file-kind.ts'
import { plainName } from './file-name.ts'

const file = (filename: string, contentType = ''): { filename: string; contentType: string } => ({
  filename,
  contentType,
})

test.each([
  ['image/png', true],
  ['IMAGE/JPEG', true],
  ['image/webp; charset=x', true],
  ['image/svg+xml', false],
  ['text/html', false],
  ['', false],
])('%s is shown in place: %s', (contentType, shown) => {
  expect(isPicture(file('a.png', contentType))).toBe(shown)
})

test.each([
  ['audio/ogg', 'audio'],
  ['video/mp4', 'video'],
  ['application/ogg', undefined],
] as const)('%s is played as %s', (contentType, player) => {
  expect(playerFor(file('a', contentType))).toBe(player)
})

test.each([
  ['a.pdf', 'application/pdf', 'document'],
  ['a.ods', '', 'spreadsheet'],
  ['a.tar.gz', 'application/gzip', 'archive'],
  ['a', 'text/plain', 'text'],
  ['a.svg', 'image/svg+xml', 'image'],
  ['a.mov', 'video/quicktime', 'video'],
  ['a', '', 'other'],
] as const)('%s of the type "%s" is a %s', (name, type, kind) => {
  expect(fileKind(file(name, type))).toBe(kind)
})

test('[F19] the ending one sees is the ending a file has', () => {
  expect(plainName('\u202Egpj.exe')).toBe('gpj.exe')
  expect(plainName('a\u0000b\nc.txt')).toBe('abc.txt')
  expect(plainName('\u200b')).toBe('?')
})

test.each(['100% #1 (a+b)&?.txt', '报告 最终.pdf', 'a%20b.txt', 'e\u0301.png', 'مرحبا.txt'])(
  '[F26] %s is shown as it is',
  (name) => {
    expect(plainName(name)).toBe(name)
  },
)
