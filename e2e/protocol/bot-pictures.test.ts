import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Bot } from '#shared/models/bot.ts'
import type { UserPublic } from '#shared/models/user.ts'
import { refusal } from '../fixtures/answers.ts'
import { startBotHome, type BotHome } from '../fixtures/bot-world.ts'
import { formOf } from './form.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request, type Answer } from './web-client.ts'

const OWN = '/users/@me/bots'
const picture = { field: 'avatar', filename: 'me.png', type: 'image/png', data: Buffer.from('89504e470d0a1a0a', 'hex') }
const names = [
  { field: 'name', data: 'Robot' },
  { field: 'serviceType', data: 'caretaking' },
  { field: 'dmEnabled', data: 'true' },
  { field: 'config', data: '{"a":1}' },
]

type Parts = Parameters<typeof formOf>[0]

async function send(home: BotHome, way: string, parts: Parts): Promise<Answer> {
  const [person = '', method = '', at = ''] = way.split(' ')
  const { headers, body } = formOf(parts)
  const authorization = `Bearer ${await home.tokenOf(person)}`
  return request(`${home.url}/api${at}`, { method, headers: { ...headers, authorization }, raw: body })
}

const botIn = ({ body }: Answer): Bot => body as Bot

const accountOf = async (home: BotHome, { botUserId }: Bot): Promise<UserPublic> =>
  (await (await home.call('bob', 'GET', `/users/${botUserId}`)).json()) as UserPublic

interface KeptHome {
  readonly home: BotHome
  readonly kept: () => number
}

async function openOn(directory: string): Promise<KeptHome> {
  const home = await startBotHome({ dataDirectory: directory })
  await home.register('caretaking')
  const files = path.join(directory, 'files')
  const kept = (): number =>
    readdirSync(files, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length
  return { home, kept }
}

test('[BOT10] a bot is made by a form with its picture, which its account has too', async () => {
  await using home = await startBotHome()
  await home.register('caretaking')
  const made = await send(home, `alice POST ${OWN}`, [picture, ...names])
  expect([made.status, made.body]).toMatchObject([201, { name: 'Robot', dmEnabled: true, config: '{"a":1}' }])
  const bot = botIn(made)
  expect(bot.avatarUrl).toMatch(new RegExp(`^${home.url}/static/[\\w-]{21}\\.png$`))
  expect((await request(bot.avatarUrl ?? '')).headers['content-type']).toBe('image/png')
  expect(await accountOf(home, bot)).toMatchObject({ username: 'Robot', avatarUrl: bot.avatarUrl })
  const without = await send(home, `alice POST ${OWN}`, names)
  expect([without.status, 'avatarUrl' in botIn(without)]).toEqual([201, false])
})

test('[BOT10] a new picture takes the place of the old one, which is gone; other changes leave it', async () => {
  using directory = createTemporaryDirectory()
  const { home, kept } = await openOn(directory.path)
  await using _home = home
  const bot = botIn(await send(home, `alice POST ${OWN}`, [...names, picture]))
  const at = `${OWN}/${bot._id}`
  expect(kept()).toBe(1)
  const changed = botIn(await send(home, `alice PATCH ${at}`, [picture, { field: 'name', data: 'Other' }]))
  expect(changed.name).toBe('Other')
  expect(changed.avatarUrl).not.toBe(bot.avatarUrl)
  await expect.poll(kept).toBe(1)
  expect((await request(bot.avatarUrl ?? '')).status).toBe(404)
  expect(await accountOf(home, bot)).toMatchObject({ username: 'Other', avatarUrl: changed.avatarUrl })

  const later = await home.call('alice', 'PATCH', at, { config: '{}', avatarUrl: 'https://x.test/a.png', avatar: 'x' })
  expect(await later.json()).toMatchObject({ avatarUrl: changed.avatarUrl })
  expect((await home.call('alice', 'DELETE', at)).status).toBe(204)
  expect(await accountOf(home, bot)).toMatchObject({ username: 'Other', avatarUrl: changed.avatarUrl })
  expect((await request(changed.avatarUrl ?? '')).status).toBe(200)
})

test('[BOT10] [BOT3] what a bot has set of its account stays until its owner sets that', async () => {
  await using home = await startBotHome()
  await home.register('caretaking')
  const bot = await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
  const authorization = `Bearer ${await home.logIn(bot.accessToken)}`
  const form = formOf([picture, { field: 'username', data: 'itself' }])
  const own = await request(`${home.url}/api/users/@me`, {
    method: 'PATCH',
    headers: { ...form.headers, authorization },
    raw: form.body,
  })
  const { avatarUrl } = own.body as UserPublic
  await home.call('alice', 'PATCH', `${OWN}/${bot._id}`, { dmEnabled: true })
  expect(await accountOf(home, bot)).toMatchObject({ username: 'itself', avatarUrl })
  await home.call('alice', 'PATCH', `${OWN}/${bot._id}`, { name: 'Robot' })
  expect(await accountOf(home, bot)).toMatchObject({ username: 'Robot', avatarUrl })
})

test('[BOT10] nothing is kept of a picture that is none, of a form that is refused, or from a stranger', async () => {
  using directory = createTemporaryDirectory()
  const { home, kept } = await openOn(directory.path)
  await using _home = home
  const bot = botIn(await send(home, `alice POST ${OWN}`, names))
  const at = `${OWN}/${bot._id}`
  const answer = async (way: string, parts: Parts): Promise<unknown> => {
    const { status, body } = await send(home, way, parts)
    return [status, body]
  }
  const noImage = refusal(400, 'Invalid file type. Only common image formats are allowed.')
  for (const type of ['image/svg+xml', 'text/html', 'image/bmp']) {
    for (const way of [`alice POST ${OWN}`, `alice PATCH ${at}`]) {
      expect(await answer(way, [...names, { ...picture, type }])).toEqual(noImage)
    }
  }
  const unknown = [picture, { field: 'name', data: 'Robot' }, { field: 'serviceType', data: 'unheard of' }]
  for (const way of [`alice POST ${OWN}`, `alice PATCH ${at}`]) {
    expect(await answer(way, unknown)).toEqual(refusal(400, 'Unknown serviceType: unheard of'))
    expect(await answer(way, [picture, ...names, { field: 'name', data: 'x' }])).toMatchObject([
      400,
      { errors: [{ path: 'name' }] },
    ])
    expect(await answer(way, [{ ...picture, field: 'file' }])).toMatchObject([400, {}])
  }
  const hidden = refusal(404, 'Bot not found or you do not have permission to view it.')
  expect(await answer(`bob PATCH ${at}`, [picture])).toEqual(hidden)
  expect(await answer(`bob PATCH ${at}`, [{ ...picture, type: 'text/html' }])).toEqual(hidden)
  await expect.poll(kept).toBe(0)
  const stored = await home.gateway.parts.database.reader.selectFrom('file').select('key').execute()
  expect(stored).toEqual([])
})
