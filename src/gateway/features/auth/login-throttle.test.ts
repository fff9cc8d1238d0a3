import { expect, test } from 'vitest'
import { createHandDrivenClock, type HandDrivenClock } from '../../hand-driven-clock.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts'

const WINDOW_MS = 15 * 60_000

function setUp(): { throttle: LoginThrottle; clock: HandDrivenClock; attempt: (email: string, times: number) => void } {
  const clock = createHandDrivenClock(0)
  const throttle = createLoginThrottle(clock)
  const attempt = (email: string, times: number): void => {
    for (let count = 0; count < times; count += 1) throttle.admit(email)
  }
  return { throttle, clock, attempt }
}

function refusal(work: () => void): ProtocolError {
  try {
    work()
  } catch (error) {
    if (error instanceof ProtocolError) return error
    throw error
  }
  throw new Error('It was admitted')
}

test('[AUTH4] the eleventh attempt within the window is refused, with the seconds that are left', () => {
  const { throttle, clock, attempt } = setUp()
  attempt('a@b.test', 10)
  clock.advance(60_500)
  const { code, retryAfter } = refusal(() => throttle.admit('a@b.test'))
  expect({ code, retryAfter }).toEqual({ code: 'tooManyAttempts', retryAfter: (WINDOW_MS - 60_000) / 1000 })
})

test('[AUTH4] attempts that are still being checked count, so that many at once are not many guesses', () => {
  const { throttle, attempt } = setUp()
  attempt('a@b.test', 10)
  expect(refusal(() => throttle.admit('a@b.test')).code).toBe('tooManyAttempts')
})

test('[AUTH4] other accounts are not held up', () => {
  const { attempt } = setUp()
  attempt('a@b.test', 10)
  expect(() => attempt('c@d.test', 10)).not.toThrow()
})

test('[AUTH4] a success starts the count anew', () => {
  const { throttle, attempt } = setUp()
  attempt('a@b.test', 10)
  throttle.succeeded('a@b.test')
  expect(() => attempt('a@b.test', 10)).not.toThrow()
})

test('[AUTH4] after the window it is open again', () => {
  const { clock, attempt } = setUp()
  attempt('a@b.test', 10)
  clock.advance(WINDOW_MS)
  expect(() => attempt('a@b.test', 10)).not.toThrow()
})

test('[AUTH4] guessing at ten thousand other accounts frees none but the oldest', () => {
  const { throttle, attempt } = setUp()
  attempt('oldest@b.test', 10)
  attempt('a@b.test', 10)
  for (let index = 0; index < 9_999; index += 1) attempt(`${index}@b.test`, 1)
  expect(refusal(() => throttle.admit('a@b.test')).code).toBe('tooManyAttempts')
  expect(() => throttle.admit('oldest@b.test')).not.toThrow()
})

test('[AUTH4] addresses as long as a body may be are told apart all the same', () => {
  const { throttle, attempt } = setUp()
  const long = 'a'.repeat(100_000)
  attempt(`${long}@b.test`, 10)
  expect(refusal(() => throttle.admit(`${long}@b.test`)).code).toBe('tooManyAttempts')
  expect(() => throttle.admit(`${long}@c.test`)).not.toThrow()
})
