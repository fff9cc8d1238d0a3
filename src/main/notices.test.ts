import { expect, test } from 'vitest'
import { createNotices } from './notices.ts'

test('[NOTICE1] what happens while no page listens is told once one does, the accounts only as they are', () => {
  const sent: unknown[] = []
  const { notify, pageReady, pageGone } = createNotices((channel, notice) => sent.push([channel, notice]))
  notify('accountsChanged', [])
  notify('sessionEnded', { key: 'a1', reason: 'refused' })
  notify('accountsChanged', [])
  expect(sent).toEqual([])
  pageReady()
  expect(sent).toEqual([
    ['desktop:notice:sessionEnded', { key: 'a1', reason: 'refused' }],
    ['desktop:notice:accountsChanged', []],
  ])
  notify('sessionEnded', { key: 'b1', reason: 'unconfirmed' })
  expect(sent).toHaveLength(3)
  pageGone()
  notify('accountsChanged', [])
  expect(sent).toHaveLength(3)
})
