import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { MessageId } from '#shared/models/ids.ts'
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
  exampleChannel,
  exampleMessage,
  exampleMessages,
  exampleOwnMessage,
  examplePerson,
  examplePlace,
  exampleWindow,
  messageIdOf,
  serverIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import type { AccountState, MessageRow } from '../../store/state.ts'

setupPage()

test('what can be done to a message is what this person may do', () => {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.resolve() } })
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['SEND_MESSAGES', 'MANAGE_MESSAGES'] })] })
  const actionsOf = (text: string): readonly (string | null)[] => {
    fireEvent.pointerEnter(rowOf(text))
    const bar = within(rowOf(text)).getByRole('toolbar', { name: 'Message actions' })
    return within(bar)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'))
  }
  drawMessagePanel(windowOf([exampleMessage(1), exampleOwnMessage(2)]))
  expect(actionsOf('text 1')).toEqual(['Reply', 'More'])
  expect(actionsOf('text 2')).toEqual(['Reply', 'Edit', 'Retract', 'More'])
  cleanup()
  drawMessagePanel({ ...windowOf([exampleMessage(1)]), places: { [serverIdOf(1)]: place } })
  expect(actionsOf('text 1')).toEqual(['Reply', 'Retract', 'More'])
  Reflect.deleteProperty(navigator, 'clipboard')
})

test('a text that is copied is said to be; where a page has no clipboard, copying is not offered', async () => {
  const copied: string[] = []
  const writeText = (words: string): Promise<void> => {
    copied.push(words)
    return Promise.resolve()
  }
  drawMessagePanel(windowOf([exampleMessage(1)]))
  fireEvent.contextMenu(rowOf('text 1'))
  expect(screen.queryByRole('menuitem', { name: 'Copy text' })).toBeNull()
  cleanup()

  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
  drawMessagePanel(windowOf([exampleMessage(1)]))
  fireEvent.contextMenu(rowOf('text 1'))
  fireEvent.click(screen.getByRole('menuitem', { name: 'Copy text' }))
  await waitFor(() => {
    expect(screen.getAllByText('Copied')).not.toHaveLength(0)
  })
  expect(copied).toEqual(['text 1'])
  Reflect.deleteProperty(navigator, 'clipboard')
})

const withOwn = windowOf([
  exampleMessage(1),
  exampleOwnMessage(2),
  exampleOwnMessage(3, { retractedAt: timeOf(9) }),
  exampleMessage(4),
])

function editLast({ composer }: DrawnMessagePanel): HTMLTextAreaElement {
  fireEvent.keyDown(composer(), { key: 'ArrowUp' })
  return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })
}

test('Up in an empty field edits the last own message that stands; with text in it, Up moves the cursor', () => {
  const drawn = drawMessagePanel(withOwn)
  typeInto(drawn.composer(), 'a')
  fireEvent.keyDown(drawn.composer(), { key: 'ArrowUp' })
  expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull()
  typeInto(drawn.composer(), '')
  const field = editLast(drawn)
  expect(field.value).toBe('text 2')
  expect(document.activeElement).toBe(field)
})

test('Enter saves an edit and leaves the field', async () => {
  const drawn = drawMessagePanel(withOwn)
  const field = editLast(drawn)
  typeInto(field, 'better')
  fireEvent.keyDown(field, { key: 'Enter' })
  const patch = await drawn.gateway.take(`PATCH /channels/${general}/messages/${messageIdOf(2)}`)
  expect(patch.body).toEqual({ content: 'better' })
  patch.answer(exampleOwnMessage(2, { content: 'better', rev: 2, editedAt: timeOf(9) }))
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull())
  expect(rowOf('better').textContent).toContain('(edited)')
})

test('J24: a refused edit keeps what was typed beside the message and says why', async () => {
  const drawn = drawMessagePanel(withOwn)
  const field = editLast(drawn)
  typeInto(field, 'better')
  fireEvent.keyDown(field, { key: 'Enter' })
  // Shown at once, before any answer.
  expect(rowOf('better')).toBeDefined()
  const patch = await drawn.gateway.take('PATCH')
  patch.answer({ message: 'You do not have permission to manage this message.' }, { status: 403 })
  await waitFor(() => expect(rowOf('text 2').textContent).toContain('Not saved. You may not change that message.'))
  expect(within(rowOf('text 2')).getByText('better')).toBeDefined()
  // [F44] A row comes and goes with the scrolling: it would be spoken each time.
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.click(within(rowOf('text 2')).getByRole('button', { name: 'Retry' }))
  ;(await drawn.gateway.take('PATCH')).answer(exampleOwnMessage(2, { content: 'better', rev: 2 }))
  await waitFor(() => expect(screen.queryByText(/^Not saved/)).toBeNull())
  expect(rowOf('better')).toBeDefined()
})

test('Escape leaves the field without a change; nothing new and nothing at all are not saved', async () => {
  const drawn = drawMessagePanel(withOwn)
  typeInto(editLast(drawn), 'thrown away')
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Edit message' }), { key: 'Escape' })
  expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull()
  expect(screen.getByText('text 2')).toBeDefined()
  const again = editLast(drawn)
  typeInto(again, '  ')
  fireEvent.keyDown(again, { key: 'Enter' })
  expect(screen.getByRole('textbox', { name: 'Edit message' })).toBeDefined()
  typeInto(again, 'text 2')
  fireEvent.keyDown(again, { key: 'Enter' })
  expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull()
  await settled()
  expect(drawn.gateway.untaken().filter((line) => line.startsWith('PATCH'))).toEqual([])
})

