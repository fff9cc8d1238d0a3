import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { startControlled, type ControlledGateway } from '../fixtures/controlled-gateway.ts'

export const inspectorRoot = path.join(import.meta.dirname, '../../out/inspector')

/** What the page must never say, whatever is in the journal. */
const forbidden = /Content Security Policy|Uncaught|Maximum update depth|same key/i

interface Fixtures {
  /** A gateway of this test's own, with its control API and the built inspector. */
  readonly home: ControlledGateway
  /** The inspector of that gateway, opened with a code. */
  readonly inspector: Page
}

/** An address that opens the inspector once. */
export async function addressOf(home: ControlledGateway): Promise<string> {
  const { body } = await home.ask('POST', '/codes')
  return (body as { url: string }).url
}

export const eventLog = (page: Page): Locator => page.getByRole('grid', { name: 'Event log' })

/** A row of the log by what stands in it, the newest of them. */
export const row = (page: Page, ...words: readonly (string | RegExp)[]): Locator =>
  words.reduce<Locator>((rows, hasText) => rows.filter({ hasText }), eventLog(page).getByRole('row')).last()

export const channelOf = ({ simulation }: ControlledGateway, name: string): string => simulation.names.channelId(name)

/** Says something by a request, as a client does; the answer is the message's id. */
export async function say(home: ControlledGateway, person: string, content: string): Promise<string> {
  const body = { user: person, channel: 'general', content }
  const { body: answer } = await home.ask('POST', '/speak', body)
  return (answer as { body: { _id: string } }).body._id
}

/** A page of somebody else's, at an address of its own. */
export async function startPage(html: string): Promise<AsyncDisposable & { readonly url: string }> {
  const server = http.createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads what a fixture needs from its first parameter
  home: async ({}, provide) => {
    await using home = await startControlled({ inspectorRoot })
    await provide(home)
  },
  inspector: async ({ page, home, context }, provide) => {
    const said: string[] = []
    page.on('pageerror', (error) => said.push(String(error)))
    page.on('console', (message) => {
      if (forbidden.test(message.text())) said.push(message.text())
    })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(await addressOf(home))
    await expect(eventLog(page)).toBeVisible()
    await provide(page)
    expect(said, 'errors and policy violations the page reported').toEqual([])
  },
})

export { expect } from '@playwright/test'
