import { expect, test } from 'vitest'
import { judgeTelling, readCalls } from './system-calls.ts'

const stored = '7 pwrite64(24</d/gateway.sqlite-wal>, "\\0\\0marker\\0", 4096, 32) = 4096'
const synced = '7 fdatasync(24</d/gateway.sqlite-wal>) = 0'
const answered = '7 write(29<socket:[1]>, "HTTP/1.1 201 Created\\r\\n\\r\\n{\\"marker\\"}", 99) = 99'
const published = '7 writev(30<TCP:[127.0.0.1:1->127.0.0.1:2]>, [{iov_base="42[\\"marker\\"]", iov_len=9}], 1) = 9'
const elsewhere = '7 fsync(22</d/lock.sqlite-journal>) = 0'

const judge = (...lines: string[]): unknown => judgeTelling(readCalls(lines.join('\n')), 'marker')

test('[MSG16] what is told after the log was written and synced is in order', () => {
  expect(judge(stored, synced, answered, published)).toEqual({
    marker: 'marker',
    answers: 1,
    events: 1,
    verdict: 'in order',
  })
})

test.each([
  ['told before it was on disk', [stored, answered, synced, published]],
  ['told before it was on disk', [stored, published, synced, answered]],
  ['told before it was on disk', [published, stored, synced, answered]],
  ['never synced', [synced, stored, answered, published]],
  ['never synced', [stored, elsewhere, answered, published]],
  ['never stored', [synced, answered, published]],
])('[MSG16] the checker of the order sees what is %s', (verdict, lines) => {
  expect(judge(...lines)).toMatchObject({ verdict })
})

test('[MSG16] a sync that has not come back is none yet', () => {
  const begun = '7 fdatasync(24</d/gateway.sqlite-wal> <unfinished ...>'
  const done = '7 <... fdatasync resumed>)      = 0'
  const other = answered.replace('7 write', '8 write')
  expect(judge(stored, begun, other, done)).toMatchObject({ verdict: 'told before it was on disk' })
  expect(judge(stored, begun, done, other)).toMatchObject({ verdict: 'in order' })
})
