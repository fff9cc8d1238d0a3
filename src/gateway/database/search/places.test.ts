import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf, walkRun } from './places.ts'

test('[SEARCH3] runs hold the numbers they were made of, and neighbours stand in one', () => {
  expect(runsOf([])).toEqual([])
  expect(runsOf([7, 3, 4, 1, 5])).toEqual([
    { first: 1, last: 1 },
    { first: 3, last: 5 },
    { first: 7, last: 7 },
  ])
})

test('[SEARCH6] a walk comes by every place of its run once, from the end to the beginning', () => {
  const anyWalk = fc.record({
    first: fc.nat({ max: 4 }),
    more: fc.nat({ max: 4 }),
    newest: fc.nat({ max: 40 }),
    steps: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
  })
  fc.assert(
    fc.property(anyWalk, ({ first, more, newest, steps }) => {
      const walk = walkRun({ first, last: first + more }, newest)
      const numbers = Array.from({ length: more + 1 }, (_, index) => BigInt(first + index) << 40n)
      const places = numbers.flatMap((number) => Array.from({ length: newest + 1 }, (_, own) => number | BigInt(own)))
      const passed: bigint[][] = []
      for (let index = 0; ; index += 1) {
        const range = walk.next(steps[index % steps.length] ?? 1)
        if (range === undefined) break
        passed.unshift(places.filter((place) => place >= range.from && place <= range.to))
      }
      expect(passed.flat()).toEqual(places)
    }),
  )
})
