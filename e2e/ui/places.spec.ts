import type { Page } from '@playwright/test'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { channelAddress, rows } from './app-page.ts'
import { expect, test } from './fixtures.ts'

declare global {
  interface Window {
    /** What the page had asked for when its first message was drawn. */
    askedBefore?: readonly string[]
  }
}

/** A member of as many servers, who was in none of them yet. */
function manyServers(count: number): WorldSpec {
  const numbers = Array.from({ length: count }, (_, number) => number)
  return {
    people: ['alice', 'bob'].map((ref) => ({ ref, username: ref })),
    servers: numbers.map((number) => ({
      ref: `server ${number}`,
      name: `Server ${number}`,
      owner: 'bob',
      members: ['alice'],
      channels: [{ ref: `general ${number}`, name: 'general' }],
    })),
    messages: numbers.map((number) => ({
      channel: `general ${number}`,
      author: 'bob',
      at: Date.now() - 60_000,
      content: `welcome to ${number}.`,
    })),
  }
}

/** Notes each request, until the first message stands in the page. */
async function watchRequests(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: string[] = []
    const askGateway = window.fetch
    window.fetch = async (input, init) => {
      const address = input instanceof Request ? input.url : String(input)
      asked.push(new URL(address, location.href).pathname)
      return askGateway(input, init)
    }
    const watcher = new MutationObserver(() => {
      if (document.querySelector('article, [role="article"]') === null) return
      window.askedBefore = [...asked]
      watcher.disconnect()
    })
    watcher.observe(document, { childList: true, subtree: true })
  })
}

test('J40: with thirty servers as many things are asked for before the first message as with three', async ({
  stage,
}) => {
  const asked: (readonly string[])[] = []
  for (const count of [3, 30]) {
    const home = await stage.start({ world: manyServers(count) })
    // An address at which the app does not start yet: nothing is on the page's disk.
    const page = await stage.windowOf(home, 'alice', '/api/health')
    await watchRequests(page)
    // The messages come last, so that what the list of servers leads to is asked for before them.
    const listed = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/users/@me/servers')
    await page.route(/\/messages/, async (route) => {
      await listed
      await route.continue()
    })
    const address = channelAddress(home, 'server 1', 'general 1')
    await page.goto(home.gateway.webUrl + address)
    await expect(rows(page, 'welcome to 1.')).toBeVisible()
    const before = await page.evaluate(() => window.askedBefore ?? [])
    expect(before).toContain(`/api/channels/${home.channel('general 1')}/messages`)
    // What is read again once the line is open counts once: when that is, is a race.
    asked.push([...new Set(before)])
  }
  expect(asked[1], JSON.stringify(asked)).toHaveLength(asked[0]?.length ?? 0)
})
