import { expect, test } from 'vitest'
import { createLatestWrite } from './latest-write.ts'

test('one write after the other, and what lies between is passed over', async () => {
  const written: string[] = []
  let state = ''
  let gate = Promise.withResolvers<void>()
  const write = createLatestWrite(async () => {
    const content = state
    await gate.promise
    written.push(content)
  })
  const change = (next: string): Promise<void> => {
    state = next
    return write.ask()
  }
  const first = change('a')
  await Promise.resolve()
  await Promise.resolve()
  const rest = ['b', 'c', 'd'].map(change)
  gate.resolve()
  await first
  expect(written).toEqual(['a'])
  await Promise.all(rest)
  expect(written).toEqual(['a', 'd'])
  gate = Promise.withResolvers()
  void change('e')
  gate.resolve()
  await write.idle()
  expect(written).toEqual(['a', 'd', 'e'])
})
