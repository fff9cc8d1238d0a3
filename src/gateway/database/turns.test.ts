import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('[UP1] work is done one after the other in the order it was asked for, however long each takes', async () => {
  const turns = createTurns()
  const done: string[] = []
  const step = async (name: string, pauses: number): Promise<void> => {
    done.push(`${name} begins`)
    for (let pause = 0; pause < pauses; pause += 1) await Promise.resolve()
    done.push(`${name} ends`)
  }
  await Promise.all([
    turns.take(() => step('one', 5)),
    turns.take(() => step('two', 0)),
    turns.take(() => step('three', 1)),
  ])
  expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
})

test('[UP4] a failure is its own caller’s and holds nobody up', async () => {
  const turns = createTurns()
  const failed = turns.take(() => Promise.reject(new Error('no')))
  const next = turns.take(() => Promise.resolve('yes'))
  await expect(failed).rejects.toThrow('no')
  await expect(next).resolves.toBe('yes')
})

test('[UP4] work that throws before it is even a promise fails in the same way', async () => {
  const turns = createTurns()
  const failed = turns.take(() => {
    throw new Error('at once')
  })
  await expect(failed).rejects.toThrow('at once')
  await expect(turns.take(() => Promise.resolve(1))).resolves.toBe(1)
})
