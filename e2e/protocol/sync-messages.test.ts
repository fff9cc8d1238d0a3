import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isReadable } from '#renderer/store/state.ts'
import { asChannel, createSyncClient, type SyncClient } from '../fixtures/sync-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

type Meddle = NonNullable<Parameters<typeof createSyncClient>[0]['meddle']>

interface Ways {
  readonly meddle?: Meddle
  readonly extensions?: readonly string[]
}

function client(home: TestGateway, person: string, ways: Ways = {}): SyncClient {
  return createSyncClient({
    url: () => home.url,
    token: () => home.tokenOf(person),
    userId: home.idOf(person),
    username: person,
    ...ways,
  })
}

async function opened(home: TestGateway, person: string, ways: Ways = {}): Promise<SyncClient> {
  const somebody = client(home, person, ways)
  const general = asChannel(home.channel('general'))
  await somebody.until((state) => state.connection.status === 'connected', 'connected')
  somebody.sync.openChannel(general)
  await somebody.until((state) => state.windows[general]?.status === 'ready', 'window ready')
  return somebody
}

const isPost: (path: string, init: RequestInit) => boolean = (target, init) =>
  init.method === 'POST' && target.endsWith('/messages')

test('[SYNC1] a hundred messages both ways are seen once each, in the same order by both', async () => {
  await using home = await startTestGateway()
  using alice = await opened(home, 'alice')
  using bob = await opened(home, 'bob')
  const general = asChannel(home.channel('general'))

  for (let index = 0; index < 100; index += 1) {
    alice.sync.outbox.send({ channelId: general, content: `alice ${index}` })
    bob.sync.outbox.send({ channelId: general, content: `bob ${index}` })
  }
  const complete = (who: SyncClient): Promise<unknown> =>
    who.until(
      (state) => (state.windows[general]?.rows.length ?? 0) >= 200 && state.pending[general] === undefined,
      'all there',
    )
  await Promise.all([complete(alice), complete(bob)])

  expect(alice.texts(general)).toEqual(bob.texts(general))
  const fromAlice = alice.texts(general).filter((text) => text.startsWith('alice'))
  expect(fromAlice).toEqual(Array.from({ length: 100 }, (_, index) => `alice ${index}`))
  expect(new Set(alice.texts(general)).size).toBe(200)
})

test('[SYNC2] what was said while the line was cut is there after it is back, in order, without a hole', async () => {
  await using home = await startTestGateway()
  using bob = await opened(home, 'bob')
  const general = home.channel('general')
  const say = (text: string): Promise<Response> =>
    home.call('alice', 'POST', `/channels/${general}/messages`, { content: text })
  await say('before')
  await bob.until((state) => state.windows[general]?.rows.length === 1, 'first message')

  bob.cut()
  await bob.until((state) => state.connection.status !== 'connected', 'cut')
  expect(bob.store.get().online).toBeNull()
  for (let index = 0; index < 130; index += 1) await say(`missed ${index}`)
  await bob.until((state) => state.windows[general]?.rows.length === 131, 'caught up')

  expect(bob.texts(general)).toEqual(['before', ...Array.from({ length: 130 }, (_, index) => `missed ${index}`)])
})

test('[SYNC3] a gateway that keeps its data comes back, and the client goes on where it was', async () => {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'mew-sync-'))
  let home = await startTestGateway({ dataDirectory })
  const general = home.channel('general')
  using alice = createSyncClient({
    url: () => home.url,
    token: () => home.tokenOf('alice'),
    userId: home.idOf('alice'),
    username: 'alice',
  })
  await alice.until((state) => state.connection.status === 'connected', 'connected')
  alice.sync.openChannel(asChannel(general))
  alice.sync.outbox.send({ channelId: asChannel(general), content: 'kept' })
  await alice.until((state) => state.windows[general]?.rows.length === 1, 'sent')

  await home.gateway.stop()
  await alice.until((state) => state.connection.status !== 'connected', 'gone')
  alice.sync.outbox.send({ channelId: asChannel(general), content: 'written while it was away' })
  home = await startTestGateway({ dataDirectory })
  await alice.until((state) => state.windows[general]?.rows.length === 2, 'back')

  expect(alice.texts(general)).toEqual(['kept', 'written while it was away'])
  await home.gateway.stop()
  await rm(dataDirectory, { recursive: true })
})

