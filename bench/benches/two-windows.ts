import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { message } from '#shared/models/message.ts'
import { startTestGateway } from '../../e2e/fixtures/test-gateway.ts'
import type { BareGateway } from '../bare/gateway.ts'
import { openBrowser } from '../browser.ts'
import { bundlePage } from '../bundle.ts'
import { startChild } from '../child.ts'
import type { Bench } from '../figure.ts'
import { noteText, paintedAtDay, pressedAt, watchEnter } from '../painted.ts'
import { takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'
import { openChannel, openContext } from '../windows.ts'
import { speaker, square, webRoot } from '../world.ts'

const MESSAGES = 60
const WARM_UP = 5
/** Messages come at no particular point of a frame. */
const PAUSE_MS = 80
const JITTER_MS = 50

/** From Enter in one window to the text painted in the other. */
async function timeToPaint(from: Page, to: Page, text: string): Promise<number> {
  await noteText(to, text)
  await from.getByRole('textbox', { name: /^Message/ }).fill(text)
  await from.keyboard.press('Enter')
  const took = (await paintedAtDay(to)) - (await pressedAt(from))
  await setTimeout(PAUSE_MS + Math.random() * JITTER_MS)
  return took
}

async function openBare(browser: Browser, url: string): Promise<Page> {
  const page = await (await openContext(browser)).newPage()
  await page.goto(url)
  await page.getByRole('textbox').waitFor()
  return page
}

/** Two people, each at a window of their own, beside two windows of a page that only posts and lists. */
export const twoWindows: Bench = {
  parts: ['two-windows'],
  measure: async () => {
    const pages = await bundlePage(fileURLToPath(import.meta.resolve('../bare/talk-page/main.tsx')), 'talk-page')
    await using directory = await makeTemporaryDirectory()
    const dataDirectory = path.join(directory.path, 'ours')
    await using home = await startTestGateway({ webRoot, dataDirectory, world: square(2, 50) })
    const room = home.channel('general')
    const answer = await home.call(speaker(0), 'POST', `/channels/${room}/messages`, { content: 'a sample' })
    const sample = message.parse(await answer.json())
    using bareGateway = startChild<BareGateway>(import.meta.resolve('../bare/gateway.ts'))
    const url = await bareGateway.call('start', { directory: path.join(directory.path, 'bare'), room, sample, pages })

    await using browser = await openBrowser()
    const from = await openChannel(await openContext(browser), home, speaker(0))
    const to = await openChannel(await openContext(browser), home, speaker(1))
    const bareFrom = await openBare(browser, url)
    const bareTo = await openBare(browser, url)
    for (const page of [from, bareFrom]) await watchEnter(page)

    let said = 0
    const say = (one: Page, other: Page) => (): Promise<number> => {
      said += 1
      return timeToPaint(one, other, `Can you see number ${said}?`)
    }
    await takeTurns(WARM_UP, say(from, to), say(bareFrom, bareTo))
    return [{ part: 'two-windows', unit: 'ms', ...(await takeTurns(MESSAGES, say(from, to), say(bareFrom, bareTo))) }]
  },
}
