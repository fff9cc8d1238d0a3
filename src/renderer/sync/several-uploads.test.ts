import { expect, test } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { createHeldDisk, type HeldDisk } from '../fixtures/held-disk.ts'
import { pagesOf } from '../fixtures/held-disk-pages.ts'
import { createHeldGateway, settled, type HeldGateway } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleMe, exampleMessage, exampleState } from '../fixtures/records.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createSending } from './create-sending.ts'
import { createDrafts } from './drafts.ts'
import { createGatewayApi } from './gateway-api.ts'
import type { KeptDisk } from './kept-disk.ts'
import type { Outbox } from './outbox-types.ts'
import type { Uploads } from './uploads.ts'

const general = channelIdOf(1)

interface Page {
  readonly store: AccountStore
  readonly gateway: HeldGateway
  readonly clock: HeldClock
  readonly uploads: Uploads
  readonly outbox: Outbox
  readonly end: () => void
  readonly sit: () => void
  readonly states: () => readonly string[]
  /** How many files it sends just now. */
  readonly sends: () => Promise<number>
}

interface Opening {
  readonly kept: KeptDisk
  readonly number: number
  readonly isShared: boolean
}

function open({ kept, number, isShared }: Opening): Page {
  const store = createAccountStore(exampleState())
  const gateway = createHeldGateway()
  const clock = createHeldClock()
  const listeners = new Set<() => void>()
  let [isMine, ids] = [!isShared || number === 0, 0]
  const sending = createSending({
    api: createGatewayApi(gateway.request, clock),
    store,
    clock,
    upload: gateway.upload,
    extensions: ['nonce'],
    newNonce: () => `page-${number}-${(ids += 1)}`,
    kept,
    seat: {
      isShared,
      isMine: () => isMine,
      onMine: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    undoMs: () => 0,
    onAsked: () => undefined,
  })
  const drafts = createDrafts({ store, disk: kept, clock, follow: sending.uploads.follow })
  sending.start()
  return {
    ...sending,
    store,
    gateway,
    clock,
    end: () => {
      drafts.stop()
      sending.stop()
    },
    sit: () => {
      isMine = true
      for (const listener of listeners) listener()
    },
    states: () => Object.values(store.get().outgoing).map(({ progress }) => progress.status),
    sends: async () => {
      await settled()
      return gateway.uploadsUntaken()
    },
  }
}

interface Two {
  readonly disk: HeldDisk
  /** The one with the seat, where there is one. */
  readonly holder: Page
  readonly other: Page
}

async function openTwo({ isShared = true, disk = createHeldDisk() } = {}): Promise<Two> {
  const pages = pagesOf(disk, 2).map((kept, number) => open({ kept, number, isShared }))
  const [holder, other] = pages
  if (holder === undefined || other === undefined) throw new Error('Two pages are two')
  await settled()
  return { disk, holder, other }
}

async function attach(page: Page): Promise<void> {
  page.uploads.add(general, [new File(['abc'], 'a.txt')])
  await settled()
  page.clock.pass(1_000)
  await settled()
}

const uploaded = { filename: 'a.txt', contentType: 'text/plain', key: 'k', size: 3 }

test.each(['holder', 'other'] as const)(
  '[rule 22] a file that is attached goes up from one page, whichever it was attached in, and the other shows how far: %s',
  async (at) => {
    const { holder, other, ...two } = await openTwo()
    await attach(at === 'holder' ? holder : other)
    expect([await holder.sends(), await other.sends()]).toEqual([1, 0])
    const upload = await holder.gateway.takeUpload()
    upload.progress(2)
    expect(Object.values(other.store.get().outgoing)).toMatchObject([{ progress: { status: 'uploading', sent: 2 } }])
    upload.answer(uploaded, { status: 201 })
    await settled()
    expect([holder.states(), other.states()]).toEqual([['done'], ['done']])
    expect(two.disk.content().files).toMatchObject([{ uploaded }])
  },
)

test('[rule 22] when the page that sends it is gone the other one does', async () => {
  const { holder, other } = await openTwo()
  await attach(other)
  await holder.gateway.takeUpload()
  expect(other.states()).toEqual(['uploading'])
  holder.end()
  other.sit()
  ;(await other.gateway.takeUpload()).answer(uploaded, { status: 201 })
  await settled()
  expect(other.states()).toEqual(['done'])
})

test('[rule 22] refused, it is refused in both, and is tried again from either', async () => {
  const { holder, other } = await openTwo()
  await attach(other)
  ;(await holder.gateway.takeUpload()).answer({ message: 'no' }, { status: 403 })
  await settled()
  expect([holder.states(), other.states()]).toEqual([['failed'], ['failed']])
  other.uploads.retry(other.store.get().draftFiles[general]?.[0] ?? '')
  ;(await holder.gateway.takeUpload()).answer(uploaded, { status: 201 })
  await settled()
  expect([holder.states(), other.states(), await other.sends()]).toEqual([['done'], ['done'], 0])
})

test('[rule 22] taken out where it was attached it goes up nowhere', async () => {
  const { disk, holder, other } = await openTwo()
  await attach(other)
  const { signal } = await holder.gateway.takeUpload()
  other.uploads.remove(other.store.get().draftFiles[general]?.[0] ?? '')
  await settled()
  expect([signal.aborted, holder.states(), disk.content().files]).toEqual([true, [], []])
})

test('[F34] [rule 22] what the disk has no room for goes up from the page that has it', async () => {
  const { disk, holder, other } = await openTwo()
  disk.setKeeping('full')
  await attach(other)
  expect([await holder.sends(), await other.sends()]).toEqual([0, 1])
})

test('[rule 22] pages that cannot be told apart send what was attached in them, or sent', async () => {
  const { holder, other } = await openTwo({ isShared: false })
  await attach(other)
  expect([await holder.sends(), await other.sends()]).toEqual([0, 1])
  await other.gateway.takeUpload()
  expect(holder.states()).toEqual(['uploading'])
  other.end()
  holder.outbox.send({ channelId: general, content: 'with it', files: holder.store.get().draftFiles[general] ?? [] })
  holder.uploads.take(general)
  holder.outbox.resume()
  ;(await holder.gateway.takeUpload()).answer(uploaded, { status: 201 })
  const post = await holder.gateway.take('POST ')
  expect(post.body).toMatchObject({ attachments: [{ key: 'k' }] })
  post.answer(exampleMessage(1, { authorId: exampleMe }))
})
