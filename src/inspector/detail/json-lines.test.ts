import { expect, test } from 'vitest'
import { jsonLines, openAtFirst } from './json-lines.ts'

const value = {
  content: '</script>\u202E',
  mentions: [],
  author: { name: 'priya', deep: { deeper: { x: 1 } } },
  none: null,
}

test('[INSP4] a payload is read field by field, what is deep is closed until it is asked for', () => {
  const lines = (isOpen = openAtFirst): unknown[] =>
    jsonLines(value, isOpen).map(({ depth, key, text }) => `${'  '.repeat(depth)}${key} ${text}`.trimEnd())
  expect(lines()).toEqual([
    String.raw`content "</script>\u202e"`,
    'mentions []',
    'author',
    '  name "priya"',
    '  deep',
    '    deeper {1}',
    'none null',
  ])
  expect(lines((path) => path !== '/author')[2]).toBe('author {2}')
})

test('[INSP4] of a very long list the beginning is shown, and how much there is more', () => {
  const lines = jsonLines(
    Array.from({ length: 500 }, (_, index) => index),
    openAtFirst,
  )
  expect(lines).toHaveLength(201)
  expect(lines.at(-1)?.text).toBe('300 more')
})
