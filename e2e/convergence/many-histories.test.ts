import { expect, test } from 'vitest'
import type { Lived, Violation } from './histories.ts'
import { partsOf, together } from './many-histories.ts'

const asked = { profile: 'plain', seed: 5 } as const
const violation: Violation = {
  words: 'I1',
  seed: 9,
  path: '3:1',
  history: { opening: 0, areTabs: false, old: 0, quirks: 0, drain: 0, steps: [], isCached: false },
}
const lived = (runs: number, drops: number, wrong?: Violation): Lived => ({
  runs,
  counts: new Map([['drop', drops]]),
  violation: wrong,
})

test('histories are split into the same parts whoever runs them, the first with the seed that was named', () => {
  expect(partsOf({ ...asked, runs: 12_000 }).map(({ runs }) => runs)).toEqual([5_000, 5_000, 2_000])
  const seeds = partsOf({ ...asked, runs: 1_000_000 }).map(({ seed }) => seed)
  expect(seeds[0]).toBe(5)
  expect(new Set(seeds).size).toBe(200)
  expect(partsOf({ ...asked, runs: 30 })).toEqual([{ ...asked, runs: 30 }])
})

test('parts are counted together, up to the first that went wrong', () => {
  expect(together([lived(10, 4), lived(20, 1)])).toEqual(lived(30, 5))
  expect(together([lived(10, 4), lived(7, 1, violation), lived(20, 1)])).toEqual(lived(17, 5, violation))
})
