import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { UserSelf } from '#shared/models/user.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request, type Answer } from './web-client.ts'

const picture = { filename: 'me.png', type: 'image/png', data: Buffer.from('89504e470d0a1a0a', 'hex') }

type Parts = Parameters<typeof formOf>[0]

interface Sender {
  readonly home: TestGateway
  readonly person: string
}

async function send({ home, person }: Sender, route: string, parts: Parts): Promise<Answer> {
  const { headers, body } = formOf(parts)
  const authorization = `Bearer ${await home.tokenOf(person)}`
  const method = route.endsWith('/icon') ? 'POST' : 'PATCH'
  return request(`${home.url}/api${route}`, { method, headers: { ...headers, authorization }, raw: body })
}

const iconOf = (home: TestGateway): string => `/servers/${home.ids.servers.get('home') ?? ''}/icon`

const keyOf = (address = ''): string => address.slice(address.lastIndexOf('/') + 1)

const imagesOnly = [400, { message: 'Invalid file type. Only common image formats are allowed.' }] as const

describe('an avatar', () => {
  test('[FILE5] [USER3] is set by itself or with a name, and keeps the extension it came with', async () => {
    await using home = await startTestGateway()
    const { status, body } = await send({ home, person: 'bob' }, '/users/@me', [
      { field: 'avatar', ...picture },
      { field: 'username', data: ' robert ' },
    ])
    const avatarUrl: unknown = expect.stringMatching(new RegExp(`^${home.url}/static/[\\w-]{21}\\.png$`))
    expect([status, body]).toMatchObject([200, { username: 'robert', avatarUrl }])
    const { headers } = await request((body as UserSelf).avatarUrl ?? '')
    expect(headers['content-type']).toBe('image/png')
    const again = await send({ home, person: 'bob' }, '/users/@me', [
      { field: 'avatar', ...picture, filename: 'x.jpeg' },
    ])
    expect((again.body as UserSelf).avatarUrl).toMatch(/\.jpeg$/)
  })

  test('[FILE5] takes the place of the old one, which is gone', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const set = async (): Promise<string> => {
      const { body } = await send({ home, person: 'bob' }, '/users/@me', [{ field: 'avatar', ...picture }])
      return keyOf((body as UserSelf).avatarUrl)
    }
    const [first, second] = [await set(), await set()]
    await expect.poll(() => existsSync(path.join(directory.path, 'files', first))).toBe(false)
    expect(existsSync(path.join(directory.path, 'files', second))).toBe(true)
  })

  test('[FILE5] that a forwarded card shows stays', async () => {
    await using home = await startTestGateway()
    const { body } = await send({ home, person: 'bob' }, '/users/@me', [{ field: 'avatar', ...picture }])
    const { avatarUrl = '' } = body as UserSelf
    const forwardedMessage = { content: 'hi', author: { username: 'bob', avatarUrl } }
    const card = { type: 'app/x-forward-card', payload: { forwardedMessage } }
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, card)
    await send({ home, person: 'bob' }, '/users/@me', [{ field: 'avatar', ...picture }])
    expect((await request(avatarUrl)).status).toBe(200)
  })

  test.each(['text/plain', 'image/svg+xml', 'image/bmp', 'text/html', undefined])(
    '[FILE5] of the type %s is refused, and the name with it',
    async (type) => {
      await using home = await startTestGateway()
      const file = { field: 'avatar', filename: 'a.png', ...(type === undefined ? {} : { type }) }
      const { status, body } = await send({ home, person: 'bob' }, '/users/@me', [
        { field: 'username', data: 'robert' },
        file,
      ])
      expect([status, body]).toEqual(imagesOnly)
      expect(await (await home.call('bob', 'GET', '/users/@me')).json()).toMatchObject({ username: 'bob' })
    },
  )

  test('[UPL2] [FILE5] beside a name that cannot be is not kept', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const parts = [
      { field: 'avatar', ...picture },
      { field: 'username', data: 'x' },
    ]
    const { status, body } = await send({ home, person: 'bob' }, '/users/@me', parts)
    expect([status, body]).toMatchObject([400, { message: 'Username must be at least 3 characters long' }])
    expect(await (await home.call('bob', 'GET', '/users/@me')).json()).not.toHaveProperty('avatarUrl')
    expect(readdirSync(path.join(directory.path, 'files'))).toEqual([])
  })
})

describe('an icon', () => {
  test('[FILE5] [SRV7] is set by whoever manages the server, and told to it', async () => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const { status, body } = await send({ home, person: 'alice' }, iconOf(home), [{ field: 'icon', ...picture }])
    const avatarUrl: unknown = expect.stringMatching(/\/static\/[\w-]{21}\.png$/)
    expect([status, body]).toMatchObject([200, { name: 'Home', avatarUrl }])
    expect(await bob.wait('SERVER_UPDATE')).toEqual(body)
    const again = await send({ home, person: 'alice' }, iconOf(home), [{ field: 'icon', ...picture }])
    expect(again.status).toBe(200)
    await expect.poll(async () => (await request((body as UserSelf).avatarUrl ?? '')).status).toBe(404)
  })

  test('[FILE5] [UPL2] asks for MANAGE_SERVER before its bytes', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const refusals = {
      bob: 'You do not have the required permission: MANAGE_SERVER',
      carol: 'You are not a member of this server.',
    }
    for (const [person, message] of Object.entries(refusals)) {
      const { status, body } = await send({ home, person }, iconOf(home), [{ field: 'icon', ...picture }])
      expect([status, body]).toEqual([403, { message }])
    }
    expect(existsSync(path.join(directory.path, 'files'))).toBe(false)
  })

  test('[FILE5] is a picture, and there is one', async () => {
    await using home = await startTestGateway()
    const text = await send({ home, person: 'alice' }, iconOf(home), [
      { field: 'icon', filename: 'a.png', type: 'text/plain' },
    ])
    expect([text.status, text.body]).toEqual(imagesOnly)
    const none = await send({ home, person: 'alice' }, iconOf(home), [{ field: 'note' }])
    expect([none.status, none.body]).toEqual([400, { message: 'No file uploaded.' }])
    const json = await home.call('alice', 'POST', iconOf(home), {})
    expect([json.status, await json.json()]).toEqual([400, { message: 'No file uploaded.' }])
  })
})
