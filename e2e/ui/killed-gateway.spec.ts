import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { runProgram, type GatewayProcess, type Ready } from '../protocol/gateway-process.ts'
import { composer, logIn, rows, say, settled } from './app-page.ts'
import { expect, test } from './fixtures.ts'

const program = path.join(import.meta.dirname, '../../out/main/gateway.js')
const owner = { username: 'owner', email: 'owner@mew.example', password: 'a good long password' }

/** A gateway as a process of its own, started again on the same data at the same address. */
const start = (directory: string, port = 0): GatewayProcess =>
  runProgram(['start', '--port', String(port), '--data', directory, '--no-control'], { program })

interface Call {
  readonly at: Ready
  readonly token: string
}

async function call<Answer>({ at, token }: Call, address: string, body?: object): Promise<Answer> {
  const response = await fetch(`${at.url}/api${address}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.ok, address).toBe(true)
  // What it is stands in the documentation of the protocol.
  return (await response.json()) as Answer
}

interface Id {
  readonly _id: string
}

interface Place {
  readonly token: string
  readonly channel: string
  readonly address: string
}

/** Somebody with a server of their own and a channel in it. */
async function settle(at: Ready): Promise<Place> {
  const { token } = await call<{ readonly token: string }>({ at, token: '' }, '/auth/register', owner)
  const server = await call<Id>({ at, token }, '/servers', { name: 'Home' })
  const channel = await call<Id>({ at, token }, `/servers/${server._id}/channels`, {
    name: 'general',
    type: 'GUILD_TEXT',
  })
  return { token, channel: channel._id, address: `/servers/${server._id}/channels/${channel._id}` }
}

async function enter(page: Page, at: Ready, address: string): Promise<void> {
  await page.goto(at.webUrl)
  await logIn(page, owner.email, owner.password)
  await expect(page.getByRole('navigation', { name: 'Servers' })).toBeVisible()
  await page.goto(at.webUrl + address)
  await settled(page)
}

async function stored(at: Ready, { token, channel }: Place): Promise<readonly string[]> {
  const page = await call<readonly { readonly content: string }[]>(
    { at, token },
    `/channels/${channel}/messages?limit=100`,
  )
  return page.map(({ content }) => content).toReversed()
}

async function kill(gateway: GatewayProcess): Promise<void> {
  gateway.child.kill('SIGKILL')
  await gateway.ended
}

test('J43: the gateway is killed while the app is in use: it goes on by itself, with what was typed, and nothing is lost or doubled', async ({
  page,
}) => {
  test.slow()
  const directory = await mkdtemp(path.join(os.tmpdir(), 'mew-journey-'))
  await using leaving = new AsyncDisposableStack()
  leaving.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }))
  const first = leaving.use(start(directory))
  const at = await first.ready
  const place = await settle(at)
  await enter(page, at, place.address)
  await say(page, 'said before')
  await expect(rows(page, 'said before')).toHaveAccessibleDescription('')

  const before = ['one', 'two', 'three', 'four', 'five']
  for (const word of before) await say(page, `said with it, ${word}`)
  await kill(first)
  await composer(page).fill('half a thought')
  await expect(page.getByRole('status')).toHaveText(/Reconnecting|Offline/)
  await expect(composer(page)).toHaveValue('half a thought')
  await say(page, 'said without it')
  await composer(page).fill('the other half')

  const second = leaving.use(start(directory, at.port))
  await second.ready
  await settled(page)
  await expect(composer(page)).toHaveValue('the other half')
  await say(page, 'said after')
  await expect(rows(page, 'said after')).toHaveAccessibleDescription('')
  const said = ['said before', ...before.map((word) => `said with it, ${word}`), 'said without it', 'said after']
  expect(await stored(at, place)).toEqual(said)
  for (const text of said) await expect(rows(page, text)).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
})
