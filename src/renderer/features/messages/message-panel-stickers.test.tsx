import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawMessagePanel, general, typeInto, windowOf } from '../../fixtures/draw-message-panel.tsx'
import { exampleMessage, messageIdOf, serverIdOf, timeOf, userIdOf } from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import type { TestAccount } from '../../fixtures/test-account.ts'

setupPage()

const exampleSticker = {
  _id: messageIdOf(900),
  scope: 'server',
  serverId: serverIdOf(1),
  name: 'old',
  format: 'png',
  contentType: 'image/png',
  key: 'k.png',
  size: 1,
  createdBy: userIdOf(2),
  url: 'http://localhost/k.png',
  createdAt: timeOf(1),
  updatedAt: timeOf(1),
}

test('a sticker is its picture, with its name for those who listen', () => {
  const sticker = { _id: 'x', name: 'Wave', key: 'w.png' }
  drawMessagePanel(windowOf([exampleMessage(4, { type: 'message/sticker', content: '', payload: { sticker } })]))
  expect(screen.getByRole('img', { name: 'Sticker: Wave' }).getAttribute('src')).toBe('/static/w.png')
})

async function openStickers({ gateway }: TestAccount, answer: [unknown, ResponseInit?]): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: 'Stickers' }))
  ;(await gateway.take(`GET /servers/${serverIdOf(1)}/stickers`)).answer(...answer)
}

test('a chosen sticker is sent at once, and what was typed stays', async () => {
  const drawn = drawMessagePanel()
  typeInto(drawn.composer(), 'still here')
  await openStickers(drawn, [[{ _id: 'a'.repeat(24), name: 'Wave', scope: 'server', url: '/w.png' }]])
  fireEvent.click(await screen.findByRole('button', { name: 'Send sticker Wave' }))
  const { body } = await drawn.gateway.take(`POST /channels/${general}/messages`)
  expect(body).toMatchObject({
    type: 'message/sticker',
    payload: { stickerId: 'a'.repeat(24), stickerScope: 'server' },
  })
  expect(drawn.composer().value).toBe('still here')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('img', { name: 'Sticker: Wave' })).toBeTruthy()
})

test('stickers that do not load say so and are asked for again; a shelf with none says what to do', async () => {
  const drawn = drawMessagePanel()
  await openStickers(drawn, [{ message: 'Internal Server Error' }, { status: 500 }])
  expect(await screen.findByText('The stickers did not load.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  ;(await drawn.gateway.take(`GET /servers/${serverIdOf(1)}/stickers`)).answer([])
  expect(await screen.findByText('This server has no stickers yet.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Mine' }))
  ;(await drawn.gateway.take('GET /users/@me/stickers')).answer([])
  expect(await screen.findByText('You have no stickers yet. Add a picture to make one.')).toBeTruthy()
})

test.each([
  ['STICKER_UPDATE', { ...exampleSticker, name: 'new' }],
  ['STICKER_DELETE', { stickerId: exampleSticker._id }],
])('after %s the stickers that are open are read again, and stay where that fails', async (name, payload) => {
  const { gateway, say } = drawMessagePanel()
  const line = `GET /servers/${serverIdOf(1)}/stickers`
  fireEvent.click(screen.getByRole('button', { name: 'Stickers' }))
  await act(async () => (await gateway.take(line)).answer([exampleSticker]))
  expect(await screen.findByRole('button', { name: 'Send sticker old' })).toBeDefined()
  act(() => say(name, payload))
  await act(async () => (await gateway.take(line)).lose())
  expect(screen.getByRole('button', { name: 'Send sticker old' })).toBeDefined()
  act(() => say(name, payload))
  await act(async () => (await gateway.take(line)).answer([{ ...exampleSticker, name: 'new' }]))
  expect(await screen.findByRole('button', { name: 'Send sticker new' })).toBeDefined()
})