test('[F12] Escape and Enter of an input method do nothing to an edit', () => {
  const field = editLast(drawMessagePanel(withOwn))
  typeInto(field, 'にほん')
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
  expect(screen.getByRole('textbox', { name: 'Edit message' })).toHaveProperty('value', 'にほん')
})

test('J24: retracting asks once, shows at once, and a refusal is said where the message is', async () => {
  const { gateway } = drawMessagePanel(windowOf([exampleOwnMessage(1)]))
  fireEvent.pointerEnter(rowOf('text 1'))
  fireEvent.click(within(rowOf('text 1')).getByRole('button', { name: 'Retract' }))
  const dialog = screen.getByRole('dialog', { name: 'Retract this message?' })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Retract message' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByRole('article').textContent).toContain('retracted this message')
  const line = `DELETE /channels/${general}/messages/${messageIdOf(1)}`
  ;(await gateway.take(line)).answer({ message: 'No' }, { status: 403 })
  await waitFor(() => expect(rowOf('text 1').textContent).toContain('Not retracted.'))
  expect(screen.getByText('text 1')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
  ;(await gateway.take(line)).answer(exampleOwnMessage(1, { rev: 2, retractedAt: timeOf(9) }))
  await waitFor(() => expect(screen.getByRole('article').textContent).toContain('retracted this message'))
})

test('a click on a reaction sets the own one, and on the own one takes it away', async () => {
  const reactedBy = (...people: number[]): { readonly reactions: readonly object[] } => ({
    reactions: [{ emoji: '🎉', userIds: people.map(userIdOf) }],
  })
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['VIEW_CHANNEL', 'ADD_REACTIONS'] })] })
  const rows = [exampleMessage(1, reactedBy(2)), exampleMessage(2, reactedBy(1, 2))]
  const { gateway } = drawMessagePanel({ ...windowOf(rows), places: { [serverIdOf(1)]: place } })
  const chip = (text: string): HTMLElement => within(rowOf(text)).getByRole('button', { name: /^🎉/ })
  expect(['text 1', 'text 2'].map((text) => chip(text).getAttribute('aria-pressed'))).toEqual(['false', 'true'])
  fireEvent.click(chip('text 1'))
  const at = (number: number): string =>
    `/channels/${general}/messages/${messageIdOf(number)}/reactions/%F0%9F%8E%89/@me`
  ;(await gateway.take(`PUT ${at(1)}`)).answer(exampleMessage(1, { ...reactedBy(2, 1), rev: 2 }))
  fireEvent.click(chip('text 2'))
  await gateway.take(`DELETE ${at(2)}`)
})

test('reactions say who, how many, and whether one is among them', () => {
  const userIds = [1, 2, 99].map(userIdOf)
  drawMessagePanel({
    ...windowOf([exampleMessage(1, { reactions: [{ emoji: '🎉', userIds }] })]),
    people: { [userIdOf(2)]: examplePerson(2) },
  })
  expect(within(screen.getByRole('article')).getByRole('button', { name: /🎉/ }).getAttribute('aria-label')).toBe(
    '🎉, 3 people: You, user-2, unknown person',
  )
})

const islandOf = (rows: readonly MessageRow[], newest: readonly MessageRow[]): Partial<AccountState> => ({
  ...windowOf([]),
  windows: { [general]: exampleWindow(newest) },
  viewed: { [general]: rows[0]?._id ?? messageIdOf(1) },
  islands: { [general]: [{ ...exampleWindow(rows, { reachesStart: true }), newer: 'idle' }] },
})

test('[rule 15] what is done to a message further back shows at once, and a reaction is taken away by a second click', async () => {
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['SEND_MESSAGES', 'ADD_REACTIONS'] })] })
  const reactions = [{ emoji: '🎉', userIds: [userIdOf(2)] }]
  const { account, gateway } = drawMessagePanel({
    ...islandOf(
      [exampleOwnMessage(1), exampleOwnMessage(2), exampleMessage(3, { reactions })],
      exampleMessages(91, 99),
    ),
    places: { [serverIdOf(1)]: place },
  })
  const at = (number: number): { channelId: typeof general; messageId: MessageId } => ({
    channelId: general,
    messageId: messageIdOf(number),
  })
  const chip = (): HTMLElement => within(rowOf('text 3')).getByRole('button', { name: /^🎉/ })
  fireEvent.click(chip())
  expect(chip().getAttribute('aria-pressed')).toBe('true')
  const path = `/channels/${general}/messages/${messageIdOf(3)}/reactions/%F0%9F%8E%89/@me`
  const put = await gateway.take(`PUT ${path}`)
  fireEvent.click(chip())
  put.answer(exampleMessage(3, { reactions: [{ emoji: '🎉', userIds: [userIdOf(2), userIdOf(1)] }], rev: 2 }))
  await gateway.take(`DELETE ${path}`)
  act(() => {
    account.sync.outbox.edit(at(1), { content: 'better', before: 'text 1' })
    account.sync.outbox.retract(at(2))
  })
  expect(rowOf('better')).toBeDefined()
  expect(screen.queryByText('text 2')).toBeNull()
})

test('the bar stays with its focused button when the pointer leaves, and under the pointer when the focus does', () => {
  const { composer } = drawMessagePanel(windowOf([exampleMessage(1)]))
  const row = rowOf('text 1')
  const bar = (): HTMLElement | null => within(row).queryByRole('toolbar')
  act(() => row.focus())
  const reply = within(row).getByRole('button', { name: 'Reply' })
  act(() => reply.focus())
  fireEvent.pointerEnter(row)
  fireEvent.pointerLeave(row)
  expect(document.activeElement).toBe(reply)
  fireEvent.pointerEnter(row)
  act(() => composer().focus())
  expect(bar()).not.toBeNull()
  fireEvent.pointerLeave(row)
  expect(bar()).toBeNull()
})
