import type { Page } from '@playwright/test'
import type { Fault } from '#shared/simulator/fault.ts'
import type { TestGateway } from '../fixtures/test-gateway.ts'
import { composer, rows, say, settled } from './app-page.ts'
import { expect, type Stage } from './fixtures.ts'
import { test, type OwnBrowser, type StartBrowser } from './own-browser.ts'
import {
  doTen,
  drafts,
  draftsAreThere,
  general,
  onDisk,
  sayWithFile,
  startKept,
  storedIn,
  tenArrived,
} from './ten-things.ts'

// What is recorded goes with the browser.
test.use({ trace: 'off' })

async function open(browser: OwnBrowser, home: TestGateway): Promise<Page> {
  const page = await browser.pageOf(home, 'alice')
  await page.goto(general(home))
  await settled(page)
  return page
}

interface Before {
  readonly stage: Stage
  readonly startBrowser: StartBrowser
  readonly home: Awaited<ReturnType<typeof startKept>>
}

/** Gateway and browser start anew, each on what it had kept. */
async function comeBack({ stage, startBrowser, home }: Before): Promise<{ again: TestGateway; next: Page }> {
  const again = await stage.start({ dataDirectory: home.dataDirectory, port: home.gateway.port })
  return { again, next: await open(await startBrowser(), again) }
}

test('[rule 23] the browser is killed with ten things on their way to a gateway that is away: each arrives once, in order', async ({
  stage,
  startBrowser,
}) => {
  test.slow()
  const home = await startKept(stage)
  const first = await startBrowser()
  const page = await open(first, home)
  await home.gateway.stop()
  await expect(page.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  await doTen(page)
  await expect.poll(() => onDisk(page)).toEqual({ items: 10, drafts })
  await first.kill()

  const { again, next } = await comeBack({ stage, startBrowser, home })
  await tenArrived(again)
  await draftsAreThere(next)
})

test('[rule 7] [T6] the browser is killed while two were taken whose answers never came: nothing is there twice', async ({
  stage,
  startBrowser,
}) => {
  test.slow()
  const home = await startKept(stage)
  const first = await startBrowser()
  const page = await open(first, home)
  const hold = (match: Fault['match']) => home.faults.add({ match, action: { type: 'hold' } })
  const held = [
    await hold({ kind: 'http', user: 'alice', method: 'POST', path: '/**/messages', phase: 'response' }),
    await hold({ kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' }),
  ]
  await doTen(page)
  await expect.poll(() => onDisk(page)).toEqual({ items: 10, drafts })
  await expect.poll(async () => (await storedIn(home, 'random')).length).toBe(1)
  await first.kill()

  for (const fault of held) await home.faults.remove(fault)
  const next = await open(await startBrowser(), home)
  await tenArrived(home)
  await draftsAreThere(next)
})

/** The browser lets the gateway's pages keep so many bytes. It looks at what is free now and then: said before they keep any. */
async function limitStorage(page: Page, home: TestGateway, quotaSize: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(home.gateway.webUrl).origin, quotaSize })
}

/** So many bytes of a channel that was read long ago stand in a page's cache, as if they came from the gateway. */
async function fillCache(page: Page, channelId: string, megabytes: number): Promise<void> {
  await page.evaluate(
    async ([id, count]) => {
      const name = (await indexedDB.databases()).find((known) => known.name?.startsWith('mew cache'))?.name ?? ''
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => {
          resolve(request.result)
        })
      })
      const writing = database.transaction(['channels', 'rows'], 'readwrite')
      writing.objectStore('channels').put({ channelId: id, serverId: null, readAt: 1, asOf: 1, stretches: [] })
      for (let number = 0; number < count * 10; number += 1) {
        // Bytes that cannot be packed.
        const bytes = crypto.getRandomValues(new Uint8Array(50_000))
        const row = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
        writing.objectStore('rows').put({ channelId: id, order: String(number), row })
      }
      await new Promise((resolve) => {
        writing.addEventListener('complete', resolve)
      })
      database.close()
    },
    [channelId, megabytes] as const,
  )
}

/** How much of a channel is in the cache of a page. */
const cached = (page: Page, channelId: string): Promise<number> =>
  page.evaluate(async (id) => {
    const name = (await indexedDB.databases()).find((known) => known.name?.startsWith('mew cache'))?.name ?? ''
    return new Promise<number>((resolve) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        const kept = request.result.transaction('rows').objectStore('rows')
        const count = kept.count(IDBKeyRange.bound([id, ''], [id, '~']))
        count.addEventListener('success', () => {
          request.result.close()
          resolve(count.result)
        })
      })
    })
  }, channelId)

const MEGABYTE = 1_000_000

test('[rule 23] F34: with its storage at the limit the cache goes first, and a killed browser brings all ten', async ({
  stage,
  startBrowser,
}) => {
  test.slow()
  const home = await startKept(stage)
  const first = await startBrowser()
  const page = await first.pageOf(home, 'alice')
  await limitStorage(page, home, 12 * MEGABYTE)
  await page.goto(general(home))
  await settled(page)
  await expect.poll(() => cached(page, home.channel('general'))).toBe(2)
  await fillCache(page, home.channel('secret'), 8)
  await home.gateway.stop()
  await expect(page.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  await doTen(page, 3 * MEGABYTE)
  await expect.poll(() => onDisk(page)).toEqual({ items: 10, drafts })
  expect(await cached(page, home.channel('secret'))).toBe(0)
  await expect(page.getByRole('status')).not.toContainText('No room left')
  await first.kill()

  const { again, next } = await comeBack({ stage, startBrowser, home })
  await tenArrived(again)
  await draftsAreThere(next)
})

test('F34: a file the disk has no room for is named after the browser was killed; the words around it are all kept', async ({
  stage,
  startBrowser,
}) => {
  test.slow()
  const home = await startKept(stage)
  const first = await startBrowser()
  const page = await first.pageOf(home, 'alice')
  await limitStorage(page, home, 2 * MEGABYTE)
  await page.goto(general(home))
  await settled(page)
  await home.gateway.stop()
  await expect(page.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  await say(page, 'one')
  await sayWithFile(page, 'two', { bytes: 5 * MEGABYTE })
  await say(page, 'three')
  await composer(page).fill('half a thought')
  await expect(page.getByRole('status')).toContainText('No room left on this computer. What you write')
  await expect.poll(() => onDisk(page)).toEqual({ items: 3, drafts: ['half a thought'] })
  await first.kill()

  const { again, next } = await comeBack({ stage, startBrowser, home })
  await expect(rows(next, 'two.txt')).toContainText('This computer had no room to keep it. Attach it again.')
  await expect(composer(next)).toHaveValue('half a thought')
  await expect
    .poll(async () => (await storedIn(again, 'general')).map(({ content }) => content).slice(2))
    .toEqual(['one', 'three'])
  await next.getByRole('button', { name: 'Remove two.txt' }).click()
  await rows(next, 'two').getByRole('button', { name: 'Retry' }).click()
  await expect
    .poll(async () => (await storedIn(again, 'general')).map(({ content }) => content).slice(2))
    .toEqual(['one', 'three', 'two'])
})
