import { expect, test } from 'vitest'
import { readCookie } from './read-cookie.ts'

test.each([
  ['x=1; mew=abc; y=2', 'abc'],
  ['mew=abc', 'abc'],
  ['  mew = abc ', 'abc'],
  ['mew=a%2Eb%20c', 'a.b c'],
  ['mew="quoted"', 'quoted'],
  ['mew=first; mew=second', 'first'],
  ['mew=a=b', 'a=b'],
])('[AUTH12] in "%s" the cookie is "%s"', (header, value) => {
  expect(readCookie(header, 'mew')).toBe(value)
})

test.each([['mew=%zz'], ['mew=%'], ['mew='], ['mewmew=1'], ['xmew=1'], ['mew'], [''], [undefined], [';;=;']])(
  '[AUTH12] "%s" has no such cookie',
  (header) => {
    expect(readCookie(header, 'mew')).toBeUndefined()
  },
)
