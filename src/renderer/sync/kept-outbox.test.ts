import { expect, test } from 'vitest'
import type { ChannelId } from '#shared/models/ids.ts'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk, ownSeat, type HeldDisk } from '../fixtures/held-disk.ts'
import { createHeldGateway, settled, type HeldGateway } from '../fixtures/held-gateway.ts'
import { createWaitingSeat } from '../fixtures/waiting-seat.ts'
import {
  channelIdOf,
  exampleMe,
  exampleMessage,
  exampleState,
  exampleWindow,
  messageIdOf,
  timeOf,
} from '../fixtures/records.ts'
import type { Kept, KeptItem } from '../store/kept.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { applyMessage } from './apply/messages.ts'
import { createSending } from './create-sending.ts'
import { createGatewayApi } from './gateway-api.ts'
import type { BecameMessage } from './kept-disk.ts'
import type { Outbox } from './outbox-types.ts'
import type { Seat } from './seat.ts'
import type { Uploads } from './uploads.ts'

const general = channelIdOf(1)
const elsewhereIn = channelIdOf(2)
const POST = `POST /channels/${general}/messages`
const ONE = `/channels/${general}/messages/${messageIdOf(1)}`
const there = { channelId: general, messageId: messageIdOf(1) }

interface Page {
  readonly outbox: Outbox
  readonly hear: ReturnType<typeof createSending>['hear']
  readonly uploads: Uploads
  readonly store: AccountStore
  readonly gateway: HeldGateway
  readonly clock: HeldClock
  readonly end: () => void
  /** The gateway said `ready`. */
  readonly resume: () => void
  readonly connect: () => void
  /** What is on its way: what it is, and how far. */
  readonly shown: () => readonly string[]
}

interface Opening {
  readonly disk: HeldDisk
  readonly dedupes?: boolean
  readonly connected?: boolean
  readonly undoMs?: number
  readonly seat?: Seat
  /** What the clock on the wall says. */
  readonly wallMs?: number
  /** What the one message that is shown has of its own. */
  readonly row?: object
}

let pages = 0

/** One page after the other, or beside it, over the same disk. */
function open({ disk, dedupes = true, connected = true, undoMs = 0, seat = ownSeat, wallMs, row = {} }: Opening): Page {
  const own = exampleMessage(1, { authorId: exampleMe, ...row })
  const windows = { [general]: exampleWindow([own], { reachesStart: true }) }
  const store = createAccountStore(exampleState({ windows }))
  const gateway = createHeldGateway()
  const clock = createHeldClock(wallMs)
  const page = (pages += 1)
  let nonces = 0
  const sending = createSending({
    api: createGatewayApi(gateway.request, clock),
    store,
    clock,
    upload: gateway.upload,
    extensions: dedupes ? ['nonce'] : [],
    newNonce: () => `page-${page}-${(nonces += 1)}`,
    kept: disk,
    seat,
    undoMs: () => undoMs,
    onAsked: () => undefined,
  })
  const setConnected = (is: boolean): void => {
    store.update((draft) => {
      draft.connection = is ? { status: 'connected' } : { status: 'connecting' }
    })
  }
  setConnected(connected)
  sending.start()
  return {
    ...sending,
    store,
    gateway,
    clock,
    end: sending.stop,
    connect: () => {
      setConnected(true)
      sending.outbox.resume()
    },
    shown: () => {
      const { pending, changes } = store.get()
      const messages = (pending[general] ?? []).map(({ content, delivery }) => `${content} ${delivery.status}`)
      return [...messages, ...(changes[general] ?? []).map(({ kind, delivery }) => `${kind} ${delivery.status}`)]
    },
  }
}

const nonceIn = ({ store }: Page, channelId: ChannelId): string | undefined =>
  store.get().pending[channelId]?.[0]?.nonce

const stored = (number: number, over: object = {}): object => exampleMessage(number, { authorId: exampleMe, ...over })

test('[rule 7] that it may have gone out is on the disk before it goes out', async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const disk = createHeldDisk()
  const slow: HeldDisk = {
    ...disk,
    putItem: async (item, options) => {
      const written = await disk.putItem(item, options)
      return 'attempted' in item ? promise : written
    },
  }
  const { outbox, gateway } = open({ disk: slow })
  outbox.send({ channelId: general, content: 'one' })
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(disk.content().items).toMatchObject([{ content: 'one', attempted: true }])
  resolve(true)
  await gateway.take(POST)
})

