import { cleanup, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { drawInAccount } from '../../fixtures/draw-in-account.tsx'
import { channelIdOf, messageIdOf } from '../../fixtures/records.ts'
import { createTestAccount } from '../../fixtures/test-account.ts'
import type { JumpResult } from '../../sync/read/jumps.ts'
import { useJumps } from './use-jumps.ts'

afterEach(cleanup)

function Probe(): ReactElement {
  const { toDate, reached } = useJumps(channelIdOf(1), undefined)
  return <button onClick={() => toDate(5)}>{reached?.messageId ?? 'nowhere yet'}</button>
}

function goTo(result: JumpResult): void {
  const { account } = createTestAccount()
  const sync = { ...account.sync, jumpToDate: () => Promise.resolve(result) }
  drawInAccount({ ...account, sync }, <Probe />)
  fireEvent.click(screen.getByRole('button'))
}

const nearest = /^What is kept on this computer does not reach that date/

test('J44: a day that is only near is gone to, and said to be no more than that', async () => {
  goTo({ status: 'there', messageId: messageIdOf(3), isNearest: true })
  expect((await screen.findAllByText(nearest)).length).toBeGreaterThan(0)
  expect(screen.getByRole('button').textContent).toBe(messageIdOf(3))
})

test('a day that is there is gone to without a word', async () => {
  goTo({ status: 'there', messageId: messageIdOf(3) })
  await screen.findByRole('button', { name: messageIdOf(3) })
  expect(screen.queryByText(nearest)).toBeNull()
})

test('J44: of a day that did not load that is said, and nothing moves', async () => {
  goTo({ status: 'failed' })
  expect((await screen.findAllByText(/^The messages there did not load/)).length).toBeGreaterThan(0)
  expect(screen.getByRole('button').textContent).toBe('nowhere yet')
})
