import { expect, test } from 'vitest'
import { names, saying } from '../fixtures/journal.ts'
import { describeRow } from './describe-row.ts'
import { createLog } from './log.ts'
import { showText } from './show-text.ts'

test('[INSP9] what steers or hides in a line is seen as an escape, and all else stands as it is', () => {
  expect(showText('a\u202Eb\u2066c\u200Bd\u0000e\nf')).toBe(String.raw`a\u202eb\u2066c\u200bd\u0000e\u000af`)
  expect(showText('<script>日本の鉄道 שלום 🚆</script>')).toBe('<script>日本の鉄道 שלום 🚆</script>')
})

test('[INSP9] no part of a row has anything in it that could act', () => {
  const log = createLog()
  const event = 'evil\u202E<img src=x onerror=alert(1)>'
  log.append([...saying.slice(0, 1), { cursor: 9, at: 0, kind: 'receive', user: 'x\u2067', socket: 'x#1', event }])
  const row = log.at(9)
  expect(row && describeRow(row, names)).toMatchObject({
    title: String.raw`evil\u202e<img src=x onerror=alert(1)>`,
    person: String.raw`x\u2067`,
  })
})
