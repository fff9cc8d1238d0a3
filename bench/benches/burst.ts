import { fileURLToPath } from 'node:url'
import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../../e2e/fixtures/test-gateway.ts'
import { openBrowser } from '../browser.ts'
import { bundlePage } from '../bundle.ts'
import type { Bench } from '../figure.ts'
import { longestTask, watchBusyTime } from '../main-thread.ts'
import { openChannel, openContext } from '../windows.ts'
import { label, speaker, square, text, webRoot } from '../world.ts'

const MESSAGES = 10_000
const SPEAKERS = 30
/** Few, as each of them hears everything too, on the same processor. */
const TALKING = 6
const BURST = 300
const BURST_MS = 1_000
const ROUNDS = 5
/** Long enough for everything the burst has started. */
const SETTLE_MS = 500

/** Goes back to the first message: a window has no hole, so then all of them are in it. */
async function loadEverything(page: Page): Promise<void> {
  await page.getByRole('log').evaluate(async (log, first) => {
    while (!log.textContent.includes(first)) {
      log.scrollTop = 0
      await new Promise(requestAnimationFrame)
    }
  }, label(0))
  await page.getByRole('button', { name: 'Jump to present' }).click()
  await demandShown(page, MESSAGES - 1)
}

async function demandShown(page: Page, index: number): Promise<void> {
  await page
    .getByRole('article')
    .filter({ hasText: label(index) })
    .waitFor({ timeout: 5_000 })
}

/** Three hundred messages of many people in one second, each sent when it is due. */
async function talk(sockets: readonly SocketClient[], channelId: string, round: number): Promise<void> {
  const began = performance.now()
  for (let index = 0; index < BURST; index += 1) {
    const due = began + (index * BURST_MS) / BURST
    await setTimeout(Math.max(0, due - performance.now()))
    const content = text(MESSAGES + round * BURST + index)
    sockets[index % sockets.length]?.socket.emit('message/create', { channelId, content })
  }
}

const countNodes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
    let nodes = 1
    while (walker.nextNode() !== null) nodes += 1
    return nodes
  })

const connect = (home: TestGateway): Promise<SocketClient[]> =>
  Promise.all(
    Array.from({ length: TALKING }, async (_, index) => readySocket(home.url, await home.tokenOf(speaker(index)))),
  )

/** Ten thousand messages in the open channel, and three hundred more in a second, beside a page that does nothing. */
export const burst: Bench = {
  parts: ['burst/nodes', 'burst/longest-task', 'burst/main-thread'],
  measure: async () => {
    const emptyPage = await bundlePage(fileURLToPath(import.meta.resolve('../bare/empty-page/main.tsx')), 'empty-page')
    await using home = await startTestGateway({ webRoot, world: square(SPEAKERS, MESSAGES) })
    await using bareHome = await startTestGateway({ webRoot: emptyPage })
    await using browser = await openBrowser()
    const page = await openChannel(await openContext(browser), home, 'reader')
    const idle = await (await openContext(browser)).newPage()
    await idle.goto(bareHome.gateway.webUrl)
    await loadEverything(page)
    const sockets = await connect(home)
    const busy = await watchBusyTime(page)
    const idleBusy = await watchBusyTime(idle)

    const general = home.channel('general')
    const talkFor = async (half: number): Promise<void> => {
      await talk(sockets, general, half)
      await setTimeout(SETTLE_MS)
    }

    const [nodes, tasks, ours, bare]: [number[], number[], number[], number[]] = [[], [], [], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = { ours: await busy(), bare: await idleBusy() }
      await talkFor(2 * round)
      ours.push((await busy()) - before.ours)
      bare.push((await idleBusy()) - before.bare)
      tasks.push(await longestTask(browser, page, () => talkFor(2 * round + 1)))
      await demandShown(page, MESSAGES + (2 * round + 2) * BURST - 1)
      nodes.push(await countNodes(page))
    }
    for (const client of sockets) client[Symbol.dispose]()
    return [
      { part: 'burst/nodes', unit: 'nodes', ours: nodes },
      { part: 'burst/longest-task', unit: 'ms', ours: tasks },
      { part: 'burst/main-thread', unit: 'ms', ours, bare },
    ]
  },
}
