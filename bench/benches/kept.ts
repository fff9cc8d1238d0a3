import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from '@playwright/test'
import { startTestGateway, type TestGateway } from '../../e2e/fixtures/test-gateway.ts'
import { openProfile } from '../browser.ts'
import { bundlePage } from '../bundle.ts'
import type { Bench } from '../figure.ts'
import { noteFirstArticle, noteText, paintedAt } from '../painted.ts'
import { takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'
import { channelAddress, signIn } from '../windows.ts'
import { label, square, webRoot } from '../world.ts'

const ROUNDS = 15
/** Both were here before, and often enough that the browser keeps their scripts compiled. */
const WARM_UP = 4
/** As many as the gateway has of the channel; the rest of the long one is put onto the disk alone. */
const MESSAGES = 200
const LONG = 10_000

/** From the start of the navigation to the first message painted, in a browser that was there before. */
async function timeToFirst(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await noteFirstArticle(page)
  await page.goto(address)
  const painted = await paintedAt(page)
  await page.close()
  return painted
}

/** In the page: waits until so many rows are kept of a channel. */
async function untilKept(channelId: string): Promise<void> {
  const open = (name: string): Promise<IDBDatabase> =>
    new Promise((resolve) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => {
        resolve(request.result)
      })
    })
  for (;;) {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const name = names.find((each) => each.startsWith('mew cache'))
    const database = name === undefined ? undefined : await open(name)
    const asked = database?.transaction('channels').objectStore('channels').count(channelId)
    await new Promise((resolve) => {
      if (asked === undefined) setTimeout(resolve, 50)
      else asked.addEventListener('success', resolve)
    })
    database?.close()
    if (asked?.result === 1) return
  }
}

/** In the page: makes what is kept of a channel so long, further back than the gateway knows. */
async function lengthen({ channelId, rows }: { readonly channelId: string; readonly rows: number }): Promise<void> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  const request = indexedDB.open(names.find((name) => name.startsWith('mew cache')) ?? '')
  await new Promise((resolve) => {
    request.addEventListener('success', resolve)
  })
  const transaction = request.result.transaction(['rows', 'channels'], 'readwrite')
  const [channels, store] = [transaction.objectStore('channels'), transaction.objectStore('rows')]
  const read = store.getAll(IDBKeyRange.bound([channelId, ''], [channelId, '\uFFFF']))
  read.addEventListener('success', () => {
    const last = read.result.at(-1)
    for (let index = 0; index < rows; index += 1) {
      store.put({ ...last, order: `${last.order}${String(index).padStart(6, '0')}` })
    }
    const known = channels.get(channelId)
    known.addEventListener('success', () => {
      const [stretch] = known.result.stretches
      const oldest = `${last.order}${String(rows - 1).padStart(6, '0')}`
      channels.put({ ...known.result, stretches: [{ ...stretch, oldest }] })
    })
  })
  await new Promise((resolve) => {
    transaction.addEventListener('complete', resolve)
  })
  request.result.close()
}

/** From a click on a channel that was read before to its newest message painted, with no answer of the gateway. */
async function timeToOpen(page: Page, home: TestGateway): Promise<number> {
  await page.goto(channelAddress(home, 'square', 'room-1'))
  const link = page.getByRole('link', { name: 'general' })
  await link.waitFor()
  await noteText(page, label(MESSAGES - 1))
  const clicked = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
      }),
  )
  await link.click()
  return (await paintedAt(page)) - (await clicked)
}

/** What a browser that was there before shows of what is on its disk. */
export const kept: Bench = {
  parts: ['kept/start', 'kept/long-channel'],
  measure: async () => {
    const emptyPage = await bundlePage(fileURLToPath(import.meta.resolve('../bare/empty-page/main.tsx')), 'empty-page')
    await using home = await startTestGateway({ webRoot, world: square(30, MESSAGES) })
    await using bareHome = await startTestGateway({ webRoot: emptyPage, world: square(1, 0) })
    await using profile = await makeTemporaryDirectory()
    await using context = await openProfile(profile.path)
    await signIn(context, home, 'reader')
    const address = channelAddress(home, 'square', 'general')
    const page = await context.newPage()
    await page.goto(address)
    await page.evaluate(untilKept, home.channel('general'))
    await page.close()

    const ours = (): Promise<number> => timeToFirst(context, address)
    const bare = (): Promise<number> => timeToFirst(context, bareHome.gateway.webUrl)
    await takeTurns(WARM_UP, ours, bare)
    const start = await takeTurns(ROUNDS, ours, bare)

    const offline = await context.newPage()
    await offline.goto(channelAddress(home, 'square', 'room-1'))
    await offline.evaluate(lengthen, { channelId: home.channel('general'), rows: LONG })
    await offline.route(/\/messages\?/, () => new Promise(() => undefined))
    const opened: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) opened.push(await timeToOpen(offline, home))
    return [
      { part: 'kept/start', unit: 'ms', ...start },
      { part: 'kept/long-channel', unit: 'ms', ours: opened },
    ]
  },
}
