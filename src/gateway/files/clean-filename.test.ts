import { expect, test } from 'vitest'
import { cleanFilename } from './clean-filename.ts'

test.each([
  ['photo.png', 'photo.png'],
  ['照片 ü €.txt', '照片 ü €.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\evil.exe', 'evil.exe'],
  ['a\u0000b\u001F\u007F.txt', 'ab.txt'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['  spaced .txt ', 'spaced .txt'],
  ['..', 'file'],
  ['folder/', 'file'],
  ['\u0000', 'file'],
  ['\uD800.txt', '\uFFFD.txt'],
])('[UPL5] %j is shown as %j', (given, shown) => {
  expect(cleanFilename(given)).toBe(shown)
})

test('[UPL5] too long a name is cut and keeps what tells its type', () => {
  expect(cleanFilename(`${'n'.repeat(400)}.jpeg`)).toBe(`${'n'.repeat(250)}.jpeg`)
  expect(cleanFilename('😀'.repeat(400))).toHaveLength(255)
})
