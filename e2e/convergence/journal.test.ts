import fc from 'fast-check'
import { expect, test } from 'vitest'
import { history } from './generate.ts'
import { live } from './histories.ts'

const SEED = 20_260_314

async function journals(): Promise<readonly string[]> {
  const histories = fc.sample(history, { seed: SEED, numRuns: 30 })
  const written: string[] = []
  for (const [index, one] of histories.entries()) {
    const { journal } = await live(index % 2 === 0 ? 'extended' : 'plain', one)
    written.push(...journal)
  }
  return written
}

test('one seed twice gives the same journal', async () => {
  const first = await journals()
  expect(first.length).toBeGreaterThan(1_000)
  expect(await journals()).toEqual(first)
})
