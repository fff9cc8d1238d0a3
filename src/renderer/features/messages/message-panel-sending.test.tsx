import { act, createEvent, fireEvent, renderHook, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { inAccount } from '../../fixtures/draw-in-account.tsx'
import { drawMessagePanel, general, rowOf, typeInto, windowOf } from '../../fixtures/draw-message-panel.tsx'
import {
  channelIdOf,
  exampleChannel,
  exampleMessage,
  exampleMessages,
  exampleOwnMessage,
  examplePending,
  examplePlace,
  messageIdOf,
  serverIdOf,
  timeOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import { createTestAccount } from '../../fixtures/test-account.ts'
import { useDraft } from './use-draft.ts'

setupPage()

const described = (element: Element): string =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? ''

test('Enter sends what was typed exactly, the field empties at once, and the row says that it is on its way', async () => {
  const { composer, gateway } = drawMessagePanel()
  typeInto(composer(), 'two\nlines ')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(composer().value).toBe('')
  expect((await gateway.take(`POST /channels/${general}/messages`)).body).toMatchObject({ content: 'two\nlines ' })
  expect(described(rowOf(/two/))).toBe('Sending')
})

test('Shift+Enter breaks the line and sends nothing', () => {
  const { composer, account } = drawMessagePanel()
  typeInto(composer(), 'one')
  const enter = createEvent.keyDown(composer(), { key: 'Enter', shiftKey: true })
  fireEvent(composer(), enter)
  expect(enter.defaultPrevented).toBe(false)
  expect(account.store.get().pending).toEqual({})
})

test.each([
  ['that is composing', { key: 'Enter', isComposing: true }],
  ['that ends a composition in browsers that say so late', { key: 'Enter', keyCode: 229 }],
])('[F13] Enter %s belongs to the input method: nothing is sent, the text stays', (_case, key) => {
  const { composer, account } = drawMessagePanel()
  typeInto(composer(), '你好')
  fireEvent.keyDown(composer(), key)
  expect(composer().value).toBe('你好')
  expect(account.store.get().pending).toEqual({})
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(account.store.get().pending[general]).toMatchObject([{ content: '你好' }])
})

test('nothing, and nothing but white space, is not sent', () => {
  const { composer, account } = drawMessagePanel()
  for (const value of ['', '  \n ']) {
    typeInto(composer(), value)
    fireEvent.keyDown(composer(), { key: 'Enter' })
    expect(composer().value).toBe(value)
  }
  expect(account.store.get().pending).toEqual({})
})

test('[F31] what is too long is not sent, stays, and says by how much', () => {
  const { composer, account } = drawMessagePanel()
  typeInto(composer(), 'x'.repeat(4_003))
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(composer().value).toHaveLength(4_003)
  expect(screen.getByText('3 too many')).toBeDefined()
  expect(account.store.get().pending).toEqual({})
})

test('[F24] what is typed belongs to its channel: another one is empty, and back again it is there', () => {
  const place = examplePlace({ channels: [exampleChannel(1), exampleChannel(2)] })
  const { composer, goTo } = drawMessagePanel({ ...windowOf([]), places: { [serverIdOf(1)]: place } })
  typeInto(composer(), 'half a sentence')
  goTo(channelIdOf(2))
  expect(screen.getByRole('textbox', { name: 'Message #channel-2' })).toHaveProperty('value', '')
  goTo(general)
  expect(composer().value).toBe('half a sentence')
})

test('[F24] also where the field itself stays, another channel has another text', () => {
  const { account } = createTestAccount()
  account.sync.drafts.write(channelIdOf(2), 'there')
  const { result, rerender } = renderHook(({ channel }) => useDraft(channel), {
    initialProps: { channel: general },
    wrapper: ({ children }) => inAccount(account, <>{children}</>),
  })
  act(() => result.current[1]('here'))
  rerender({ channel: channelIdOf(2) })
  expect(result.current[0]).toBe('there')
  act(() => result.current[1](''))
  expect(Object.entries(account.store.get().drafts)).toMatchObject([[general, { text: 'here' }]])
})

test('a refused message keeps its text, says why, and offers to try again or to give up', async () => {
  const { composer, gateway } = drawMessagePanel()
  typeInto(composer(), 'precious words')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  const line = `POST /channels/${general}/messages`
  ;(await gateway.take(line)).answer({ message: 'The moon is full' }, { status: 403 })
  await waitFor(() => expect(described(rowOf('precious words'))).toBe('Not sent. The server says: The moon is full'))
  fireEvent.click(within(rowOf('precious words')).getByRole('button', { name: 'Retry' }))
  ;(await gateway.take(line)).answer(
    { message: 'You do not have permission to send messages in this channel.' },
    { status: 403 },
  )
  await waitFor(() => expect(described(rowOf('precious words'))).toBe('Not sent. You may not post here.'))
  fireEvent.click(within(rowOf('precious words')).getByRole('button', { name: 'Delete' }))
  expect(screen.queryByText('precious words')).toBeNull()
})

test('[rule 7] a message without an answer is not confirmed, and never called failed', async () => {
  const { composer, gateway, account } = drawMessagePanel()
  typeInto(composer(), 'did it arrive?')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  ;(await gateway.take(`POST /channels/${general}/messages`)).lose()
  await waitFor(() => expect(described(rowOf('did it arrive?'))).toBe('Not confirmed yet'))
  expect(within(rowOf('did it arrive?')).getByRole('button', { name: 'Send again' })).toBeDefined()
  fireEvent.click(within(rowOf('did it arrive?')).getByRole('button', { name: 'Discard' }))
  expect(account.store.get().pending).toEqual({})
})

test('[rule 7] what went out before the connection broke says in view, too, that it is not confirmed', () => {
  const pending = [examplePending('a', { attempted: true })]
  const connection = { status: 'reconnecting', attempt: 1 } as const
  drawMessagePanel({ ...windowOf(exampleMessages(1, 2)), pending: { [general]: pending }, connection })
  const row = rowOf('pending a')
  expect(described(row)).toBe('Not confirmed yet')
  expect(row.querySelector('.tag')?.textContent?.trim()).toBe('Not confirmed yet')
})

test('where one may not write there is no field, and the reason stands there', () => {
  const place = examplePlace({ channels: [exampleChannel(1, { permissions: ['VIEW_CHANNEL'] })] })
  drawMessagePanel({ ...windowOf(exampleMessages(1, 2)), places: { [serverIdOf(1)]: place } })
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.getByText('You may read here, but not write.')).toBeDefined()
})

test('a reply names whom it answers, is sent as one, and shows what it answers while it is on its way', async () => {
  const { composer, gateway } = drawMessagePanel()
  fireEvent.pointerEnter(rowOf('text 2'))
  fireEvent.click(within(rowOf('text 2')).getByRole('button', { name: 'Reply' }))
  expect(document.querySelector('.composer-reply')?.textContent).toMatch(/^Replying to user-2/)
  expect(document.activeElement).toBe(composer())
  typeInto(composer(), 'the answer')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(document.querySelector('.composer-reply')).toBeNull()
  expect(rowOf('the answer').querySelector('.quote')?.textContent).toMatch(/user-2text 2$/)
  const { body } = await gateway.take(`POST /channels/${general}/messages`)
  expect(body).toMatchObject({ content: 'the answer', referencedMessageId: messageIdOf(2) })
})

test('R on a message answers it; Escape gives that up, but not while an input method composes', () => {
  const { composer, account } = drawMessagePanel()
  fireEvent.keyDown(rowOf('text 3'), { key: 'r' })
  const answered = (): string | undefined => account.store.get().drafts[general]?.referencedMessageId
  expect(answered()).toBe(messageIdOf(3))
  typeInto(composer(), 'typed')
  fireEvent.keyDown(composer(), { key: 'Escape', keyCode: 229 })
  expect(answered()).toBe(messageIdOf(3))
  fireEvent.keyDown(composer(), { key: 'Escape' })
  expect(answered()).toBeUndefined()
  expect(composer().value).toBe('typed')
})

test('a message that is retracted while it is answered: it is said, and the answer goes out without it', async () => {
  const { composer, gateway, say } = drawMessagePanel()
  fireEvent.keyDown(rowOf('text 3'), { key: 'r' })
  say('MESSAGE_UPDATE', exampleMessage(3, { retractedAt: timeOf(9), rev: 2 }))
  expect(screen.getByRole('alert').textContent).toMatch(/was retracted/)
  typeInto(composer(), 'all the same')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  const { body } = await gateway.take(`POST /channels/${general}/messages`)
  expect(body).not.toHaveProperty('referencedMessageId')
})

test.each(['Retry', 'Delete'])('%s on a message that was refused goes on in the field, not on the page', (name) => {
  const delivery = { status: 'failed', refusal: { words: 'no' } } as const
  const { composer } = drawMessagePanel({
    ...windowOf([exampleMessage(1)]),
    pending: { [general]: [examplePending('a', { delivery, content: 'precious words' })] },
  })
  const button = within(rowOf('precious words')).getByRole('button', { name })
  act(() => button.focus())
  fireEvent.click(button)
  expect(document.activeElement).toBe(composer())
})

test.each(['Retry', 'Discard'])('%s on a change that was refused goes on in the field, not on the page', (name) => {
  const change = { nonce: 'a', channelId: general, target: { messageId: messageIdOf(1) }, sentAt: 0 } as const
  const delivery = { status: 'failed', refusal: { words: 'no' } } as const
  const { composer } = drawMessagePanel({
    ...windowOf([exampleOwnMessage(1)]),
    changes: { [general]: [{ ...change, kind: 'retraction', delivery }] },
  })
  const button = within(rowOf('text 1')).getByRole('button', { name })
  act(() => button.focus())
  fireEvent.click(button)
  expect(document.activeElement).toBe(composer())
})

test('to go on with one message leaves what is typed into another', () => {
  const delivery = { status: 'failed', refusal: { words: 'no' } } as const
  const { composer } = drawMessagePanel({
    ...windowOf([exampleOwnMessage(1)]),
    pending: { [general]: [examplePending('a', { delivery, content: '' })] },
  })
  fireEvent.keyDown(composer(), { key: 'ArrowUp' })
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })
  typeInto(field, 'half a sentence')
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }))
  expect(screen.getByRole('textbox', { name: 'Edit message' })).toHaveProperty('value', 'half a sentence')
})
