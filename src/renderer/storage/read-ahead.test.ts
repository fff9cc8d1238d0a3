import { expect, test } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { openCache } from './open-cache.ts'
import { readAhead } from './read-ahead.ts'

const NAME = 'mew cache home somebody'

test('of somebody of whom nothing is kept nothing is read, and nothing made', async () => {
  const { factory } = createHeldFactory()
  expect(await readAhead(factory, NAME)).toBeUndefined()
  expect(await factory.databases()).toEqual([])
})

test('what is kept in a form that this program does not know is left to those who do', async () => {
  const { factory } = createHeldFactory()
  const opened = Promise.withResolvers<IDBDatabase>()
  const request = factory.open(NAME, 99)
  request.addEventListener('success', () => opened.resolve(request.result))
  ;(await opened.promise).close()
  expect(await readAhead(factory, NAME)).toBeUndefined()
})

test('what is there is read as it is, and the database is let go of', async () => {
  const { factory } = createHeldFactory()
  const cache = openCache({ factory, name: NAME })
  expect(await cache.remains(50)).toMatchObject({ home: { servers: null }, place: undefined, range: undefined })
  cache.close()
  expect(await readAhead(factory, NAME)).toMatchObject({ home: { people: [], marks: [] } })
  const gone = Promise.withResolvers<string>()
  const removal = factory.deleteDatabase(NAME)
  removal.addEventListener('success', () => gone.resolve('gone'))
  removal.addEventListener('blocked', () => gone.resolve('blocked'))
  expect(await gone.promise).toBe('gone')
})