test('[T6] after a restart it is there before the line is, and goes out under the nonce it had, in order', async () => {
  const disk = createHeldDisk()
  const first = open({ disk })
  first.outbox.send({ channelId: general, content: 'one' })
  first.outbox.send({ channelId: general, content: 'two' })
  const { body } = await first.gateway.take(POST)
  first.end()

  const second = open({ disk, connected: false })
  await settled()
  expect(second.shown()).toEqual(['one sending', 'two sending'])
  expect(second.gateway.untaken()).toEqual([])
  second.connect()
  const again = await second.gateway.take(POST)
  expect(again.body).toEqual(body)
  again.answer(stored(2))
  expect((await second.gateway.take(POST)).body).toMatchObject({ content: 'two' })
})

test('[rule 7] [T10] where the gateway knows no nonces, what may have gone out before a restart is unconfirmed', async () => {
  const disk = createHeldDisk()
  const first = open({ disk, dedupes: false })
  first.outbox.send({ channelId: general, content: 'one' })
  first.outbox.send({ channelId: general, content: 'two' })
  await first.gateway.take(POST)
  first.end()

  const { gateway, shown } = open({ disk, dedupes: false })
  expect((await gateway.take(POST)).body).toMatchObject({ content: 'two' })
  expect(shown()).toEqual(['one unconfirmed', 'two sending'])
})

test('a nonce no gateway knows any more is as good as none', async () => {
  const disk = createHeldDisk()
  const first = open({ disk })
  first.outbox.send({ channelId: general, content: 'one' })
  await first.gateway.take(POST)
  first.end()
  const second = open({ disk, connected: false })
  await settled()
  second.clock.pass(24 * 3_600_000)
  second.connect()
  await settled()
  expect([second.gateway.untaken(), second.shown()]).toEqual([[], ['one unconfirmed']])
})

test('what arrived or was discarded is gone from the disk as well; what was refused stays there', async () => {
  const disk = createHeldDisk()
  const { outbox, gateway, store } = open({ disk })
  outbox.send({ channelId: general, content: 'one' })
  outbox.send({ channelId: general, content: 'two' })
  const post = await gateway.take(POST)
  // Its event is here before its answer.
  store.update((draft) => {
    const { nonce = '' } = draft.pending[general]?.[0] ?? {}
    const row = exampleMessage(2, { authorId: exampleMe, payload: { clientNonce: nonce } })
    applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: general, row })
  })
  post.answer(stored(2))
  ;(await gateway.take(POST)).answer({ message: 'no' }, { status: 403 })
  await settled()
  expect(disk.content().items).toMatchObject([{ content: 'two', delivery: { status: 'failed' } }])
  expect(disk.content().items[0]).not.toHaveProperty('attempted')
  outbox.discard(general, disk.content().items[0]?.nonce ?? '')
  await settled()
  expect(disk.content()).toEqual({ items: [], files: [], drafts: [] })
})

test('after a restart files go up again; one the gateway has keeps its key', async () => {
  const disk = createHeldDisk()
  const first = open({ disk })
  first.uploads.add(general, [new File(['abc'], 'a.txt', { type: 'text/plain' }), new File(['b'], 'b.txt')])
  first.outbox.send({ channelId: general, content: 'files', files: first.store.get().draftFiles[general] ?? [] })
  first.uploads.take(general)
  const uploaded = { filename: 'a.txt', contentType: 'text/plain', key: 'a-key', size: 3 }
  ;(await first.gateway.takeUpload()).answer(uploaded, { status: 201 })
  await settled()
  first.end()

  const second = open({ disk, connected: false })
  await settled()
  second.connect()
  const upload = await second.gateway.takeUpload()
  expect([upload.file.name, await upload.file.text()]).toEqual(['b.txt', 'b'])
  upload.answer({ filename: 'b.txt', contentType: '', key: 'b-key', size: 1 }, { status: 201 })
  const post = await second.gateway.take(POST)
  expect(post.body).toMatchObject({ content: 'files', attachments: [{ key: 'a-key' }, { key: 'b-key' }] })
  post.answer(stored(2))
  await settled()
  expect(disk.content()).toEqual({ items: [], files: [], drafts: [] })
})

