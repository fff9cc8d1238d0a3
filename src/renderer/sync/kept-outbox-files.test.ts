import { expect, test } from 'vitest'
import { createHeldDisk } from '../fixtures/held-disk.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { elsewhere, general, openSendingPage, POST } from '../fixtures/open-sending-page.ts'
import { exampleOwnMessage } from '../fixtures/records.ts'

test('after a restart files go up again; one the gateway has keeps its key', async () => {
  const disk = createHeldDisk()
  const first = openSendingPage({ disk })
  first.uploads.add(general, [new File(['abc'], 'a.txt', { type: 'text/plain' }), new File(['b'], 'b.txt')])
  first.outbox.send({ channelId: general, content: 'files', files: first.store.get().draftFiles[general] ?? [] })
  first.uploads.take(general)
  const uploaded = { filename: 'a.txt', contentType: 'text/plain', key: 'a-key', size: 3 }
  ;(await first.gateway.takeUpload()).answer(uploaded, { status: 201 })
  await settled()
  first.end()

  const second = openSendingPage({ disk, connected: false })
  await settled()
  second.connect()
  const upload = await second.gateway.takeUpload()
  expect([upload.file.name, await upload.file.text()]).toEqual(['b.txt', 'b'])
  upload.answer({ filename: 'b.txt', contentType: '', key: 'b-key', size: 1 }, { status: 201 })
  const post = await second.gateway.take(POST)
  expect(post.body).toMatchObject({ content: 'files', attachments: [{ key: 'a-key' }, { key: 'b-key' }] })
  post.answer(exampleOwnMessage(2))
  await settled()
  expect(disk.content()).toEqual({ items: [], files: [], drafts: [] })
})

test('a file lost with the line goes up by itself once the line is back', async () => {
  const page = openSendingPage({ disk: createHeldDisk() })
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

const keptFile = { id: 'f', channelId: general, name: 'f.txt', contentType: '', size: 1, addedAt: 0 }

test('[F34] a file the disk had no room for is named after a restart, and its message does not go out without it', async () => {
  const files = [{ ...keptFile, blob: null }]
  const page = openSendingPage({ disk: createHeldDisk({ items: [{ ...elsewhere, files: ['f'] }], files }) })
  await settled()
  expect([page.shown(), page.gateway.untaken()]).toEqual([['elsewhere files-failed'], []])
  expect(page.store.get().outgoing['f']).toMatchObject({ name: 'f.txt', progress: { status: 'gone' } })
  page.uploads.remove('f')
  page.outbox.retry(general, 'there')
  expect((await page.gateway.take(POST)).body).not.toHaveProperty('attachments')
})

test('[rule 22] files of a draft that another page is writing stay on the disk', async () => {
  const disk = createHeldDisk()
  const page = openSendingPage({ disk })
  await settled()
  const file = { ...keptFile, blob: new Blob(['f']) }
  await disk.putFile(file)
  await disk.putDraft({ channelId: general, text: '', files: ['f'], changedAt: 1 })
  disk.say({ kind: 'items' })
  await settled()
  expect([page.gateway.untaken(), disk.content().files]).toEqual([[], [file]])
})

test('[F34] what is attached before the disk has answered stays beside what it has of the draft', async () => {
  const file = { ...keptFile, blob: new Blob(['f']) }
  const draft = { channelId: general, text: '', files: ['f'], changedAt: 1 }
  const page = openSendingPage({ disk: createHeldDisk({ files: [file], drafts: [draft] }) })
  page.uploads.add(general, [new File(['abc'], 'attached.txt')])
  const [attached] = page.store.get().draftFiles[general] ?? []
  await settled()
  expect(page.store.get().draftFiles[general]).toEqual(['f', attached])
  expect(page.store.get().outgoing[attached ?? '']).toMatchObject({ name: 'attached.txt' })
})
