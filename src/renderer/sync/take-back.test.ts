import { expect, test } from 'vitest'
import { createHeldDisk } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { channelIdOf, messageIdOf } from '../fixtures/records.ts'
import { createTestAccount } from '../fixtures/test-account.ts'
import { selectDraft } from '../store/selectors/drafts.ts'

const general = channelIdOf(1)
const plan = new File(['a plan'], 'plan.txt')
const uploaded = { key: 'key', size: 6, contentType: 'text/plain', filename: 'plan.txt', url: '/static/key' }

/** A page whose user has just sent words, a file and an answer, and can still have them back. */
async function sendAll(disk = createHeldDisk()) {
  const page = createTestAccount({}, 'page', { undoMs: 5_000, disk })
  await settled()
  const { sync, store } = page.account
  sync.uploads.add(general, [plan])
  ;(await page.gateway.takeUpload()).answer(uploaded, { status: 201 })
  await settled()
  const [file = ''] = store.get().draftFiles[general] ?? []
  sync.outbox.send({ channelId: general, content: 'oops', files: [file], referencedMessageId: messageIdOf(1) })
  sync.uploads.take(general)
  const nonce = store.get().pending[general]?.[0]?.nonce ?? ''
  return { ...page, sync, store, file, nonce }
}

test('J46: undone, words, file and whom it answers are the draft again, on the disk in the same step', async () => {
  const { sync, store, file, nonce, disk, clock, gateway } = await sendAll()
  expect(sync.takeBack(nonce)).toBe(true)
  const draft = { text: 'oops', files: [file], referencedMessageId: messageIdOf(1) }
  expect(selectDraft(store.get(), general)).toMatchObject(draft)
  expect(disk.content()).toMatchObject({ items: [], drafts: [draft], files: [{ id: file }] })
  clock.pass(60_000)
  await settled()
  expect(gateway.untaken().filter((line) => line.startsWith('POST'))).toEqual([])
  expect(store.get().outgoing[file]?.progress.status).toBe('done')
})

test('J46: what was written and attached since stays, behind what comes back', async () => {
  const { sync, store, file, nonce, gateway } = await sendAll()
  sync.drafts.write(general, 'something else')
  sync.drafts.answer(general, messageIdOf(2))
  sync.uploads.add(general, [new File(['two'], 'two.txt')])
  ;(await gateway.takeUpload()).answer({ ...uploaded, key: 'two' }, { status: 201 })
  const [second] = store.get().draftFiles[general] ?? []
  sync.takeBack(nonce)
  expect(selectDraft(store.get(), general)).toMatchObject({
    text: 'oops\n\nsomething else',
    files: [file, second],
    referencedMessageId: messageIdOf(2),
  })
})

test('J46: too late, nothing changes', async () => {
  const { sync, store, nonce, clock, gateway } = await sendAll()
  clock.pass(5_000)
  await gateway.take(`POST /channels/${general}/messages`)
  expect(sync.takeBack(nonce)).toBe(false)
  expect(selectDraft(store.get(), general)).toMatchObject({ text: '', files: [] })
})

test('[rule 22] J46: another page that hears of it does not sweep the file away', async () => {
  const disk = createHeldDisk()
  const { sync, nonce, file } = await sendAll(disk)
  const other = createTestAccount({}, 'other', { undoMs: 5_000, disk })
  await settled()
  sync.takeBack(nonce)
  disk.say({ kind: 'items' })
  await settled()
  other.account.sync.outbox.resume()
  await settled()
  expect(other.account.store.get().pending).toEqual({})
  expect(disk.content().files.map(({ id }) => id)).toEqual([file])
})
