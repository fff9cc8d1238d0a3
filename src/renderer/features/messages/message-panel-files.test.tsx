import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { drawMessagePanel, general, typeInto, windowOf } from '../../fixtures/draw-message-panel.tsx'
import {
  exampleChannel,
  exampleMessage,
  exampleMessages,
  examplePending,
  examplePlace,
  serverIdOf,
} from '../../fixtures/records.ts'
import { setupPage } from '../../fixtures/setup-page.ts'
import type { MessageRow } from '../../store/state.ts'

setupPage()

const attaching = {
  ...windowOf(exampleMessages(1, 3)),
  places: {
    [serverIdOf(1)]: examplePlace({
      channels: [exampleChannel(1, { permissions: ['VIEW_CHANNEL', 'SEND_MESSAGES', 'ATTACH_FILES'] })],
    }),
  },
}

/** As the browser asks before it puts a piece of text into a field; false where it is not to. */
const offerPiece = (field: HTMLElement, data: string): boolean =>
  fireEvent(
    field,
    new InputEvent('beforeinput', { data, inputType: 'insertFromPaste', bubbles: true, cancelable: true }),
  )

/** What the composer says of a text that it did not take. */
const saidOfLong = (): string | undefined => document.querySelector('.composer-said')?.textContent

test('[F31] text that no message can hold never gets into the field: it is attached as a file, whole', async () => {
  const long = 'line of text\n'.repeat(100_000)
  const { account, composer } = drawMessagePanel(attaching)
  fireEvent.change(composer(), { target: { value: 'see this' } })
  expect(offerPiece(composer(), long)).toBe(false)
  expect(composer().value).toBe('see this')
  expect(await screen.findByText('message.txt')).toBeDefined()
  expect(saidOfLong()).toBe('A message has at most 4,000 characters: the text goes with it as a file.')
  const [id = ''] = account.store.get().draftFiles[general] ?? []
  expect(account.store.get().outgoing[id]).toMatchObject({ name: 'message.txt', size: long.length })
  act(() => account.sync.uploads.remove(id))
  expect(saidOfLong()).toBeUndefined()
})

test('[F31] where no files may be attached, it is said that the text is not here', () => {
  const { composer } = drawMessagePanel()
  expect(offerPiece(composer(), 'x'.repeat(1_200_000))).toBe(false)
  expect(saidOfLong()).toMatch(/at most 4,000 characters: the text was left where it comes from/)
  fireEvent.change(composer(), { target: { value: 'x' } })
  expect(saidOfLong()).toBeUndefined()
})

test('[F31] what can be cut down by hand stays in the field, and does not go out', () => {
  const { account, composer } = drawMessagePanel(attaching)
  const long = 'x'.repeat(5_000)
  expect(offerPiece(composer(), long)).toBe(true)
  fireEvent.change(composer(), { target: { value: long } })
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(screen.getByText('1,000 too many')).toBeDefined()
  expect(composer().value).toBe(long)
  expect(account.store.get().pending).toEqual({})
})

function attach(...files: readonly File[]): void {
  const input = document.querySelector('input[type=file]')
  if (input === null) throw new Error('there is nothing to attach with')
  fireEvent.change(input, { target: { files } })
}

const textFile = (name: string, bytes = 'abc'): File => new File([bytes], name, { type: 'text/plain' })

test('files alone are a message; the field and its files are empty at once', async () => {
  const { composer, gateway } = drawMessagePanel(attaching)
  attach(textFile('plan.txt'))
  const upload = await gateway.takeUpload()
  expect(screen.getByRole('listitem').textContent).toContain('plan.txt')
  act(() => {
    upload.progress(2)
  })
  expect(screen.getByRole('progressbar', { name: 'Uploading plan.txt' }).getAttribute('aria-valuenow')).toBe('67')
  upload.answer({ filename: 'plan.txt', contentType: 'text/plain', key: 'k', size: 3 }, { status: 201 })
  await screen.findByText('3 bytes, ready')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  const { body } = await gateway.take(`POST /channels/${general}/messages`)
  expect(body).toMatchObject({ attachments: [{ filename: 'plan.txt', key: 'k' }] })
})

