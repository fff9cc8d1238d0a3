import { expect, test } from 'vitest'
import { proveHistories } from './prove-histories.ts'

test('[I1-I9] random histories on the extended profile end as the gateway has it', { timeout: 600_000 }, async () => {
  expect(await proveHistories('extended')).toEqual([])
})
