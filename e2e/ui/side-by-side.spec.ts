import path from 'node:path'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { runProgram, type GatewayProcess } from '../protocol/gateway-process.ts'
import { expect, test } from './fixtures.ts'

const COUNT = 20
const program = path.join(import.meta.dirname, '../../out/main/gateway.js')

// Forty pages of plain answers are nothing to look at.
test.use({ trace: 'off' })

test('twenty gateways side by side keep a session each in one browser', async ({ context }) => {
  test.slow()
  await using all = new AsyncDisposableStack()
  const start = (_: unknown, index: number): GatewayProcess =>
    all.use(
      runProgram(['start', '--port', '0', '--no-web'], {
        program,
        environment: { MEW_START_CODE: 'the code', MEW_OWNER_NAME: `owner-${index}` },
      }),
    )
  const addresses = await Promise.all(
    Array.from({ length: COUNT }, start).map(async ({ ready }) => (await ready).webUrl),
  )
  expect(new Set(addresses.map((address) => new URL(address).hostname)).size).toBe(COUNT)

  const page = await context.newPage()
  for (const address of addresses) {
    await page.goto(`${address}/api/health`)
    const status = await page.evaluate(
      async () =>
        (
          await fetch('/api/auth/local', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"code":"the code"}',
          })
        ).status,
    )
    expect(status).toBe(200)
  }

  // Whoever signed in first is still who they were.
  for (const [index, address] of addresses.entries()) {
    const answer = await page.goto(`${address}/api/users/@me`)
    expect(await answer?.json()).toMatchObject({ username: `owner-${index}` })
  }
  const sessions = (await context.cookies(addresses)).filter(({ name }) => name === ACCESS_COOKIE)
  expect(new Set(sessions.map(({ domain, value }) => `${domain} ${value}`)).size).toBe(COUNT)
})
