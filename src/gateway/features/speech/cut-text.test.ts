import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

const lengthsOf = (text: string): number[] => cutText(text).map(({ length }) => length)

test('[SPEECH3] a text of 1,800 characters is one piece', () => {
  const text = `${'word. '.repeat(299)}words.`.padEnd(1800, '!')
  expect(cutText(text)).toEqual([text])
})

test.each(['。', '！', '？', '!', '?', '；', ';', '…', '\n', '?!', '……'])('[SPEECH3] %j ends a sentence', (mark) => {
  const first = 'a'.repeat(1000) + mark
  const second = 'b'.repeat(1000)
  expect(cutText(first + second)).toEqual([first.trim(), second])
})

test('[SPEECH3] as many whole sentences as fit are spoken together', () => {
  expect(lengthsOf(`${'x'.repeat(599)}!`.repeat(7))).toEqual([1800, 1800, 600])
})

test('[SPEECH3] what has no mark is cut where it must be', () => {
  expect(lengthsOf('x'.repeat(4000))).toEqual([1800, 1800, 400])
  expect(cutText('x'.repeat(4000)).join('')).toBe('x'.repeat(4000))
})

test('[SPEECH3] no character is cut in half', () => {
  const pieces = cutText(`a${'👍'.repeat(2000)}`)
  expect(pieces.map(({ length }) => length)).toEqual([1799, 1800, 402])
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
})

test('[SPEECH3] blank pieces are not spoken', () => {
  expect(cutText(`${'x'.repeat(1700)}!${'\n'.repeat(1800)}${'y'.repeat(10)}`)).toEqual([
    `${'x'.repeat(1700)}!`,
    'y'.repeat(10),
  ])
})
