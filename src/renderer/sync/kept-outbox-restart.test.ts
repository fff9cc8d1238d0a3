import { expect, test } from 'vitest'
import { createHeldDisk, type HeldDisk } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { general, ONE, openSendingPage, POST } from '../fixtures/open-sending-page.ts'
import { exampleOwnMessage } from '../fixtures/records.ts'
import { applyMessage } from './apply/messages.ts'

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
  const { outbox, gateway } = openSendingPage({ disk: slow })
  outbox.send({ channelId: general, content: 'one' })
  await settled()
  expect(gateway.untaken()).toEqual([])
  expect(disk.content().items).toMatchObject([{ content: 'one', attempted: true }])
  resolve(true)
  await gateway.take(POST)
})

test('[T6] after a restart it is there before the line is, and goes out under the nonce it had, in order', async () => {
  const disk = createHeldDisk()
  const first = openSendingPage({ disk })
  first.outbox.send({ channelId: general, content: 'one' })
  first.outbox.send({ channelId: general, content: 'two' })
  const { body } = await first.gateway.take(POST)
  first.end()

  const second = openSendingPage({ disk, connected: false })
  await settled()
  expect(second.shown()).toEqual(['one sending', 'two sending'])
  expect(second.gateway.untaken()).toEqual([])
  second.connect()
  const again = await second.gateway.take(POST)
  expect(again.body).toEqual(body)
  again.answer(exampleOwnMessage(2))
  expect((await second.gateway.take(POST)).body).toMatchObject({ content: 'two' })
})

test('[rule 7] [T10] where the gateway knows no nonces, what may have gone out before a restart is unconfirmed', async () => {
  const disk = createHeldDisk()
  const first = openSendingPage({ disk, dedupes: false })
  first.outbox.send({ channelId: general, content: 'one' })
  first.outbox.send({ channelId: general, content: 'two' })
  await first.gateway.take(POST)
  first.end()

  const { gateway, shown } = openSendingPage({ disk, dedupes: false })
  expect((await gateway.take(POST)).body).toMatchObject({ content: 'two' })
  expect(shown()).toEqual(['one unconfirmed', 'two sending'])
})

test('a nonce no gateway knows any more is as good as none', async () => {
  const disk = createHeldDisk()
  const first = openSendingPage({ disk })
  first.outbox.send({ channelId: general, content: 'one' })
  await first.gateway.take(POST)
  first.end()
  const second = openSendingPage({ disk, connected: false })
  await settled()
  second.clock.pass(24 * 3_600_000)
  second.connect()
  await settled()
  expect([second.gateway.untaken(), second.shown()]).toEqual([[], ['one unconfirmed']])
})

test('what arrived or was discarded is gone from the disk as well; what was refused stays there', async () => {
  const disk = createHeldDisk()
  const { outbox, gateway, store } = openSendingPage({ disk })
  outbox.send({ channelId: general, content: 'one' })
  outbox.send({ channelId: general, content: 'two' })
  const post = await gateway.take(POST)
  // Its event is here before its answer.
  store.update((draft) => {
    const { nonce = '' } = draft.pending[general]?.[0] ?? {}
    const row = exampleOwnMessage(2, { payload: { clientNonce: nonce } })
    applyMessage(draft, { type: 'MESSAGE_CREATE', channelId: general, row })
  })
  post.answer(exampleOwnMessage(2))
  ;(await gateway.take(POST)).answer({ message: 'no' }, { status: 403 })
  await settled()
  expect(disk.content().items).toMatchObject([{ content: 'two', delivery: { status: 'failed' } }])
  expect(disk.content().items[0]).not.toHaveProperty('attempted')
  outbox.discard(general, disk.content().items[0]?.nonce ?? '')
  await settled()
  expect(disk.content()).toEqual({ items: [], files: [], drafts: [] })
})

test('[rule 16] what was done to a message that is shown before the disk is read is meant for that message', async () => {
  const common = { channelId: general, sentAt: 1, delivery: { status: 'sending' } } as const
  const disk = createHeldDisk({
    items: [
      { ...common, kind: 'message', nonce: 'mine', content: 'one' },
      { ...common, kind: 'retraction', nonce: 'back', target: { nonce: 'mine' } },
    ],
  })
  const { store, gateway } = openSendingPage({ disk, row: { payload: { clientNonce: 'mine' } } })
  await gateway.take(`DELETE ${ONE}`)
  expect(store.get().pending).toEqual({})
})
