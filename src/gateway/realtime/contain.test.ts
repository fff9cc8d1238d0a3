import { expect, test } from 'vitest'
import { createContain } from './contain.ts'

test('[CONN5] what a handler throws, at once or later, is reported and goes no further', async () => {
  const failures: unknown[] = []
  const contain = createContain((error) => failures.push(error))
  const [now, later] = [new Error('now'), new Error('later')]
  contain(() => {
    throw now
  })()
  contain(() => Promise.reject(later))()
  await Promise.resolve()
  expect(failures).toEqual([now, later])
})

test('[CONN5] a handler that does nothing wrong gets what the library gives, and gives nothing back', () => {
  const given: unknown[] = []
  const contain = createContain(() => expect.unreachable())
  expect(contain((one: number, two: string) => given.push(one, two))(1, 'two')).toBeUndefined()
  expect(given).toEqual([1, 'two'])
})
