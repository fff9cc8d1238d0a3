import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawMessagePanel, general, windowOf, type DrawnMessagePanel } from '../../fixtures/draw-message-panel.tsx'
import { settled } from '../../fixtures/held-gateway.ts'
import { exampleMessage, exampleMessages, messageIdOf } from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'

setupPage()

/** As many as a window may have, and the next one is too many. */
const MOST = 3_000
const KEPT = 2_000

async function drawLong(): Promise<DrawnMessagePanel> {
  const drawn = drawMessagePanel(windowOf(exampleMessages(1, MOST)))
  await act(settled)
  return drawn
}

const rowsOf = ({ account }: DrawnMessagePanel): number => account.store.get().windows[general]?.rows.length ?? 0

const log = (): HTMLElement => screen.getByRole('log')

/** How far below the top of the view a message stands. */
function placeOf(text: string): number {
  const slot = screen.getByText(text).closest<HTMLElement>('.message-slot')
  return Number.parseFloat(slot?.style.transform.replace('translateY(', '') ?? '') - log().scrollTop
}

async function scroll(top: number): Promise<void> {
  log().scrollTop = top
  fireEvent.scroll(log())
  await act(settled)
}

test('whoever is at the newest messages stays there when those furthest back go', async () => {
  const drawn = await drawLong()
  const last = screen.getByText(`text ${MOST}`)
  drawn.say('MESSAGE_CREATE', exampleMessage(MOST + 1))
  await act(settled)
  expect(rowsOf(drawn)).toBe(KEPT)
  expect(screen.getByText(`text ${MOST}`)).toBe(last)
  expect(screen.getByText(`text ${MOST + 1}`)).toBeTruthy()
  expect(log().scrollTop).toBe(log().scrollHeight - log().clientHeight)
})

test('what is in view stays where it is for somebody who has just begun to scroll back', async () => {
  const drawn = await drawLong()
  await scroll(log().scrollTop - 4_000)
  const shown = screen.getAllByText(/^text \d+$/)[12]?.textContent ?? ''
  const before = placeOf(shown)
  // Where somebody reads is told once the scrolling rests, a moment later.
  act(() => {
    drawn.account.sync.lookAt(general, null)
  })
  drawn.say('MESSAGE_CREATE', exampleMessage(MOST + 1))
  await act(settled)
  expect([rowsOf(drawn), placeOf(shown)]).toEqual([KEPT, before])
})

test('nothing goes from under somebody who reads further back; it goes once they are back at the newest', async () => {
  const drawn = await drawLong()
  act(() => {
    drawn.account.sync.lookAt(general, messageIdOf(MOST - 90))
  })
  drawn.say('MESSAGE_CREATE', exampleMessage(MOST + 1))
  expect(rowsOf(drawn)).toBe(MOST + 1)
  act(() => {
    drawn.account.sync.lookAt(general, null)
  })
  drawn.say('MESSAGE_CREATE', exampleMessage(MOST + 2))
  expect(rowsOf(drawn)).toBe(KEPT)
})
