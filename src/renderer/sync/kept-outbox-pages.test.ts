import { expect, test } from 'vitest'
import type { ChannelId } from '#shared/models/ids.ts'
import { createHeldDisk, ownSeat } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { elsewhere, general, openSendingPage, POST, type SendingPage } from '../fixtures/open-sending-page.ts'
import { channelIdOf, exampleMessage, exampleOwnMessage, messageIdOf, timeOf } from '../fixtures/records.ts'
import { createWaitingSeat } from '../fixtures/waiting-seat.ts'
import type { Kept, KeptItem } from '../store/kept.ts'
import { applyMessage } from './apply/messages.ts'
import type { BecameMessage } from './kept-disk.ts'

const elsewhereIn = channelIdOf(2)

const nonceIn = ({ store }: SendingPage, channelId: ChannelId): string | undefined =>
  store.get().pending[channelId]?.[0]?.nonce

test('[rule 22] what another page did is delivered here, and what became of it is told there', async () => {
  const disk = createHeldDisk()
  const kept: Kept = { items: [elsewhere], files: [], drafts: [] }
  const page = openSendingPage({ disk: { ...disk, read: () => Promise.resolve(kept) }, connected: true })
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
      confirmed: exampleOwnMessage(2),
    },
  })
  expect(page.store.get().windows[general]?.rows.map(({ _id }) => _id)).toEqual([messageIdOf(1), messageIdOf(2)])
})

test('[rule 22] what the line tells before its request is answered goes to the other pages as it is, shown here or not', async () => {
  const disk = createHeldDisk()
  const became: (BecameMessage | undefined)[] = []
  const page = openSendingPage({
    disk: { ...disk, removeItem: (nonce, one) => disk.removeItem(nonce, one).finally(() => became.push(one)) },
  })
  page.outbox.send({ channelId: elsewhereIn, content: 'mine' })
  await page.gateway.take(`POST /channels/${elsewhereIn}/messages`)
  const row = exampleOwnMessage(2, {
    channelId: elsewhereIn,
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
  const { store } = openSendingPage({ disk })
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
    const page = openSendingPage({ disk, connected: false })
    await settled()
    expect(page.shown()).toEqual(['elsewhere sending'])
    const row = exampleOwnMessage(2, { retractedAt: timeOf(3) })
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
  const page = openSendingPage({ disk, seat, dedupes: false })
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
  const page = openSendingPage({ disk, seat })
  await settled()
  await disk.putItem(elsewhere)
  seat.sit()
  expect((await page.gateway.take(POST)).body).toMatchObject({ payload: { clientNonce: 'there' } })
})

test('[rule 22] what a page left on the disk and was killed before it told goes out when somebody looks again', async () => {
  const disk = createHeldDisk()
  const page = openSendingPage({ disk })
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
    const page = openSendingPage({ disk, seat: { ...ownSeat, isShared } })
    await settled()
    await disk.putItem(elsewhere)
    page.resume()
    await settled()
    expect(page.gateway.untaken()).toEqual(isShared ? [POST] : [])
  }
})

test.each(['another page wrote', 'the gateway said ready'])(
  '[rule 23] F35: a disk that cannot be read takes nothing of what is on its way: %s',
  async (occasion) => {
    const disk = createHeldDisk()
    let isBroken = false
    const broken: Kept = { items: [], files: [], drafts: [], isPartial: true }
    const read = (): Promise<Kept> => (isBroken ? Promise.resolve(broken) : disk.read())
    const page = openSendingPage({ disk: { ...disk, read }, connected: false })
    await settled()
    page.outbox.send({ channelId: general, content: 'mine' })
    await settled()
    isBroken = true
    if (occasion === 'another page wrote') disk.say({ kind: 'items' })
    else page.resume()
    await settled()
    expect(page.shown()).toEqual(['mine sending'])
  },
)

test('[rule 22] [rule 23] of a disk of a newer version its pages deliver what is on it, this one what that never took', async () => {
  const disk = createHeldDisk()
  const seat = createWaitingSeat()
  const page = openSendingPage({ disk, seat })
  await settled()
  page.outbox.send({ channelId: general, content: 'on the disk' })
  await settled()
  disk.setKeeping('newer')
  page.outbox.send({ channelId: general, content: 'only here' })
  expect((await page.gateway.take(POST)).body).toMatchObject({ content: 'only here' })
  seat.sit()
  await settled()
  expect(page.gateway.untaken()).toEqual([])
  expect(page.shown()).toEqual(['on the disk sending', 'only here sending'])
})
