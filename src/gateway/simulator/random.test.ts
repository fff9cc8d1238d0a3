import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

test('[SIM1] one seed and name give one sequence, another of either gives another', () => {
  const draw = (seed: number, name: string): number[] => {
    const random = createRandom(seed, name)
    return Array.from({ length: 20 }, random.next)
  }

  expect(draw(7, 'times')).toEqual(draw(7, 'times'))
  expect(draw(8, 'times')).not.toEqual(draw(7, 'times'))
  expect(draw(7, 'fares')).not.toEqual(draw(7, 'times'))
})

test('[SIM1] every draw stays inside what was asked for', () => {
  const random = createRandom(1, 'bounds')
  const list = ['a', 'b', 'c', 'd']

  for (let round = 0; round < 500; round += 1) {
    expect(random.between(3, 5)).toBeGreaterThanOrEqual(3)
    expect(random.between(3, 5)).toBeLessThan(5)
    expect(list).toContain(random.pick(list))
  }
  const sample = random.sample(list, 3)
  expect(new Set(sample).size).toBe(3)
  expect(random.sample(list, 9).toSorted()).toEqual(list)
  expect(() => random.pick([])).toThrow(RangeError)
})
