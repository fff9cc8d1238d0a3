import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk, ownSeat } from '../fixtures/held-disk.ts'
import { createHeldGateway, settled, type HeldGateway, type HeldUpload } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleMe, exampleMessage, exampleState } from '../fixtures/records.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createSending } from './create-sending.ts'
import { createGatewayApi } from './gateway-api.ts'
import type { Outbox } from './outbox-types.ts'
import type { Uploads } from './uploads.ts'

interface Files {
  readonly store: AccountStore
  readonly gateway: HeldGateway
  readonly uploads: Uploads
  readonly clock: HeldClock
  readonly outbox: Outbox
  /** Ids of the draft's files in channel 1. */
  readonly draft: () => readonly string[]
  /** What became of each file, in the order of attaching. */
  readonly states: () => readonly string[]
}

const general = channelIdOf(1)
const random = channelIdOf(2)
const POST = `POST /channels/${general}/messages`

function open(): Files {
  const store = createAccountStore(exampleState())
  const gateway = createHeldGateway()
  const clock = createHeldClock()
  let ids = 0
  const sending = createSending({
    api: createGatewayApi(gateway.request, clock),
    store,
    clock,
    upload: gateway.upload,
    extensions: ['nonce'],
    newNonce: () => `id-${(ids += 1)}`,
    kept: createHeldDisk(),
    seat: ownSeat,
    undoMs: () => 0,
    onAsked: () => undefined,
  })
  sending.start()
  return {
    ...sending,
    store,
    clock,
    gateway,
    draft: () => store.get().draftFiles[general] ?? [],
    states: () => Object.values(store.get().outgoing).map(({ progress }) => progress.status),
  }
}

const file = (name: string, bytes = 'abc', type = 'text/plain'): File => new File([bytes], name, { type })

function keep(upload: HeldUpload, key: string): void {
  const { name, type, size } = upload.file
  upload.answer({ filename: name, contentType: type, key, size }, { status: 201 })
}

const confirmed = (nonce: string): object => exampleMessage(1, { authorId: exampleMe, payload: { clientNonce: nonce } })

test('a file goes up at once, says how far it is, and is there', async () => {
  const { uploads, gateway, store, draft, states } = open()
  uploads.add(general, [file('a.txt', 'x'.repeat(200))])
  const upload = await gateway.takeUpload()
  expect([upload.line, upload.file.name]).toEqual([`POST /channels/${general}/uploads`, 'a.txt'])
  upload.progress(50)
  expect(store.get().outgoing[draft()[0] ?? '']).toMatchObject({ progress: { status: 'uploading', sent: 50 } })
  // The form's own lines count as sent too.
  upload.progress(350)
  expect(store.get().outgoing[draft()[0] ?? '']).toMatchObject({ progress: { status: 'uploading', sent: 200 } })
  keep(upload, 'k.txt')
  await settled()
  expect(states()).toEqual(['done'])
})

test('reports too small to be seen change nothing', async () => {
  const { uploads, gateway, store } = open()
  uploads.add(general, [file('a.txt', 'x'.repeat(1000))])
  const upload = await gateway.takeUpload()
  let changes = 0
  store.subscribe(() => (changes += 1))
  for (let sent = 1; sent <= 1000; sent += 1) upload.progress(sent)
  expect(changes).toBe(100)
})

test('two go up at a time, the others wait for their turn', async () => {
  const { uploads, gateway, states } = open()
  uploads.add(general, [file('a'), file('b'), file('c')])
  const first = await gateway.takeUpload()
  await gateway.takeUpload()
  expect(states()).toEqual(['uploading', 'uploading', 'waiting'])
  keep(first, 'a')
  expect((await gateway.takeUpload()).file.name).toBe('c')
})

test('[F25] an empty file is attached, goes up, and can be taken out at every stage', async () => {
  const { uploads, gateway, draft, states } = open()
  uploads.add(general, [file('empty.txt', ''), file('b')])
  const empty = await gateway.takeUpload()
  expect(empty.file.size).toBe(0)
  empty.progress(120)
  keep(empty, 'e.txt')
  await settled()
  expect(states()).toEqual(['done', 'uploading'])
  const [first = '', second = ''] = draft()
  uploads.remove(first)
  uploads.remove(second)
  expect([draft(), states()]).toEqual([[], []])
})

test('what is taken out is ended, and its late answer changes nothing', async () => {
  const { uploads, gateway, draft, states } = open()
  uploads.add(general, [file('a')])
  const upload = await gateway.takeUpload()
  uploads.remove(draft()[0] ?? '')
  expect(upload.signal.aborted).toBe(true)
  keep(upload, 'a')
  await settled()
  expect(states()).toEqual([])
})

