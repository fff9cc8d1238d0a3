import { expect, test } from 'vitest'
import { registerServiceBody } from './services.ts'

const nothing = { serverName: '', icon: '', description: '', configTemplate: '' }

test('[SVC3] what is not said of a service is empty, and blanks around texts go', () => {
  expect(registerServiceBody.parse({})).toEqual(nothing)
  expect(registerServiceBody.parse({ serverName: 5, icon: null, description: ['x'], configTemplate: null })).toEqual(
    nothing,
  )
  expect(registerServiceBody.parse({ serverName: ' Nice ', icon: ' I ', description: ' D ' })).toEqual({
    ...nothing,
    serverName: 'Nice',
    icon: 'I',
    description: 'D',
  })
})

test.each([
  [' {"a":1} ', ' {"a":1} '],
  [{ a: [1] }, '{"a":[1]}'],
  [[1], '[1]'],
  [0, '0'],
  [false, 'false'],
])('[SVC3] a template is kept as a text: %j', (said, kept) => {
  expect(registerServiceBody.parse({ configTemplate: said }).configTemplate).toBe(kept)
})