test('a file lost with the line goes up by itself once the line is back', async () => {
  const page = open({ disk: createHeldDisk() })
  page.uploads.add(general, [new File(['abc'], 'a.txt')])
  page.outbox.send({ channelId: general, content: '', files: page.store.get().draftFiles[general] ?? [] })
  page.uploads.take(general)
  const upload = await page.gateway.takeUpload()
  await settled()
  upload.lose()
  await settled()
  expect(page.shown()).toEqual([' files-failed'])
  page.connect()
  ;(await page.gateway.takeUpload()).answer({ filename: 'a.txt', contentType: '', key: 'k', size: 3 })
  expect((await page.gateway.take(POST)).body).toMatchObject({ attachments: [{ key: 'k' }] })
})

test('[F07] corrected before it went out, it goes out corrected', async () => {
  const page = open({ disk: createHeldDisk(), connected: false })
  page.outbox.send({ channelId: general, content: 'helo' })
  const nonce = page.store.get().pending[general]?.[0]?.nonce ?? ''
  page.outbox.edit({ channelId: general, nonce }, { content: 'hello', before: 'helo' })
  page.connect()
  expect((await page.gateway.take(POST)).body).toMatchObject({ content: 'hello' })
  expect(page.shown()).toEqual(['hello sending'])
})

test.each([true, false])(
  '[F07] corrected while it is on its way, it is changed once it is there (nonce echoed: %s)',
  async (echoed) => {
    const disk = createHeldDisk()
    const page = open({ disk })
    page.outbox.send({ channelId: general, content: 'helo' })
    const post = await page.gateway.take(POST)
    const nonce = page.store.get().pending[general]?.[0]?.nonce ?? ''
    page.outbox.edit({ channelId: general, nonce }, { content: 'hello', before: 'helo' })
    await settled()
    expect(page.gateway.untaken()).toEqual([])
    post.answer(stored(2, { content: 'helo', ...(echoed ? { payload: { clientNonce: nonce } } : {}) }))
    const patch = await page.gateway.take(`PATCH /channels/${general}/messages/${messageIdOf(2)}`)
    expect(patch.body).toEqual({ content: 'hello' })
    expect(disk.content().items).toMatchObject([{ kind: 'edit', target: { messageId: messageIdOf(2) } }])
    patch.answer(stored(2, { content: 'hello', rev: 2 }))
    await settled()
    expect([page.shown(), disk.content().items]).toEqual([[], []])
  },
)

const lostEdit = async (page: Page): Promise<void> => {
  page.outbox.edit(there, { content: 'mine', before: 'text 1' })
  ;(await page.gateway.take(`PATCH ${ONE}`)).lose()
  await settled()
  expect(page.gateway.untaken()).toEqual([])
  page.clock.pass(1_000)
}

const READ = `GET /channels/${general}/messages?limit=1&before=`

test('[rule 15] an edit whose answer was lost is looked at: the same words, and it is done', async () => {
  const page = open({ disk: createHeldDisk(), dedupes: false })
  await lostEdit(page)
  ;(await page.gateway.take(READ)).answer([stored(1, { content: 'mine', rev: 2 })])
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([[], []])
  expect(page.store.get().windows[general]?.rows).toMatchObject([{ content: 'mine' }])
})

test('[rule 15] nothing changed, and it is made again', async () => {
  const page = open({ disk: createHeldDisk(), dedupes: false })
  await lostEdit(page)
  ;(await page.gateway.take(READ)).answer([stored(1)])
  expect((await page.gateway.take(`PATCH ${ONE}`)).body).toEqual({ content: 'mine' })
})

test('[rule 15] somebody made something else of it: the user is asked, and theirs or mine it is', async () => {
  const page = open({ disk: createHeldDisk(), dedupes: false })
  await lostEdit(page)
  ;(await page.gateway.take(READ)).answer([stored(1, { content: 'theirs', rev: 2 })])
  await settled()
  const [change] = page.store.get().changes[general] ?? []
  expect(change?.delivery).toEqual({ status: 'conflict', theirs: 'theirs' })
  page.outbox.keepMine(change?.nonce ?? '')
  expect((await page.gateway.take(`PATCH ${ONE}`)).body).toEqual({ content: 'mine' })
})

