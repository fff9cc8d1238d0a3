import { expect, test } from 'vitest'
import { createHeldDisk } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { general, openSendingPage, POST } from '../fixtures/open-sending-page.ts'

test('J46: taken back in time it is never sent, and what was typed is handed back', async () => {
  const disk = createHeldDisk()
  const { outbox, clock, gateway, store } = openSendingPage({ disk, undoMs: 5_000 })
  outbox.send({ channelId: general, content: 'oops' })
  clock.pass(4_999)
  const nonce = store.get().pending[general]?.[0]?.nonce ?? ''
  expect(outbox.takeBack(nonce)).toMatchObject({ content: 'oops' })
  clock.pass(60_000)
  await settled()
  expect([gateway.untaken(), disk.content().items]).toEqual([[], []])
})

test('J46: after its time it goes out, and then it is too late', async () => {
  const { outbox, clock, gateway, store } = openSendingPage({ disk: createHeldDisk(), undoMs: 5_000 })
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
  const first = openSendingPage({ disk, undoMs: 5_000 })
  first.outbox.send({ channelId: general, content: 'oops' })
  first.end()
  const second = openSendingPage({ disk, undoMs: 5_000 })
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
    const first = openSendingPage({ disk, undoMs: 5_000 })
    first.outbox.send({ channelId: general, content: 'oops' })
    first.end()
    const { clock, gateway } = openSendingPage({ disk, undoMs: 5_000, wallMs })
    await settled()
    clock.pass(4_999)
    await settled()
    expect(gateway.untaken()).toEqual([])
    clock.pass(1)
    await gateway.take(POST)
  },
)
