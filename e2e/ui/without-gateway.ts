import type { Page } from '@playwright/test'

/** Everything of the gateway but the page itself. */
const doors = /\/(?:api|socket\.io)\//

/** A page without any network, though it can be loaded. */
export async function takeAway(page: Page): Promise<void> {
  await page.route(doors, (route) => route.abort('connectionrefused'))
  await page.routeWebSocket(doors, async (socket) => {
    await socket.close()
  })
}

export async function giveBack(page: Page): Promise<void> {
  await page.unroute(doors)
  await page.routeWebSocket(doors, (socket) => {
    socket.connectToServer()
  })
}
