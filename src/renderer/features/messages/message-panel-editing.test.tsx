import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import {
  drawMessagePanel,
  type DrawnMessagePanel,
  general,
  rowOf,
  typeInto,
  windowOf,
} from '../../fixtures/draw-message-panel.tsx'
import { settled } from '../../fixtures/held-gateway.ts'
import {
  exampleMessage,
  exampleMessages,
  exampleOwnMessage,
  examplePending,
  exampleWindow,
  messageIdOf,
  timeOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import type { MessageRow } from '../../store/state.ts'

setupPage()

const editLabel = { name: 'Edit message' }
const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>('textbox', editLabel)

function editLast({ composer }: DrawnMessagePanel): HTMLTextAreaElement {
  fireEvent.keyDown(composer(), { key: 'ArrowUp' })
  return field()
}

const scroll = async (top: number): Promise<void> => {
  await act(async () => {
    screen.getByRole('log').scrollTop = top
    fireEvent.scroll(screen.getByRole('log'))
    await settled()
  })
}

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame)

/** For its first frames the list goes on putting itself to its end. */
const atRest = (): Promise<void> =>
  act(async () => {
    for (let frame = 0; frame < 8; frame += 1) await nextFrame()
  })

const many = [...exampleMessages(1, 99), exampleOwnMessage(100)]

test('what arrives while a message is edited moves nobody away from it', async () => {
  // As high as they are taken for, so that nothing is corrected.
  const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(24)
  const drawn = drawMessagePanel(windowOf(many))
  await atRest()
  const edited = editLast(drawn)
  typeInto(edited, 'half a sentence')
  const before = screen.getByRole('log').scrollTop
  for (let number = 101; number <= 130; number += 1) drawn.say('MESSAGE_CREATE', exampleMessage(number))
  await act(settled)
  expect(screen.getByRole('log').scrollTop).toBe(before)
  expect(field()).toBe(edited)
  expect(edited.value).toBe('half a sentence')
  expect(screen.getByRole('button', { name: /new messages$/ })).toBeDefined()
  height.mockRestore()
})

test('the row that is edited and the one with the focus stay wherever one scrolls', async () => {
  const drawn = drawMessagePanel(windowOf(many))
  const edited = editLast(drawn)
  act(() => rowOf('text 99').focus())
  await scroll(0)
  expect(field()).toBe(edited)
  expect(document.activeElement).toBe(rowOf('text 99'))
  expect(screen.queryByText('text 98')).toBeNull()
})

test('a message that is retracted while it is edited leaves the field, what was typed and the focus, and that is said', async () => {
  const nonce = 'sent-here'
  const own = exampleOwnMessage(2, { payload: { clientNonce: nonce } })
  const drawn = drawMessagePanel({ ...windowOf([exampleMessage(1), own]), stored: { [nonce]: own._id } })
  const edited = editLast(drawn)
  typeInto(edited, 'much better')
  drawn.say('MESSAGE_UPDATE', exampleOwnMessage(2, { payload: {}, content: 'gone', retractedAt: timeOf(9), rev: 2 }))
  expect(document.activeElement).toBe(edited)
  expect(edited.value).toBe('much better')
  expect(within(screen.getByRole('alert')).getByText(/^This message was retracted/)).toBeDefined()
  fireEvent.keyDown(edited, { key: 'Enter' })
  expect(field().value).toBe('much better')
  await act(settled)
  expect(drawn.gateway.untaken().filter((line) => line.startsWith('PATCH'))).toEqual([])
  fireEvent.keyDown(edited, { key: 'Escape' })
  expect(screen.queryByRole('textbox', editLabel)).toBeNull()
  expect(document.activeElement).toBe(drawn.composer())
})

const sticker = { _id: 's', name: 'wave', url: '/wave.png' }

test.each<[string, readonly MessageRow[]]>([
  [
    'a sticker',
    [exampleOwnMessage(2), exampleOwnMessage(3, { type: 'message/sticker', content: '', payload: { sticker } })],
  ],
  ['files', [exampleOwnMessage(2), exampleOwnMessage(3, { content: '' })]],
])('Up edits the last own message that has words, and not %s alone', (_case, rows) => {
  expect(editLast(drawMessagePanel(windowOf(rows))).value).toBe('text 2')
})

test('Up edits neither what is being retracted nor files that are on their way without words', () => {
  const drawn = drawMessagePanel({
    ...windowOf([exampleOwnMessage(2), exampleOwnMessage(3)]),
    pending: { [general]: [examplePending('files', { content: '' })] },
  })
  act(() => {
    drawn.account.sync.outbox.retract({ channelId: general, messageId: messageIdOf(3) })
  })
  expect(editLast(drawn).value).toBe('text 2')
})

test('Up brings the message it edits into view, however far one has scrolled', async () => {
  const drawn = drawMessagePanel(
    windowOf([...exampleMessages(1, 49), exampleOwnMessage(50), ...exampleMessages(51, 99)]),
  )
  await scroll(0)
  const slot = editLast(drawn).closest<HTMLElement>('[data-index]')
  const log = screen.getByRole('log')
  await waitFor(() => {
    const top = Number.parseFloat(slot?.style.transform.replace('translateY(', '') ?? '')
    expect(top).toBeGreaterThanOrEqual(log.scrollTop)
    expect(top).toBeLessThan(log.scrollTop + log.clientHeight)
  })
})

test('Up further back goes to the newest messages first, where the last own one is', () => {
  const island = exampleWindow([exampleOwnMessage(1), ...exampleMessages(2, 30)], { reachesStart: true })
  const drawn = drawMessagePanel({
    ...windowOf([]),
    windows: { [general]: exampleWindow([exampleMessage(98), exampleOwnMessage(99)]) },
    viewed: { [general]: messageIdOf(1) },
    islands: { [general]: [{ ...island, newer: 'idle' }] },
  })
  expect(screen.queryByText('text 98')).toBeNull()
  expect(editLast(drawn).value).toBe('text 99')
  expect(screen.getByText('text 98')).toBeDefined()
})
