import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { givePassword } from '../fixtures/give-password.ts'
import { channelAddress, log, logIn, rail, rows, say, settled, showLists } from './app-page.ts'
import { expect, test } from './fixtures.ts'

const PASSWORD = 'a good long password'

test('[J1] the app opened at a channel, without a session, shows that channel after logging in', async ({ stage }) => {
  const home = await stage.start()
  const email = await givePassword(home, 'alice', PASSWORD)
  const page = await stage.window(home, channelAddress(home, 'home', 'random'))

  await logIn(page, email, PASSWORD)

  await settled(page, 'random')
  expect(page.url()).toContain(home.channel('random'))
})

test('[J2] a wrong password is said clearly, and the e-mail stays', async ({ stage }) => {
  const home = await stage.start()
  const email = await givePassword(home, 'alice', PASSWORD)
  const page = await stage.window(home)

  await logIn(page, email, 'not the password')

  await expect(page.getByRole('alert')).toHaveText('That email and password do not belong together.')
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('textbox', { name: 'Password' }).press('Enter')
  await settled(page)
})

test('[J2] an account is made in the same place, and mistakes are told at their field', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.window(home)
  await page.getByRole('button', { name: 'Create an account' }).click()

  await page.getByRole('textbox', { name: 'Username' }).fill('newcomer')
  await page.getByRole('textbox', { name: 'Email' }).fill('newcomer@')
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByText('Use at least 8 characters.')).toBeVisible()

  await page.getByRole('textbox', { name: 'Email' }).fill('newcomer@mail.example')
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByText('No servers yet')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Create a server' }).click()
  await page.getByRole('textbox', { name: 'Server name' }).fill('My place')
  await page.getByRole('button', { name: 'Create server' }).click()
  await showLists(page)
  await page.getByRole('button', { name: 'New channel' }).click()
  await page.getByRole('textbox', { name: 'Channel name' }).fill('first')
  await page.getByRole('button', { name: 'Create channel' }).click()
  await say(page, 'hello, me', 'first')
  await expect(rows(page, 'hello, me')).toHaveCount(1)
})

test('[J3] a reload with a session shows the channel with its history, without a form', async ({ stage }) => {
  const home = await stage.start()
  await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'from before' })
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'general'))
  await expect(rows(page, 'from before')).toBeVisible()

  await page.reload()

  await expect(rows(page, 'from before')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveCount(0)
})

test('[J6] logging out and in again in one window opens the same channel, live', async ({ stage }) => {
  const home = await stage.start()
  const email = await givePassword(home, 'alice', PASSWORD)
  const page = await stage.windowOf(home, 'alice', channelAddress(home, 'home', 'random'))
  await settled(page, 'random')

  await showLists(page)
  await page.getByRole('button', { name: /Account menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await logIn(page, email, PASSWORD)

  await settled(page, 'random')
  await home.call('bob', 'POST', `/channels/${home.channel('random')}/messages`, { content: 'still there?' })
  await expect(log(page, 'random').getByText('still there?')).toBeVisible()
})

test('[J41] a start code opens the workspace without a form, and the address is clean afterwards', async ({
  stage,
}) => {
  const home = await stage.start()
  const page = await stage.window(home, `/#start=${home.startCode}`)

  await showLists(page)
  await expect(rail(page)).toBeVisible()
  expect(page.url()).not.toContain('start')

  const plain = await stage.window(home)
  await expect(plain.getByRole('textbox', { name: 'Email' })).toBeVisible()
  await expect(plain.getByText('stands in the terminal')).toBeVisible()
})

test('[J41] an address with a wrong code shows the form', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.window(home, '/#start=AAAAAAAAAAAAAAAAAAAAAA')
  await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible()
  await expect(page.getByText('an earlier start of the gateway')).toBeVisible()
})

test('[WHO1] a page of another port of the same machine gets nothing, whoever is signed in', async ({ stage }) => {
  const home = await stage.start()
  const page = await stage.windowOf(home, 'alice')
  await settled(page)
  const other = http.createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>another page</title>')
  })
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve)
  })
  const { port } = other.address() as AddressInfo
  // The same host name, so that the browser sends the cookies along.
  await page.goto(`http://${new URL(home.gateway.webUrl).hostname}:${port}/`)

  const answers = await page.evaluate(async (target) => {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const ask = async (path: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(target + path, { credentials: 'include', ...init })).status
    return [
      await ask('/api/users/@me'),
      await ask('/api/users/@me/servers'),
      await ask('/api/servers', { ...json, body: '{"name":"x"}' }),
      await ask('/api/auth/local', { ...json, body: '{"code":"x"}' }),
    ]
  }, home.gateway.webUrl)

  expect(answers).toEqual([401, 401, 403, 403])
  other.close()
})
