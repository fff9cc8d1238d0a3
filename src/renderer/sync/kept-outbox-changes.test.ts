import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { createHeldDisk } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { general, ONE, openSendingPage, POST, type SendingPage, there } from '../fixtures/open-sending-page.ts'
import { exampleIsland, exampleMe, exampleOwnMessage, messageIdOf } from '../fixtures/records.ts'

test('[F07] corrected before it went out, it goes out corrected', async () => {
  const page = openSendingPage({ disk: createHeldDisk(), connected: false })
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
    const page = openSendingPage({ disk })
    page.outbox.send({ channelId: general, content: 'helo' })
    const post = await page.gateway.take(POST)
    const nonce = page.store.get().pending[general]?.[0]?.nonce ?? ''
    page.outbox.edit({ channelId: general, nonce }, { content: 'hello', before: 'helo' })
    await settled()
    expect(page.gateway.untaken()).toEqual([])
    post.answer(exampleOwnMessage(2, { content: 'helo', ...(echoed ? { payload: { clientNonce: nonce } } : {}) }))
    const patch = await page.gateway.take(`PATCH /channels/${general}/messages/${messageIdOf(2)}`)
    expect(patch.body).toEqual({ content: 'hello' })
    expect(disk.content().items).toMatchObject([{ kind: 'edit', target: { messageId: messageIdOf(2) } }])
    patch.answer(exampleOwnMessage(2, { content: 'hello', rev: 2 }))
    await settled()
    expect([page.shown(), disk.content().items]).toEqual([[], []])
  },
)

const lostEdit = async (page: SendingPage): Promise<void> => {
  page.outbox.edit(there, { content: 'mine', before: 'text 1' })
  ;(await page.gateway.take(`PATCH ${ONE}`)).lose()
  await settled()
  expect(page.gateway.untaken()).toEqual([])
  page.clock.pass(1_000)
}

const READ = `GET /channels/${general}/messages?limit=1&before=`

test('[rule 15] an edit whose answer was lost is looked at: the same words, and it is done', async () => {
  const page = openSendingPage({ disk: createHeldDisk(), dedupes: false })
  await lostEdit(page)
  ;(await page.gateway.take(READ)).answer([exampleOwnMessage(1, { content: 'mine', rev: 2 })])
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([[], []])
  expect(page.store.get().windows[general]?.rows).toMatchObject([{ content: 'mine' }])
})

test('[rule 15] nothing changed, and it is made again', async () => {
  const page = openSendingPage({ disk: createHeldDisk(), dedupes: false })
  await lostEdit(page)
  ;(await page.gateway.take(READ)).answer([exampleOwnMessage(1)])
  expect((await page.gateway.take(`PATCH ${ONE}`)).body).toEqual({ content: 'mine' })
})

test('[rule 15] somebody made something else of it: the user is asked, and theirs or mine it is', async () => {
  const page = openSendingPage({ disk: createHeldDisk(), dedupes: false })
  await lostEdit(page)
  ;(await page.gateway.take(READ)).answer([exampleOwnMessage(1, { content: 'theirs', rev: 2 })])
  await settled()
  const [change] = page.store.get().changes[general] ?? []
  expect(change?.delivery).toEqual({ status: 'conflict', theirs: 'theirs' })
  page.outbox.keepMine(change?.nonce ?? '')
  expect((await page.gateway.take(`PATCH ${ONE}`)).body).toEqual({ content: 'mine' })
})

test('[rule 15] the user is asked too where the message stands further back', async () => {
  const page = openSendingPage({ disk: createHeldDisk() })
  const target = { channelId: general, messageId: messageIdOf(7) }
  page.store.update((draft) => {
    draft.islands[general] = [castDraft(exampleIsland([exampleOwnMessage(7, { content: 'theirs', rev: 3 })]))]
  })
  page.outbox.edit(target, { content: 'mine', before: 'as it was' })
  await settled()
  expect(page.store.get().changes[general]?.[0]?.delivery).toEqual({ status: 'conflict', theirs: 'theirs' })
})

test('[J24] a refused change says why, keeps what was typed, and can be tried again or let go', async () => {
  const disk = createHeldDisk()
  const { outbox, gateway, store, shown } = openSendingPage({ disk })
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
  const page = openSendingPage({ disk: createHeldDisk(), connected: false })
  page.outbox.react(there, '👍')
  page.outbox.react(there, '🎉')
  page.connect()
  const put = await page.gateway.take('PUT ')
  expect(put.line).toBe(`PUT ${ONE}/reactions/${encodeURIComponent('🎉')}/@me`)
  put.answer(exampleOwnMessage(1, { rev: 2, reactions: [{ emoji: '🎉', userIds: [exampleMe._id] }] }))
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([[], []])
})

test('[rule 15] what was to take the place of a reaction and is taken away again takes that one with it', async () => {
  const page = openSendingPage({ disk: createHeldDisk() })
  page.outbox.react(there, '👍')
  const first = await page.gateway.take('PUT ')
  // The first one is out; this one waits behind it, and is thought better of.
  page.outbox.react(there, '🎉')
  page.outbox.unreact(there, '🎉')
  first.answer(exampleOwnMessage(1, { rev: 2, reactions: [{ emoji: '👍', userIds: [exampleMe._id] }] }))
  const gone = await page.gateway.take('DELETE ')
  expect(gone.line).toBe(`DELETE ${ONE}/reactions/${encodeURIComponent('👍')}/@me`)
  gone.answer(exampleOwnMessage(1, { rev: 3, reactions: [{ emoji: '🌱', userIds: [exampleMe._id] }] }))
  await settled()
  // The gateway tells of one from another device: the same again, with that one beneath.
  page.outbox.react(there, '🎉')
  page.outbox.unreact(there, '🎉')
  expect((await page.gateway.take('DELETE ')).line).toBe(`DELETE ${ONE}/reactions/${encodeURIComponent('🌱')}/@me`)
})

test('[rule 15] a reaction that is not there is taken away', async () => {
  const page = openSendingPage({ disk: createHeldDisk() })
  page.outbox.unreact(there, '👍')
  ;(await page.gateway.take('DELETE ')).answer(
    { message: 'Message not found or reaction could not be removed' },
    { status: 404 },
  )
  await settled()
  expect(page.shown()).toEqual([])
})

test('what is gone already is taken back', async () => {
  const page = openSendingPage({ disk: createHeldDisk() })
  page.outbox.retract(there)
  ;(await page.gateway.take(`DELETE ${ONE}`)).answer({ message: 'Message not found' }, { status: 404 })
  await settled()
  expect(page.shown()).toEqual([])
})
