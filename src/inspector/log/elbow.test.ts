import { expect, test } from 'vitest'
import { saying } from '../fixtures/journal.ts'
import { createLog } from '../journal/log.ts'
import { elbowOf } from './elbow.ts'

test('[INSP3] lines lead from a row to the one it follows from or to its sibling, however much is between', () => {
  const log = createLog()
  log.append(saying)
  const rows = log.rows()
  const elbows = rows.map((row, index) => elbowOf(row, (distance) => rows[index - distance]))
  expect(elbows).toEqual([
    undefined,
    { rise: 1, isSibling: false },
    { rise: 1, isSibling: true },
    { rise: 1, isSibling: false },
    { rise: 1, isSibling: true },
    { rise: 1, isSibling: true },
  ])
})

test('[INSP3] no line leads past what belongs to something else', () => {
  const log = createLog()
  log.append(saying)
  const [request, commit] = log.rows()
  const other = request && { ...request, root: 99 }
  expect(commit && elbowOf(commit, () => other)).toBeUndefined()
})
