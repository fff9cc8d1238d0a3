import { expect, test } from 'vitest'
import { tell } from '../protocol/proof.ts'
import { killMutant } from './kill-mutant.ts'
import { mutants, nameOf } from './mutants.ts'

const cases = mutants.map((mutant) => [nameOf(mutant), mutant] as const)

test.concurrent.for(cases)('%s is noticed', { timeout: 120_000 }, async ([name, mutant]) => {
  const killer = await killMutant(mutant)
  tell(`${name}: ${killer ?? 'not noticed'}`)
  expect(killer).toBeDefined()
})
