import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { startTestGateway, type TestGateway } from '../../e2e/fixtures/test-gateway.ts'
import { openBrowser } from '../browser.ts'
import type { Bench } from '../figure.ts'
import { longestTask } from '../main-thread.ts'
import { openChannel, openContext } from '../windows.ts'
import { label, speaker, square, text, webRoot } from '../world.ts'

const SERVERS = 1_000
const SPEAKERS = 6
const MESSAGES = 200
const ROUNDS = 5
/** One event of each server, in this time. */
const TALK_MS = 2_000
/** Long enough for everything the events have started. */
const SETTLE_MS = 500

const far = (index: number): string => `far-${index}`

/** The reader's square, and a thousand servers more in which the same people talk. */
function manyServers(): WorldSpec {
  const world = square(SPEAKERS, MESSAGES)
  const members = Array.from({ length: SPEAKERS }, (_, index) => speaker(index))
  const others = Array.from({ length: SERVERS }, (_, index) => ({
    ref: far(index),
    name: `Server ${index}`,
    owner: 'reader',
    members,
    channels: [{ ref: `${far(index)}-talk`, name: 'talk' }],
  }))
  return { ...world, servers: [...(world.servers ?? []), ...others] }
}

/** One message in each of the other servers, one after the other. */
async function talkElsewhere(home: TestGateway, sockets: readonly SocketClient[], round: number): Promise<void> {
  const began = performance.now()
  for (let index = 0; index < SERVERS; index += 1) {
    await setTimeout(Math.max(0, began + (index * TALK_MS) / SERVERS - performance.now()))
    const channelId = home.channel(`${far(index)}-talk`)
    sockets[index % sockets.length]?.socket.emit('message/create', { channelId, content: text(round) })
  }
  await setTimeout(SETTLE_MS)
}

/** Counts what changes in the open channel from now on. */
async function watchLog(page: Page): Promise<() => Promise<number>> {
  const log = page.getByRole('log')
  await log.evaluate((element) => {
    globalThis.changesInLog = 0
    new MutationObserver((changes) => {
      globalThis.changesInLog += changes.length
    }).observe(element, { childList: true, subtree: true, characterData: true, attributes: true })
  })
  return () => page.evaluate(() => globalThis.changesInLog)
}

declare global {
  var changesInLog: number
}

/** A thousand events of a thousand other servers: what they change in the open channel, and how long they keep the page. */
export const elsewhere: Bench = {
  parts: ['elsewhere/changes', 'elsewhere/longest-task'],
  measure: async () => {
    await using home = await startTestGateway({ webRoot, world: manyServers() })
    await using browser = await openBrowser()
    const page = await openChannel(await openContext(browser), home, 'reader')
    await page
      .getByRole('article')
      .filter({ hasText: label(MESSAGES - 1) })
      .waitFor()
    const sockets = await Promise.all(
      Array.from({ length: SPEAKERS }, async (_, index) => readySocket(home.url, await home.tokenOf(speaker(index)))),
    )
    await talkElsewhere(home, sockets, 0)
    const changesIn = await watchLog(page)
    const [changes, tasks]: [number[], number[]] = [[], []]
    for (let round = 1; round <= ROUNDS; round += 1) {
      const before = await changesIn()
      tasks.push(await longestTask(browser, page, () => talkElsewhere(home, sockets, round)))
      changes.push((await changesIn()) - before)
    }
    for (const client of sockets) client[Symbol.dispose]()
    return [
      { part: 'elsewhere/changes', unit: 'changes', ours: changes },
      { part: 'elsewhere/longest-task', unit: 'ms', ours: tasks },
    ]
  },
}