test('[J24] a refused change says why, keeps what was typed, and can be tried again or let go', async () => {
  const disk = createHeldDisk()
  const { outbox, gateway, store, shown } = open({ disk })
  outbox.edit(there, { content: 'mine', before: 'text 1' })
  ;(await gateway.take(`PATCH ${ONE}`)).answer({ message: 'You cannot' }, { status: 403 })
  await settled()
  const [change] = store.get().changes[general] ?? []
  expect(change).toMatchObject({ content: 'mine', delivery: { status: 'failed', refusal: { words: 'You cannot' } } })
  outbox.retry(general, change?.nonce ?? '')
  ;(await gateway.take(`PATCH ${ONE}`)).answer({ message: 'You cannot' }, { status: 403 })
  await settled()
  outbox.discard(general, change?.nonce ?? '')
  expect([shown(), disk.content().items]).toEqual([[], []])
})

test('[rule 15] another emoji takes the place of one that has not gone out', async () => {
  const page = open({ disk: createHeldDisk(), connected: false })
  page.outbox.react(there, '👍')
  page.outbox.react(there, '🎉')
  page.connect()
  const put = await page.gateway.take('PUT ')
  expect(put.line).toBe(`PUT ${ONE}/reactions/${encodeURIComponent('🎉')}/@me`)
  put.answer(stored(1, { rev: 2, reactions: [{ emoji: '🎉', userIds: [exampleMe._id] }] }))
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([[], []])
})

test('[rule 15] what was to take the place of a reaction and is taken away again takes that one with it', async () => {
  const page = open({ disk: createHeldDisk() })
  page.outbox.react(there, '👍')
  const first = await page.gateway.take('PUT ')
  // The first one is out; this one waits behind it, and is thought better of.
  page.outbox.react(there, '🎉')
  page.outbox.unreact(there, '🎉')
  first.answer(stored(1, { rev: 2, reactions: [{ emoji: '👍', userIds: [exampleMe._id] }] }))
  const gone = await page.gateway.take('DELETE ')
  expect(gone.line).toBe(`DELETE ${ONE}/reactions/${encodeURIComponent('👍')}/@me`)
  gone.answer(stored(1, { rev: 3, reactions: [{ emoji: '🌱', userIds: [exampleMe._id] }] }))
  await settled()
  // The gateway tells of one from another device: the same again, with that one beneath.
  page.outbox.react(there, '🎉')
  page.outbox.unreact(there, '🎉')
  expect((await page.gateway.take('DELETE ')).line).toBe(`DELETE ${ONE}/reactions/${encodeURIComponent('🌱')}/@me`)
})

test('[rule 15] a reaction that is not there is taken away', async () => {
  const page = open({ disk: createHeldDisk() })
  page.outbox.unreact(there, '👍')
  ;(await page.gateway.take('DELETE ')).answer(
    { message: 'Message not found or reaction could not be removed' },
    { status: 404 },
  )
  await settled()
  expect(page.shown()).toEqual([])
})

test('what is gone already is taken back', async () => {
  const page = open({ disk: createHeldDisk() })
  page.outbox.retract(there)
  ;(await page.gateway.take(`DELETE ${ONE}`)).answer({ message: 'Message not found' }, { status: 404 })
  await settled()
  expect(page.shown()).toEqual([])
})

test('J46: taken back in time it is never sent, and what was typed is handed back', async () => {
  const disk = createHeldDisk()
  const { outbox, clock, gateway, store } = open({ disk, undoMs: 5_000 })
  outbox.send({ channelId: general, content: 'oops' })
  clock.pass(4_999)
  const nonce = store.get().pending[general]?.[0]?.nonce ?? ''
  expect(outbox.takeBack(nonce)).toMatchObject({ content: 'oops' })
  clock.pass(60_000)
  await settled()
  expect([gateway.untaken(), disk.content().items]).toEqual([[], []])
})