test('a file that was refused says why, and one without an answer can be tried again', async () => {
  const { uploads, gateway, store, draft, states } = open()
  uploads.add(general, [file('a'), file('b')])
  ;(await gateway.takeUpload()).answer({ message: 'file is too large' }, { status: 413 })
  ;(await gateway.takeUpload()).lose()
  await settled()
  const [first = '', second = ''] = draft()
  expect(store.get().outgoing[first]?.progress).toEqual({ status: 'failed', refusal: { code: 'fileTooLarge' } })
  expect(store.get().outgoing[second]?.progress).toEqual({ status: 'failed', refusal: null })
  uploads.retry(second)
  keep(await gateway.takeUpload(), 'b')
  await settled()
  expect(states()).toEqual(['failed', 'done'])
})

test('[F24] a file belongs to the draft it was attached to', async () => {
  const { uploads, outbox, gateway, store } = open()
  uploads.add(general, [file('a')])
  await gateway.takeUpload()
  outbox.send({ channelId: random, content: 'only text' })
  const { body } = await gateway.take(`POST /channels/${random}/messages`)
  expect(body).toEqual({ content: 'only text', payload: { clientNonce: 'id-2' } })
  expect(Object.keys(store.get().draftFiles)).toEqual([general])
})

function sendDraft({ uploads, outbox, draft }: Files, content: string): void {
  outbox.send({ channelId: general, content, files: draft() })
  uploads.take(general)
}

test('a message waits for its files, and what was sent after it waits, too, but not for long', async () => {
  const files = open()
  const { uploads, outbox, gateway, store, clock, draft, states } = files
  uploads.add(general, [file('é.png', 'abc', '')])
  sendDraft(files, 'look')
  expect(draft()).toEqual([])
  outbox.send({ channelId: general, content: 'meanwhile' })
  await settled()
  clock.pass(9_999)
  await settled()
  expect(gateway.untaken()).toEqual([])
  clock.pass(1)
  const passing = await gateway.take(POST)
  expect(passing.body).toMatchObject({ content: 'meanwhile' })
  passing.answer(confirmed('id-3'), { status: 201 })
  await settled()
  expect(gateway.untaken()).toEqual([])

  const upload = await gateway.takeUpload()
  upload.answer({ filename: 'garbled', contentType: '', key: 'k.png', size: 3 }, { status: 201 })
  const post = await gateway.take(POST)
  // The name it had here, and a type, which must not be empty.
  const attachment = { filename: 'é.png', contentType: 'application/octet-stream', key: 'k.png', size: 3 }
  expect(post.body).toEqual({ content: 'look', payload: { clientNonce: 'id-2' }, attachments: [attachment] })
  post.answer(confirmed('id-2'), { status: 201 })
  await settled()
  expect([store.get().pending[general], states()]).toEqual([undefined, []])
})

test('[J28] a message whose file did not get up is not sent; retry brings file and message', async () => {
  const files = open()
  const { uploads, outbox, gateway, store } = files
  await settled()
  uploads.add(general, [file('a'), file('b')])
  sendDraft(files, 'look')
  keep(await gateway.takeUpload(), 'a')
  ;(await gateway.takeUpload()).lose()
  await settled()
  const [pending] = store.get().pending[general] ?? []
  expect(pending?.delivery).toEqual({ status: 'files-failed' })
  expect(gateway.untaken()).toEqual([])
  outbox.retry(general, pending?.nonce ?? '')
  keep(await gateway.takeUpload(), 'b')
  expect((await gateway.take(POST)).body).toMatchObject({ attachments: [{ filename: 'a' }, { filename: 'b' }] })
})

test('a message without the file that failed goes out on retry; with nothing left it is gone', async () => {
  const files = open()
  const { uploads, outbox, gateway, store } = files
  uploads.add(general, [file('a')])
  sendDraft(files, '')
  ;(await gateway.takeUpload()).lose()
  await settled()
  const [pending] = store.get().pending[general] ?? []
  uploads.remove(pending?.files?.[0] ?? '')
  outbox.retry(general, pending?.nonce ?? '')
  await settled()
  expect([store.get().pending[general], gateway.untaken()]).toEqual([undefined, []])
})

test('discarding a message ends its uploads', async () => {
  const files = open()
  const { uploads, outbox, gateway, states } = files
  uploads.add(general, [file('a')])
  sendDraft(files, 'look')
  const upload = await gateway.takeUpload()
  outbox.discard(general, 'id-2')
  expect([upload.signal.aborted, states()]).toEqual([true, []])
})

test('after the end nothing goes up any more', async () => {
  const { uploads, gateway, states } = open()
  uploads.add(general, [file('a'), file('b'), file('c')])
  const first = await gateway.takeUpload()
  uploads.stop()
  await settled()
  expect(first.signal.aborted).toBe(true)
  expect(states().at(-1)).toBe('waiting')
})

test('a sticker goes out as the record it is', async () => {
  const { outbox, gateway } = open()
  const sticker = { _id: 'a'.repeat(24), name: 'Wave', scope: 'server', url: '/w.png' } as const
  outbox.send({ channelId: general, content: '', sticker })
  expect((await gateway.take(POST)).body).toEqual({
    type: 'message/sticker',
    payload: { clientNonce: 'id-1', stickerId: sticker._id, stickerScope: 'server' },
  })
})