test('[SYNC4] a refused message stays, failed and with its text, and can be sent again', async () => {
  await using home = await startTestGateway()
  let refusing = true
  using alice = await opened(home, 'alice', {
    meddle: (target, init, go) =>
      refusing && isPost(target, init)
        ? Promise.resolve(Response.json({ message: 'No room left' }, { status: 500 }))
        : go(),
  })
  const general = asChannel(home.channel('general'))

  alice.sync.outbox.send({ channelId: general, content: 'precious words' })
  const failed = await alice.until((state) => state.pending[general]?.[0]?.delivery.status === 'failed', 'failed')
  expect(failed.pending[general]?.[0]).toMatchObject({
    content: 'precious words',
    delivery: { status: 'failed', refusal: { words: 'No room left' } },
  })

  refusing = false
  const nonce = failed.pending[general]?.[0]?.nonce ?? ''
  for (let press = 0; press < 5; press += 1) alice.sync.outbox.retry(general, nonce)
  await alice.until((state) => state.pending[general] === undefined, 'sent')
  expect(alice.texts(general)).toEqual(['precious words'])
})

test('[SYNC5] an answer that is lost makes no double where the gateway knows the nonce', async () => {
  await using home = await startTestGateway()
  let losses = 2
  using alice = await opened(home, 'alice', {
    meddle: async (target, init, go) => {
      const response = await go()
      if (!isPost(target, init) || losses === 0) return response
      losses -= 1
      throw new TypeError('the connection broke')
    },
  })
  const general = asChannel(home.channel('general'))

  alice.sync.outbox.send({ channelId: general, content: 'once' })
  await alice.until(
    (state) => state.pending[general] === undefined && state.windows[general]?.rows.length === 1,
    'confirmed by its event',
  )

  const page = (await (await home.call('alice', 'GET', `/channels/${general}/messages`)).json()) as unknown[]
  expect(page).toHaveLength(1)
})

test('[SYNC6] on a plain gateway a lost answer leaves the message unconfirmed, never failed and never sent twice', async () => {
  await using home = await startTestGateway()
  using alice = await opened(home, 'alice', {
    meddle: (target, init, go) => (isPost(target, init) ? Promise.reject(new TypeError('no route')) : go()),
    extensions: [],
  })
  const general = asChannel(home.channel('general'))

  alice.sync.outbox.send({ channelId: general, content: 'did it arrive?' })
  const state = await alice.until((now) => now.pending[general]?.[0]?.delivery.status === 'unconfirmed', 'unconfirmed')
  alice.sync.outbox.discard(general, state.pending[general]?.[0]?.nonce ?? '')

  expect(alice.store.get().pending[general]).toBeUndefined()
})

test('[SYNC7] edits and retractions reach everybody, and an older body never comes back', async () => {
  await using home = await startTestGateway()
  using alice = await opened(home, 'alice')
  using bob = await opened(home, 'bob')
  const general = asChannel(home.channel('general'))
  alice.sync.outbox.send({ channelId: general, content: 'first' })
  const state = await bob.until((now) => now.windows[general]?.rows.length === 1, 'message')
  const messageId = state.windows[general]?.rows[0]?._id
  if (messageId === undefined) throw new Error('no message')

  alice.sync.outbox.edit({ channelId: general, messageId }, { content: 'second', before: 'first' })
  await bob.until(() => bob.texts(general)[0] === 'second', 'edit')
  alice.sync.outbox.retract({ channelId: general, messageId })
  const last = await bob.until((now) => {
    const row = now.windows[general]?.rows[0]
    return row !== undefined && isReadable(row) && row.retractedAt !== undefined
  }, 'retraction')

  expect(last.windows[general]?.rows).toHaveLength(1)
})

test('[SYNC8] unread and mentions are derived: counted by the gateway, kept by events, cleared by reading', async () => {
  await using home = await startTestGateway()
  const general = home.channel('general')
  const say = (content: string): Promise<Response> =>
    home.call('alice', 'POST', `/channels/${general}/messages`, { content })
  await say('one')
  await say(`<@${home.idOf('bob')}> two`)
  using bob = client(home, 'bob')
  await bob.until((state) => state.marks[general]?.counted.unread === 2, 'counted')
  await say(`<@${home.idOf('bob')}> three`)
  const state = await bob.until((now) => now.marks[general]?.tail.length === 1, 'live')
  const { selectUnread } = await import('#renderer/store/selectors/unread.ts')
  expect(selectUnread(state, asChannel(general))).toEqual({ unread: 3, mentions: 2, isMore: false })

  bob.sync.openChannel(asChannel(general))
  const shown = await bob.until((now) => now.windows[general]?.rows.length === 3, 'window')
  const newest = shown.windows[general]?.rows.at(-1)?._id
  if (newest === undefined) throw new Error('no newest')
  bob.sync.acknowledge(asChannel(general), newest)
  expect(selectUnread(bob.store.get(), asChannel(general))).toEqual({ unread: 0, mentions: 0, isMore: false })
})
