import { expect, test } from 'vitest'
import { excerpt, markedPieces } from './marked-text.ts'

const marked = (text: string, wanted: string): string =>
  markedPieces(text, wanted)
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('')

test.each([
  ['F28: 我家在上海东边。', '上海', 'F28: 我家在[上海]东边。'],
  ['海', '海', '[海]'],
  ['Cabs and ABBA', 'ab', 'C[ab]s and [AB]BA'],
  ['a"b\'c C++ (x) *', 'c++ (X)', 'a"b\'c [C++ (x)] *'],
  ['50%_off', '%', '50[%]_off'],
  ['İstanbul and istanbul', 'stanbul', 'İ[stanbul] and i[stanbul]'],
  ['ΟΔΟΣ, οδος', 'οδος', '[ΟΔΟΣ], [οδος]'],
  ['aaa', 'aa', '[aa]a'],
  ['🚄 night', 'night', '🚄 [night]'],
  ['nothing', 'missing', 'nothing'],
  ['anything', '', 'anything'],
  ['', 'x', ''],
])('%s, looked for %s', (text, wanted, expected) => {
  expect(marked(text, wanted)).toBe(expected)
})

test('a short text stands whole', () => {
  expect(excerpt('the night train', 'night')).toBe('the night train')
})

test('a long text stands with what was looked for near its beginning', () => {
  const text = `${'a '.repeat(400)}night${' b'.repeat(400)}`
  const part = excerpt(text, 'NIGHT')
  expect(part.indexOf('night')).toBeLessThan(70)
  expect([part.startsWith('…'), part.endsWith('…'), part.length < 420]).toEqual([true, true, true])
})

test('no word is cut in half, where words are told apart', () => {
  const text = `the library ${'is number eleven of the places to ask '.repeat(20)}and has a kitchen ${'with all its pots and pans '.repeat(30)}`
  const part = excerpt(text, 'kitchen')
  expect(part).toMatch(/^…\S+ .*\S…$/)
  const inner = part.slice(1, -1)
  expect(text).toContain(` ${inner} `)
})

test('a word too long for that is cut', () => {
  const part = excerpt(`${'x'.repeat(300)}night${'y'.repeat(600)}`, 'night')
  expect(part).toBe(`…${'x'.repeat(60)}night${'y'.repeat(335)}…`)
})

test('no letter is cut in half', () => {
  const part = excerpt(`${'🚄'.repeat(300)}xnight${'🚄'.repeat(300)}`, 'night')
  expect(part.isWellFormed()).toBe(true)
})
