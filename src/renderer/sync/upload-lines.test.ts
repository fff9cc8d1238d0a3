import { expect, test } from 'vitest'
import { createHeldDisk } from '../fixtures/held-disk.ts'
import type { HeldUpload } from '../fixtures/held-gateway.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { general, openSendingPage, POST, type SendingPage } from '../fixtures/open-sending-page.ts'

interface Files extends SendingPage {
  readonly states: () => readonly string[]
  /** How many files go up that nobody has looked at yet. */
  readonly begun: () => Promise<number>
}

function open(): Files {
  const page = openSendingPage({ disk: createHeldDisk() })
  return {
    ...page,
    states: () => Object.values(page.store.get().outgoing).map(({ progress }) => progress.status),
    begun: async () => {
      await settled()
      return page.gateway.uploadsUntaken()
    },
  }
}

const file = (name: string, size = 100): File => new File(['x'.repeat(size)], name, { type: 'text/plain' })

function keep(upload: HeldUpload): void {
  const { name, type, size } = upload.file
  upload.answer({ filename: name, contentType: type, key: `${name}.key`, size }, { status: 201 })
}

function sendWithFile({ outbox, uploads, store }: Files, name: string): void {
  uploads.add(general, [file(name)])
  outbox.send({ channelId: general, content: `look at ${name}`, files: store.get().draftFiles[general] ?? [] })
  uploads.take(general)
}

test('a file that stands still goes up again, and its message with it', async () => {
  const page = open()
  sendWithFile(page, 'a')
  const first = await page.gateway.takeUpload()
  first.progress(40)
  page.clock.pass(29_999)
  expect(first.signal.aborted).toBe(false)
  page.clock.pass(1)
  expect(first.signal.aborted).toBe(true)
  keep(await page.gateway.takeUpload())
  expect((await page.gateway.take(POST)).body).toMatchObject({ attachments: [{ key: 'a.key' }] })
})

test('a slow line that moves is left alone, and so is one that only the answer is missing of', async () => {
  const { uploads, gateway, clock } = open()
  uploads.add(general, [file('a')])
  const upload = await gateway.takeUpload()
  for (const bytes of [10, 50, 99, 400]) {
    clock.pass(29_000)
    upload.progress(bytes)
  }
  clock.pass(299_999)
  expect(upload.signal.aborted).toBe(false)
  clock.pass(1)
  expect(upload.signal.aborted).toBe(true)
})

test('counts that do not grow are no progress', async () => {
  const { uploads, gateway, clock } = open()
  uploads.add(general, [file('a')])
  const upload = await gateway.takeUpload()
  upload.progress(40)
  clock.pass(20_000)
  upload.progress(40)
  clock.pass(10_000)
  expect(upload.signal.aborted).toBe(true)
})

test('a file that stands still three times in a row has failed, and makes room for others', async () => {
  const { uploads, gateway, clock, states, begun } = open()
  uploads.add(general, [file('a'), file('b'), file('c')])
  for (let time = 0; time < 3; time += 1) {
    await gateway.takeUpload()
    await gateway.takeUpload()
    clock.pass(30_000)
  }
  expect((await gateway.takeUpload()).file.name).toBe('c')
  expect([states(), await begun()]).toEqual([['failed', 'failed', 'uploading'], 0])
})

test('what was going up as the line was cut is given up at `ready`, unless it has moved since', async () => {
  const { uploads, gateway, states } = open()
  uploads.add(general, [file('still'), file('moving'), file('next')])
  const still = await gateway.takeUpload()
  const moving = await gateway.takeUpload()
  uploads.doubt()
  moving.progress(50)
  uploads.dropDoubted()
  expect([still.signal.aborted, moving.signal.aborted]).toEqual([true, false])
  const again = await gateway.takeUpload()
  expect([again.file.name, states()]).toEqual(['still', ['uploading', 'uploading', 'waiting']])
  // It began after the cut.
  uploads.dropDoubted()
  expect(again.signal.aborted).toBe(false)
})

test('too many uploads: the gateway says when to go on, and until then none goes up', async () => {
  const page = open()
  sendWithFile(page, 'a')
  page.uploads.add(general, [file('b')])
  const [first, second] = [await page.gateway.takeUpload(), await page.gateway.takeUpload()]
  const slowDown = (seconds: string): Parameters<HeldUpload['answer']> => [
    { message: 'too many requests' },
    { status: 429, headers: { 'retry-after': seconds } },
  ]
  first.answer(...slowDown('5'))
  second.answer(...slowDown('9'))
  await settled()
  expect([page.states(), page.shown()]).toEqual([['waiting', 'waiting'], ['look at a sending']])
  page.clock.pass(8_999)
  page.uploads.resume()
  expect(await page.begun()).toBe(0)
  page.clock.pass(1)
  keep(await page.gateway.takeUpload())
  expect((await page.gateway.take(POST)).body).toMatchObject({ attachments: [{ key: 'a.key' }] })
})

test('a gateway that does not say how long is asked again in a second', async () => {
  const { uploads, gateway, clock, begun } = open()
  uploads.add(general, [file('a')])
  ;(await gateway.takeUpload()).answer({ message: 'too many requests' }, { status: 429 })
  expect(await begun()).toBe(0)
  clock.pass(1_000)
  expect(await begun()).toBe(1)
})
