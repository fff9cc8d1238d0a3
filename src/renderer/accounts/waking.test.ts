import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listenForWaking } from './waking.ts'

let page = new EventTarget()

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test.each(['online', 'offline', 'focus', 'pageshow', 'visibilitychange', 'resume'])(
  '[F03] the line is looked at on %s, until nobody wants to know',
  (hint) => {
    const wake = vi.fn<() => void>()
    const stop = listenForWaking(wake)
    page.dispatchEvent(new Event(hint))
    expect(wake).toHaveBeenCalledOnce()
    stop()
    page.dispatchEvent(new Event(hint))
    expect(wake).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  },
)

test.each([
  ['ten seconds and more ahead', 10_001, 1],
  ['an hour back', -3_600_000, 1],
  ['a little', 4_000, 0],
])('[F03] a wall clock that jumps %s: the line is looked at %i ms later, %i times', (_case, jump, times) => {
  const wake = vi.fn<() => void>()
  const stop = listenForWaking(wake)
  vi.advanceTimersByTime(5_000)
  vi.setSystemTime(Date.now() + jump)
  vi.advanceTimersByTime(20_000)
  expect(wake).toHaveBeenCalledTimes(times)
  stop()
})
