import type { Page } from '@playwright/test'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { channelAddress, composer, rows, say, settled } from './app-page.ts'
import { expect, test, type Stage } from './fixtures.ts'
import { draftsAreThere, general, onDisk, startKept, storedIn, tenArrived } from './ten-things.ts'

/** A page of alice in which nothing of the app has run. */
async function barePage(stage: Stage, home: TestGateway): Promise<Page> {
  const page = await stage.window(home, '/api/health')
  await page.context().addCookies((await home.signIn('alice')).storageState().cookies)
  return page
}

const whose = (home: TestGateway): string => `${home.gateway.instanceId} ${home.idOf('alice')}`

async function idsIn(home: TestGateway, channel: string): Promise<readonly string[]> {
  const answer = await home.call('bob', 'GET', `/channels/${home.channel(channel)}/messages`)
  return ((await answer.json()) as readonly { readonly _id: string }[]).map(({ _id }) => _id).toReversed()
}

const sending = { sentAt: 1, delivery: { status: 'sending' } }

const message = (channelId: string, content: string, files: readonly string[] = []): object => ({
  ...sending,
  kind: 'message',
  nonce: `nonce of ${content}`,
  channelId,
  content,
  ...(files.length === 0 ? {} : { files }),
})

/** The ten things of the killed browser, as the first version wrote them. */
function tenOf(home: TestGateway, [own = '', liked = '']: readonly string[]): readonly object[] {
  const [channelId, random] = [home.channel('general'), home.channel('random')]
  const words = { content: 'a first try', before: 'a frist try' }
  return [
    message(channelId, 'one'),
    message(random, 'elsewhere one'),
    message(channelId, 'two', ['two']),
    message(channelId, 'three'),
    { ...sending, kind: 'edit', nonce: 'e', channelId, target: { messageId: own }, ...words },
    { ...sending, kind: 'reaction', nonce: 'r', channelId, target: { messageId: liked }, emoji: '👍', isOn: true },
    message(random, 'elsewhere two', ['elsewhere two']),
    ...['three', 'four', 'five'].map((number) => message(random, `elsewhere ${number}`)),
  ]
}

interface FirstVersion {
  readonly name: string
  readonly items: readonly object[]
  readonly files: readonly { readonly id: string; readonly channelId: string }[]
  readonly drafts: readonly object[]
}

/** The databases as the first version made them; of what was read only something that is none. */
async function makeFirstVersion(page: Page, kept: FirstVersion): Promise<void> {
  await page.evaluate(async ({ name, items, files, drafts: texts }) => {
    const make = (full: string, upgrade: (database: IDBDatabase) => void): Promise<IDBDatabase> =>
      new Promise((resolve) => {
        const request = indexedDB.open(full, 1)
        request.addEventListener('upgradeneeded', () => {
          upgrade(request.result)
        })
        request.addEventListener('success', () => {
          resolve(request.result)
        })
      })
    const written = (transaction: IDBTransaction): Promise<unknown> =>
      new Promise((resolve) => {
        transaction.addEventListener('complete', resolve)
      })
    const database = await make(`mew kept ${name}`, (fresh) => {
      fresh.createObjectStore('items', { autoIncrement: true }).createIndex('nonce', 'nonce', { unique: true })
      fresh.createObjectStore('files', { keyPath: 'id' })
      fresh.createObjectStore('drafts', { keyPath: 'channelId' })
    })
    const writing = database.transaction(['items', 'files', 'drafts'], 'readwrite')
    for (const item of items) writing.objectStore('items').add(item)
    for (const { id, channelId } of files) {
      const blob = new Blob([id], { type: 'text/plain' })
      const file = { id, channelId, name: `${id}.txt`, contentType: 'text/plain', blob, addedAt: Date.now() }
      writing.objectStore('files').put(file)
    }
    for (const text of texts) writing.objectStore('drafts').put(text)
    await written(writing)
    database.close()
    const cache = await make(`mew cache ${name}`, (fresh) => {
      fresh.createObjectStore('records', { keyPath: ['kind', 'id'] })
      fresh.createObjectStore('messages', { keyPath: '_id' })
    })
    cache.close()
  }, kept)
}

const versions = (page: Page): Promise<readonly (readonly [string, number])[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name = '', version = 0 }) => [name.split(' ')[1] ?? '', version] as const),
  )

test('[rule 23] databases of an older version: all ten that were on their way arrive once, in order, drafts are there, and what was read is read anew', async ({
  stage,
}) => {
  const home = await startKept(stage)
  const page = await barePage(stage, home)
  const [channelId, random] = [home.channel('general'), home.channel('random')]
  const texts = [
    { channelId, text: 'half a thought', files: [], changedAt: 1 },
    { channelId: random, text: 'another half', files: [], changedAt: 1 },
  ]
  await makeFirstVersion(page, {
    name: whose(home),
    items: tenOf(home, await idsIn(home, 'general')),
    files: [
      { id: 'two', channelId },
      { id: 'elsewhere two', channelId: random },
    ],
    drafts: texts,
  })
  expect((await versions(page)).map(([, version]) => version)).toEqual([1, 1])

  await page.goto(general(home))
  await settled(page)
  await tenArrived(home)
  await draftsAreThere(page)
  expect(Object.fromEntries(await versions(page))).toEqual({ kept: 3, cache: 2 })
  await expect(page.getByRole('status')).toHaveText('')
})

test('[rule 23] a database of a newer version is left as it is, and said; what is written goes out all the same', async ({
  stage,
}) => {
  const home = await startKept(stage)
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await composer(page).fill('half a thought')
  await expect.poll(() => onDisk(page)).toEqual({ items: 0, drafts: ['half a thought'] })
  // Another page runs a newer version of the app.
  await page.evaluate(async () => {
    const { name = '' } = (await indexedDB.databases()).find((known) => known.name?.startsWith('mew kept')) ?? {}
    await new Promise((resolve) => {
      const request = indexedDB.open(name, 99)
      request.addEventListener('success', () => {
        request.result.close()
        resolve(undefined)
      })
    })
  })
  await page.reload()
  await expect(page.getByRole('status')).toContainText('A newer version of this app kept things here. They are safe')
  await expect(page.getByRole('status')).toContainText('What you write and do not send is gone when this closes.')
  await say(page, 'said all the same')
  await expect(rows(page, 'said all the same')).toHaveAccessibleDescription('')
  expect((await storedIn(home, 'general')).map(({ content }) => content).slice(2)).toEqual(['said all the same'])
  expect(await onDisk(page)).toEqual({ items: 0, drafts: ['half a thought'] })
})

test('F35: with the database of what was written gone, the drafts that went with it are named until that was read', async ({
  stage,
}) => {
  const home = await startKept(stage)
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await settled(page)
  await composer(page).fill('half a thought')
  await expect.poll(() => onDisk(page)).toEqual({ items: 0, drafts: ['half a thought'] })
  await page.goto(`${new URL(page.url()).origin}/api/health`)
  await page.evaluate(async () => {
    const { name = '' } = (await indexedDB.databases()).find((known) => known.name?.startsWith('mew kept')) ?? {}
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).addEventListener('success', resolve)
    })
  })
  await page.goto(general(home))
  const status = page.getByRole('status')
  await expect(status).toContainText('Things you had written are not on this computer any more: 1 draft')
  await expect(status).toContainText('general')
  await expect(composer(page)).toHaveValue('')
  await status.getByRole('button', { name: 'Close' }).click()
  await page.reload()
  await settled(page)
  await expect(status).toHaveText('')
})
