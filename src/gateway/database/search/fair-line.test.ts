import { expect, test } from 'vitest'
import { createFairLine } from './fair-line.ts'

test('[SEARCH8] one search at a time, and one of each person before the second of anybody', async () => {
  const line = createFairLine()
  const order: string[] = []
  let atOnce = 0
  const work = (person: string, name: string): Promise<void> =>
    line.take(person, async () => {
      atOnce += 1
      expect(atOnce).toBe(1)
      order.push(name)
      await Promise.resolve()
      atOnce -= 1
    })
  await Promise.all([work('eva', 'e1'), work('eva', 'e2'), work('eva', 'e3'), work('tom', 't1'), work('tom', 't2')])
  expect(order).toEqual(['e1', 'e2', 't1', 'e3', 't2'])
})

test('[SEARCH8] who has a hundred searches waiting gets no other in, and nobody else is refused', async () => {
  const line = createFairLine()
  const gate = Promise.withResolvers<undefined>()
  const held = Array.from({ length: 101 }, () => line.take('eva', () => gate.promise))
  await expect(line.take('eva', () => gate.promise)).rejects.toMatchObject({ code: 'searchBusy', status: 503 })
  const other = line.take('tom', () => Promise.resolve('found'))
  gate.resolve(undefined)
  await Promise.all(held)
  expect(await other).toBe('found')
  expect(await line.take('eva', () => Promise.resolve('again'))).toBe('again')
})

test('[SEARCH8] a search that fails is its asker’s failure and holds nobody up', async () => {
  const line = createFairLine()
  const failing = line.take('eva', () => Promise.reject(new Error('no')))
  const going = line.take('tom', () => Promise.resolve('found'))
  await expect(failing).rejects.toThrow('no')
  expect(await going).toBe('found')
})
