import type { Page } from '@playwright/test'
import type { DesktopAccount } from '#shared/desktop-bridge.ts'

export interface RelayAnswer {
  readonly status: number
  readonly code: string | null
  readonly body: string
}

interface RelayInit {
  readonly method?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const accountsOf = (page: Page): Promise<readonly DesktopAccount[]> =>
  page.evaluate(() => window.bridge.accounts())

export async function innerAccount(page: Page): Promise<DesktopAccount> {
  const inner = (await accountsOf(page)).find((account) => account.inner)
  if (inner === undefined) throw new Error('There is no inner account')
  return inner
}

/** A request of the page as our own code makes it, through the relay. */
export function relay(page: Page, address: string, init: RelayInit = {}): Promise<RelayAnswer> {
  return page.evaluate(
    async ([where, { headers, ...rest }]) => {
      const answer = await fetch(`/~gateway/${where}`, { ...rest, headers: { 'x-mew-relay': '1', ...headers } })
      return { status: answer.status, code: answer.headers.get('x-mew-relay'), body: await answer.text() }
    },
    [address, init] as const,
  )
}

/**
 * Opens a socket of the page as the protocol does, and answers with the reply to its CONNECT packet, or with `closed`.
 * Written out by hand, because the bare page has no client in it.
 */
export function connectSocket(page: Page, gateway: string, token: string | null): Promise<string> {
  return page.evaluate(
    ([origin, auth]) => {
      const { promise, resolve } = Promise.withResolvers<string>()
      const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`)
      socket.addEventListener('message', ({ data }) => {
        const packet = String(data)
        if (packet.startsWith('0')) socket.send(`40${JSON.stringify({ token: auth })}`)
        else if (packet.startsWith('40') || packet.startsWith('44')) resolve(packet.slice(0, 2))
      })
      socket.addEventListener('error', () => {
        resolve('closed')
      })
      return promise
    },
    [gateway, token] as const,
  )
}

/** Waits until main has told the page something that fits. */
export async function heardNotice(page: Page, name: string): Promise<unknown> {
  await page.waitForFunction((wanted) => window.heard.some((heard) => heard.name === wanted), name)
  return page.evaluate((wanted) => window.heard.findLast((heard) => heard.name === wanted)?.notice, name)
}
