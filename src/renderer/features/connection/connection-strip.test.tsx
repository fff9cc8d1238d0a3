import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawInAccount } from '../../fixtures/draw-in-account.tsx'
import { createTestAccount, type TestAccount } from '../../fixtures/test-account.ts'
import { en } from '../../i18n/en.ts'
import { createTimeFormat } from '../../parts/format-time.ts'
import type { Connection } from '../../store/state.ts'
import { ConnectionStrip, useLongAway } from './connection-strip.tsx'

const NOW = new Date('2026-03-14T10:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const time = createTimeFormat({ locale: 'en-GB', words: en.time, timeZone: 'UTC' })

function Strip(): ReactElement {
  return <ConnectionStrip place="Harbour" time={time} shown={useLongAway()} />
}

interface Drawn extends TestAccount {
  readonly become: (connection: Connection, asOf?: Date) => void
}

function draw(): Drawn {
  const opened = createTestAccount()
  drawInAccount(opened.account, <Strip />)
  return {
    ...opened,
    become: (connection, asOf) => {
      act(() => {
        opened.account.store.update((draft) => {
          draft.connection = connection
          if (asOf !== undefined) draft.asOf = asOf.getTime()
        })
      })
    },
  }
}

const pass = (milliseconds: number): void => {
  act(() => {
    vi.advanceTimersByTime(milliseconds)
  })
}

const shown = (): string | null => screen.getByRole('status').textContent
const offline = (seconds: number): Connection => ({
  status: 'offline',
  attempt: 3,
  retryAt: NOW.getTime() + 1_500 + seconds * 1_000,
})

test('connected, the status is there and says nothing', () => {
  draw()
  pass(60_000)
  expect(shown()).toBe('')
})

test('a short cut is nobody’s concern, one that lasts is shown, and the next short one is not', () => {
  const { become } = draw()
  become({ status: 'reconnecting', attempt: 1 })
  pass(1_499)
  expect(shown()).toBe('')
  pass(1)
  expect(shown()).toBe('Reconnecting to HarbourTry 1')
  become({ status: 'connected' })
  expect(shown()).toBe('')
  become({ status: 'reconnecting', attempt: 1 })
  pass(1_499)
  expect(shown()).toBe('')
})

test('the tries are counted while it is away, without the wait beginning anew', () => {
  const { become } = draw()
  become({ status: 'reconnecting', attempt: 1 })
  pass(1_000)
  become({ status: 'reconnecting', attempt: 2 })
  pass(500)
  expect(shown()).toBe('Reconnecting to HarbourTry 2')
})

test('the first time it is connecting', () => {
  const { become } = draw()
  become({ status: 'connecting' })
  pass(1_500)
  expect(shown()).toBe('Connecting')
})

test('offline, it says how old what is shown is, and counts down to the next try', () => {
  const { become } = draw()
  become(offline(9), new Date('2026-03-14T09:58:00.000Z'))
  pass(1_500)
  expect(shown()).toBe('Offline: showing messages as of 09:58Trying again in 9 sRetry now')
  pass(4_000)
  expect(shown()).toContain('Trying again in 5 s')
  pass(60_000)
  expect(shown()).toContain('Trying again in 0 s')
})

test('[F44] the seconds that count down are not in what the status speaks', () => {
  const { become } = draw()
  become(offline(9))
  pass(1_500)
  expect(screen.getByText('Trying again in 9 s').closest('[aria-hidden="true"]')).not.toBeNull()
})

test('offline without ever having been connected, it says no time', () => {
  const { become } = draw()
  become(offline(9))
  pass(1_500)
  expect(shown()).toBe('OfflineTrying again in 9 sRetry now')
})

test('[F04] the wait can be cut short', () => {
  const { become, socket, clock } = draw()
  clock.pass(5_000)
  socket.drop('transport error')
  become(offline(9))
  pass(1_500)
  const tries = socket.asked.length
  fireEvent.click(screen.getByRole('button', { name: 'Retry now' }))
  expect(socket.asked.slice(tries)).toEqual(['connect'])
})

test('J44: while it still connects, what is kept says of when it is', () => {
  const { become } = draw()
  become({ status: 'connecting' }, new Date('2026-03-14T09:30:00.000Z'))
  pass(1_500)
  expect(shown()).toBe('Connecting: showing messages as of 09:30')
})