test('[J28] what failed holds the message back, with the ways on: again, or without it', async () => {
  const { composer, gateway, account } = drawMessagePanel(attaching)
  attach(textFile('one.txt'), textFile('two.txt'))
  const [one, two] = [await gateway.takeUpload(), await gateway.takeUpload()]
  one.lose()
  two.answer({ message: 'file is too large' }, { status: 413 })
  await screen.findByText('3 bytes is more than this server takes.')
  expect(screen.queryByRole('button', { name: 'Retry two.txt' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Retry one.txt' })).toBeTruthy()
  typeInto(composer(), 'both')
  fireEvent.keyDown(composer(), { key: 'Enter' })
  expect(screen.getByText('2 files were not uploaded, so nothing was sent.')).toBeTruthy()
  expect([composer().value, account.store.get().pending]).toEqual(['both', {}])
  fireEvent.click(screen.getByRole('button', { name: 'Send without them' }))
  expect((await gateway.take(`POST /channels/${general}/messages`)).body).toEqual({
    content: 'both',
    payload: { clientNonce: expect.any(String) as string },
  })
})

test('[F44] a file that failed is spoken where its message is written, not with each drawing of its row', () => {
  const failed = {
    id: 'file',
    channelId: general,
    name: 'a.txt',
    contentType: 'text/plain',
    size: 3,
    progress: { status: 'failed', refusal: null },
  } as const
  const pending = [examplePending('a', { files: ['file'], delivery: { status: 'files-failed' } })]
  const state = { ...attaching, outgoing: { file: failed } }
  drawMessagePanel({ ...state, draftFiles: { [general]: ['file'] } })
  expect(screen.getByRole('alert').textContent).toContain('a.txt')
  cleanup()
  drawMessagePanel({ ...state, pending: { [general]: pending } })
  expect(screen.getByText('a.txt')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('where one may not attach there is no button, and a drop says why', () => {
  drawMessagePanel()
  expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull()
  const file = textFile('a.txt')
  fireEvent.drop(screen.getByRole('main'), {
    dataTransfer: { types: ['Files'], files: [file], items: [{ kind: 'file', webkitGetAsEntry: () => null }] },
  })
  expect(screen.getAllByText('You may not attach files here.').length).toBeGreaterThan(0)
})

test('a folder is refused by its name, the files beside it are attached', () => {
  const { account } = drawMessagePanel(attaching)
  const folder = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true, name: 'photos' }) }
  const one = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: false, name: 'a.txt' }) }
  fireEvent.drop(screen.getByRole('main'), {
    dataTransfer: { types: ['Files'], files: [textFile('photos'), textFile('a.txt')], items: [folder, one] },
  })
  expect(screen.getAllByText(/photos is a folder/).length).toBeGreaterThan(0)
  expect(Object.values(account.store.get().outgoing).map(({ name }) => name)).toEqual(['a.txt'])
})

const withFile = (over: object): MessageRow =>
  exampleMessage(4, {
    content: '',
    attachments: [{ filename: 'a.png', contentType: 'image/png', key: 'a.png', size: 9, ...over }],
  })

test('a picture that does not load says so in the room that was kept for it', () => {
  drawMessagePanel(windowOf([withFile({})]))
  const button = screen.getByRole('button', { name: 'Open image a.png' })
  fireEvent.error(button.querySelector('img') ?? button)
  expect(screen.getByText('This image did not load')).toBeTruthy()
})

test('what is no raster picture is a file to download, whatever it is called', async () => {
  const { gateway } = drawMessagePanel(windowOf([withFile({ contentType: 'image/svg+xml' })]))
  expect(screen.queryByRole('button', { name: 'Open image a.png' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Download a.png' }))
  const download = await gateway.take(`GET /channels/${general}/uploads/a.png`)
  download.answer({ message: 'File not found.' }, { status: 404 })
  expect((await screen.findAllByText('a.png was not downloaded. That file is gone.')).length).toBeGreaterThan(0)
})

test('whoever may only read has a file by the address that shows it', async () => {
  const { gateway } = drawMessagePanel(windowOf([withFile({ contentType: 'text/plain' })]))
  fireEvent.click(screen.getByRole('button', { name: 'Download a.png' }))
  const message = 'You do not have the required permission: SEND_MESSAGES'
  ;(await gateway.take(`GET /channels/${general}/uploads/a.png`)).answer({ message }, { status: 403 })
  await gateway.take('GET /static/a.png')
})

test('a picture kept elsewhere is not fetched: its host is named', () => {
  const { onOpenLink } = drawMessagePanel(windowOf([withFile({ url: 'https://elsewhere.test/a.png' })]))
  expect(screen.getByText('On elsewhere.test')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Open link' }))
  expect(onOpenLink).toHaveBeenCalledWith('https://elsewhere.test/a.png', 'https://elsewhere.test/a.png')
})
