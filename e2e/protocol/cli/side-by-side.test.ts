import { expect, test } from 'vitest'
import { runGateway, type GatewayProcess } from '../gateway-process.ts'
import { request } from '../web-client.ts'

/** Twenty, in one browser, are tried where the built gateway is: `e2e/ui/side-by-side.spec.ts`. */
const COUNT = 3

test('[CLI15] gateways side by side have a port and a host of cookies each', async () => {
  await using all = new AsyncDisposableStack()
  const gateways = Array.from({ length: COUNT }, (): GatewayProcess =>
    all.use(runGateway(['start', '--port', '0', '--no-web'])),
  )
  const ready = await Promise.all(gateways.map((gateway) => gateway.ready))
  expect(new Set(ready.map(({ port }) => port)).size).toBe(COUNT)
  expect(new Set(ready.map(({ webUrl }) => new URL(webUrl).hostname)).size).toBe(COUNT)
  for (const { url, webUrl, pid } of ready) {
    const { status, body } = await request(`${url}/api/capabilities`, { headers: { host: new URL(webUrl).host } })
    const { instanceId } = body as { instanceId: string }
    expect([status, new URL(webUrl).hostname]).toEqual([200, `${instanceId.slice(0, 12)}.localhost`])
    expect(gateways.map(({ child }) => child.pid)).toContain(pid)
  }
})
