import { expect, test } from 'vitest'
import { tell } from '../protocol/proof.ts'
import { killMutant } from './kill-mutant.ts'
import { nameOf } from './mutant.ts'
import { mutantsInCache } from './mutants-in-cache.ts'
import { mutantsInHistories } from './mutants-in-histories.ts'
import { mutantsInPages } from './mutants-in-pages.ts'
import { mutantsInUnitTests } from './mutants-in-unit-tests.ts'

const mutants = [...mutantsInHistories, ...mutantsInPages, ...mutantsInCache, ...mutantsInUnitTests].toSorted(
  (a, b) => a.rule - b.rule,
)

const cases = mutants.map((mutant) => [nameOf(mutant), mutant] as const)

test('there is one of every rule', () => {
  expect([...new Set(mutants.map(({ rule }) => rule))]).toEqual(Array.from({ length: 24 }, (_each, index) => index + 1))
})

test.concurrent.for(cases)('%s is noticed', { timeout: 610_000 }, async ([name, mutant]) => {
  const killer = await killMutant(mutant)
  tell(`${name}: ${killer ?? 'not noticed'}`)
  expect(killer).toBeDefined()
})
