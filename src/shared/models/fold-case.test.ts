import { expect, test } from 'vitest'
import { foldCase } from './fold-case.ts'

test('[SEARCH3] case is folded in every script, and a word in capitals finds itself inside another', () => {
  const pairs = { É: 'é', ПРИВЕТ: 'привет', ＡＢＣ: 'ａｂｃ', ΟΔΟΣ: 'οδος', ß: 'ẞ', İ: 'i̇', 上海: '上海' }
  for (const [one, other] of Object.entries(pairs)) expect(foldCase(one)).toBe(foldCase(other))
  expect(foldCase('ΟΔΟΣΗΜΑ')).toContain(foldCase('ΟΔΟΣ'))
  expect(foldCase('strasse')).not.toBe(foldCase('straße'))
})