test('J46: after its time it goes out, and then it is too late', async () => {
  const { outbox, clock, gateway, store } = open({ disk: createHeldDisk(), undoMs: 5_000 })
  outbox.send({ channelId: general, content: 'fine' })
  const nonce = store.get().pending[general]?.[0]?.nonce ?? ''
  await settled()
  expect(gateway.untaken()).toEqual([])
  clock.pass(5_000)
  await gateway.take(POST)
  expect(outbox.takeBack(nonce)).toBeUndefined()
})

test('J46: not sent yet when the page ended, it is not sent yet when it starts again, for the same time', async () => {
  const disk = createHeldDisk()
  const first = open({ disk, undoMs: 5_000 })
  first.outbox.send({ channelId: general, content: 'oops' })
  first.end()
  const second = open({ disk, undoMs: 5_000 })
  await settled()
  expect([second.shown(), second.gateway.untaken()]).toEqual([['oops held'], []])
  second.clock.pass(5_000)
  await second.gateway.take(POST)
})

test.each([
  ['back', 1_000],
  ['on', 9_000_000],
])(
  '[rule 21] J46: how long something may be taken back is counted here, whatever the clock said when it was written: %s',
  async (_case, wallMs) => {
    const disk = createHeldDisk()
    const first = open({ disk, undoMs: 5_000 })
    first.outbox.send({ channelId: general, content: 'oops' })
    first.end()
    const { clock, gateway } = open({ disk, undoMs: 5_000, wallMs })
    await settled()
    clock.pass(4_999)
    await settled()
    expect(gateway.untaken()).toEqual([])
    clock.pass(1)
    await gateway.take(POST)
  },
)

test('[rule 16] what was done to a message that is shown before the disk is read is meant for that message', async () => {
  const common = { channelId: general, sentAt: 1, delivery: { status: 'sending' } } as const
  const disk = createHeldDisk({
    items: [
      { ...common, kind: 'message', nonce: 'mine', content: 'one' },
      { ...common, kind: 'retraction', nonce: 'back', target: { nonce: 'mine' } },
    ],
  })
  const { store, gateway } = open({ disk, row: { payload: { clientNonce: 'mine' } } })
  await gateway.take(`DELETE ${ONE}`)
  expect(store.get().pending).toEqual({})
})

const elsewhere = {
  kind: 'message',
  nonce: 'there',
  channelId: general,
  content: 'elsewhere',
  sentAt: 1,
  delivery: { status: 'sending' },
} as const

test('[rule 22] what another page did is delivered here, and what became of it is told there', async () => {
  const disk = createHeldDisk()
  const kept: Kept = { items: [elsewhere], files: [], drafts: [] }
  const page = open({ disk: { ...disk, read: () => Promise.resolve(kept) }, connected: true })
  await settled()
  disk.say({ kind: 'items' })
  expect((await page.gateway.take(POST)).body).toMatchObject({
    content: 'elsewhere',
    payload: { clientNonce: 'there' },
  })
  disk.say({
    kind: 'items',
    settled: {
      nonce: 'there',
      messageId: messageIdOf(2),
      confirmed: exampleMessage(2, { authorId: exampleMe }),
    },
  })
  expect(page.store.get().windows[general]?.rows.map(({ _id }) => _id)).toEqual([messageIdOf(1), messageIdOf(2)])
})

test('[rule 22] what the line tells before its request is answered goes to the other pages as it is, shown here or not', async () => {
  const disk = createHeldDisk()
  const became: (BecameMessage | undefined)[] = []
  const page = open({
    disk: { ...disk, removeItem: (nonce, one) => disk.removeItem(nonce, one).finally(() => became.push(one)) },
  })
  page.outbox.send({ channelId: elsewhereIn, content: 'mine' })
  await page.gateway.take(`POST /channels/${elsewhereIn}/messages`)
  const row = exampleMessage(2, {
    channelId: elsewhereIn,
    authorId: exampleMe,
    payload: { clientNonce: nonceIn(page, elsewhereIn) },
  })
  page.hear([row])
  page.store.update((draft) => {
    applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: elsewhereIn, row })
  })
  await settled()
  expect(became).toEqual([{ messageId: row._id, confirmed: row }])
})

