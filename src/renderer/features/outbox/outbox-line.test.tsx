import { cleanup } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { drawInAccount } from '../../fixtures/draw-in-account.tsx'
import { channelIdOf, examplePending } from '../../fixtures/records.ts'
import { createTestAccount } from '../../fixtures/test-account.ts'
import type { AccountState, PendingMessage } from '../../store/state.ts'
import { useOutboxLine } from './outbox-line.tsx'

afterEach(cleanup)

const [general, random] = [channelIdOf(1), channelIdOf(2)]
const refused = { status: 'failed', refusal: { words: 'No' } } as const

function Line({ away }: { readonly away: boolean }): ReactElement | null {
  return useOutboxLine({ channelId: general, away, onOpen: () => undefined }) ?? null
}

function draw(pending: AccountState['pending'], away = true): string | undefined {
  const { account } = createTestAccount({ pending })
  drawInAccount(account, <Line away={away} />)
  return document.querySelector('.outbox-line p')?.textContent.trim()
}

const inRandom = (nonce: string, over: Partial<PendingMessage> = {}): PendingMessage =>
  examplePending(nonce, { channelId: random, ...over })

test('what waits for the connection is counted, and goes out by itself', () => {
  expect(draw({ [general]: [examplePending('a')], [random]: [inRandom('b')] })).toBe(
    '2 messages waiting. They go out in this order once you are back online.',
  )
})

test('what was refused is not said to go out once the connection is back', () => {
  expect(draw({ [general]: [examplePending('a', { delivery: refused })] })).toBeUndefined()
})

test('without a connection, too, what needs its user in another channel is said to', () => {
  expect(draw({ [general]: [examplePending('a')], [random]: [inRandom('b', { delivery: refused })] })).toBe(
    '1 message waiting. It goes out once you are back online. 1 message in other channels needs you.',
  )
})

test('connected, only what needs its user in another channel is worth a word', () => {
  expect(draw({ [general]: [examplePending('a')], [random]: [inRandom('b', { delivery: refused })] }, false)).toBe(
    '1 message in other channels needs you.',
  )
})
