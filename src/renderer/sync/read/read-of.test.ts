import { expect, test } from 'vitest'
import type { Outcome } from '../gateway-api.ts'
import { readOf, readOfAll, type Read } from './read-of.ts'

const refused = (httpStatus: number, retryAfterMs?: number): Outcome<never> => ({
  status: 'refused',
  refusal: { words: 'no' },
  httpStatus,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const done: Outcome<string> = { status: 'done', body: 'x' }

test.each<[string, Outcome<unknown>, Read]>([
  ['an answer', done, 'done'],
  ['a refusal', refused(403), 'done'],
  ['no answer', { status: 'lost' }, { againMs: 2_000 }],
  ['a gateway that is not well', refused(503), { againMs: 2_000 }],
  ['a gateway that names a time', refused(429, 200_000), { againMs: 200_000 }],
])('%s is read as %j', (_what, outcome, read) => {
  expect(readOf(outcome)).toEqual(read)
})

test('what is asked for together is asked for again together, at the latest of the times', () => {
  expect(readOfAll([done, refused(404)])).toBe('done')
  expect(readOfAll([refused(429, 9_000), done, { status: 'lost' }])).toEqual({ againMs: 9_000 })
})
