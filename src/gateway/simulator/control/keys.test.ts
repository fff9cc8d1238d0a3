import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'
import { createKeys, newToken } from './keys.ts'

test('[CTRL20] a code is good once and for a minute, and its token is none of those there were', () => {
  const clock = createHandDrivenClock(0)
  const main = newToken()
  const keys = createKeys(main, clock)
  const [code, late] = [keys.newCode(), keys.newCode()]
  const token = keys.exchange(code) ?? ''
  expect([token.length, token === main, token === code]).toEqual([43, false, false])
  expect([main, token, code, '', `${main} `].map(keys.fits)).toEqual([true, true, false, false, false])
  expect(keys.exchange(code)).toBeUndefined()
  clock.advance(60_000)
  expect(keys.exchange(late)).toBeUndefined()
})