test('[rule 22] what another page did to a message of somebody else makes it no new one here', async () => {
  const disk = createHeldDisk()
  const { store } = open({ disk })
  await settled()
  const { serverId: _serverId, ...confirmed } = exampleMessage(1, { rev: 3 })
  disk.say({ kind: 'items', settled: { nonce: 'a reaction', messageId: confirmed._id, confirmed } })
  expect(store.get().windows[general]?.rows).toEqual([confirmed])
  expect(store.get().marks[general]).toBeUndefined()
})

test.each(['first', 'last'])(
  '[rule 22] what says nothing of its nonce is not shown beside what it was sent as, that heard of %s',
  async (order) => {
    const item: KeptItem = { ...elsewhere, attempted: true, sentAfter: messageIdOf(1) }
    const disk = createHeldDisk({ items: [item] })
    const page = open({ disk, connected: false })
    await settled()
    expect(page.shown()).toEqual(['elsewhere sending'])
    const row = exampleMessage(2, { authorId: exampleMe, retractedAt: timeOf(3) })
    const told = (): void => disk.say({ kind: 'items', settled: { nonce: 'there', messageId: row._id } })
    if (order === 'first') told()
    page.store.update((draft) => {
      applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: general, row })
    })
    if (order === 'last') told()
    expect(page.shown()).toEqual([])
    expect(page.store.get().windows[general]?.rows.at(-1)).toEqual(row)
  },
)

test('[rule 22] [T14] who takes over knows what the last one had begun, though nobody told it any more', async () => {
  const disk = createHeldDisk({ items: [elsewhere] })
  const seat = createWaitingSeat()
  const page = open({ disk, seat, dedupes: false })
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([['elsewhere sending'], []])
  await disk.putItem({ ...elsewhere, attempted: true })
  seat.sit()
  page.connect()
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([['elsewhere unconfirmed'], []])
})

test('[rule 22] what the last one wrote and did not tell goes out by the next one', async () => {
  const disk = createHeldDisk()
  const seat = createWaitingSeat()
  const page = open({ disk, seat })
  await settled()
  await disk.putItem(elsewhere)
  seat.sit()
  expect((await page.gateway.take(POST)).body).toMatchObject({ payload: { clientNonce: 'there' } })
})

test('[rule 22] what a page left on the disk and was killed before it told goes out when somebody looks again', async () => {
  const disk = createHeldDisk()
  const page = open({ disk })
  await settled()
  await disk.putItem(elsewhere)
  page.clock.pass(120_000)
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([[], []])
  page.clock.pass(120_000)
  expect((await page.gateway.take(POST)).body).toMatchObject({ payload: { clientNonce: 'there' } })
})

test('[rule 22] it goes out at the next `ready`, too; without a way to tell pages apart it is another page’s', async () => {
  for (const isShared of [true, false]) {
    const disk = createHeldDisk()
    const page = open({ disk, seat: { ...ownSeat, isShared } })
    await settled()
    await disk.putItem(elsewhere)
    page.resume()
    await settled()
    expect(page.gateway.untaken()).toEqual(isShared ? [POST] : [])
  }
})

const keptFile = { id: 'f', channelId: general, name: 'f.txt', contentType: '', size: 1, addedAt: 0 }

test('[F34] a file the disk had no room for is named after a restart, and its message does not go out without it', async () => {
  const files = [{ ...keptFile, blob: null }]
  const page = open({ disk: createHeldDisk({ items: [{ ...elsewhere, files: ['f'] }], files }) })
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([['elsewhere files-failed'], []])
  expect(page.store.get().outgoing['f']).toMatchObject({ name: 'f.txt', progress: { status: 'gone' } })
  page.uploads.remove('f')
  page.outbox.retry(general, 'there')
  expect((await page.gateway.take(POST)).body).not.toHaveProperty('attachments')
})

test('[rule 22] files of a draft that another page is writing stay on the disk', async () => {
  const disk = createHeldDisk()
  const page = open({ disk })
  await settled()
  const file = { ...keptFile, blob: new Blob(['f']) }
  await disk.putFile(file)
  await disk.putDraft({ channelId: general, text: '', files: ['f'], changedAt: 1 })
  disk.say({ kind: 'items' })
  await settled()
  expect([page.gateway.untaken(), disk.content().files]).toEqual([[], [file]])
})
