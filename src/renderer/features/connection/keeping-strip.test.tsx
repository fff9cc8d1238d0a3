import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { drawInAccount } from '../../fixtures/draw-in-account.tsx'
import { createTestAccount } from '../../fixtures/test-account.ts'
import { channelIdOf } from '../../fixtures/records.ts'
import { en } from '../../i18n/en.ts'
import { isolated } from '../../i18n/isolate.ts'
import type { Keeping } from '../../store/kept.ts'
import { useKeepingStrip } from './keeping-strip.tsx'

afterEach(cleanup)

const { newerKept, noRoom, nothingKept, readIsNotKept, writtenIsNotKept } = en.connection

function Status(): ReactElement {
  return <div role="status">{useKeepingStrip()}</div>
}

const shown = (): string | null => screen.getByRole('status').textContent

function draw(written: Keeping, read: Keeping) {
  const { account } = createTestAccount({ keeping: written, cacheKeeping: read })
  drawInAccount(account, <Status />)
  return account
}

test.each<[Keeping, Keeping, readonly string[]]>([
  ['kept', 'kept', []],
  ['kept', 'full', [noRoom, readIsNotKept]],
  ['full', 'kept', [noRoom, writtenIsNotKept]],
  ['newer', 'unavailable', [newerKept, writtenIsNotKept, readIsNotKept]],
  ['unavailable', 'unavailable', [nothingKept, writtenIsNotKept, readIsNotKept]],
])('F34: with what is written %s and what is read %s it says what would be lost', (written, read, words) => {
  draw(written, read)
  expect(shown()?.replace(en.ui.close, '')).toBe(words.join(' '))
})

test('F34: closing it hides the words and erases nothing; another trouble is told again', () => {
  const account = draw('kept', 'full')
  fireEvent.click(screen.getByRole('button', { name: en.ui.close }))
  expect(shown()).toBe('')
  act(() => {
    account.store.update((draft) => {
      draft.keeping = 'full'
    })
  })
  expect(shown()).toContain(writtenIsNotKept)
})

test.each([true, false])(
  'F35: what of it is missing is named, with how much and where (lost for good: %s)',
  (isLost) => {
    const { account } = createTestAccount({
      keeping: isLost ? 'kept' : 'unavailable',
      missing: {
        onTheirWay: [
          { channelId: channelIdOf(1), count: 2 },
          { channelId: channelIdOf(99), count: 1 },
        ],
        drafts: [channelIdOf(1)],
      },
    })
    drawInAccount(account, <Status />)
    const { lost, unreadable, lostOnTheirWay, lostDrafts } = en.connection
    const name = isolated('channel-1')
    const things = [lostOnTheirWay(3, name), lostDrafts(1, name)].join(', ')
    expect(shown()).toContain(isLost ? lost(things) : unreadable(things))
    for (const button of screen.getAllByRole('button', { name: en.ui.close })) fireEvent.click(button)
    expect(shown()).toBe('')
    expect(account.store.get().missing === null).toBe(isLost)
  },
)
