import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createHandDrivenClock, type HandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request } from './web-client.ts'

const HOUR_MS = 60 * 60_000

interface Swept extends AsyncDisposable {
  readonly home: TestGateway
  readonly clock: HandDrivenClock
  /** Keys that are there, in the order of the alphabet. */
  readonly stored: () => string[]
}

async function open(): Promise<Swept> {
  const directory = createTemporaryDirectory()
  const clock = createHandDrivenClock(Date.now())
  const home = await startTestGateway({
    clock,
    dataDirectory: directory.path,
    environment: { JWT_EXPIRES_IN: '10 days' },
  })
  return {
    home,
    clock,
    stored: () => readdirSync(path.join(directory.path, 'files')).toSorted(),
    [Symbol.asyncDispose]: async () => {
      await home[Symbol.asyncDispose]()
      directory[Symbol.dispose]()
    },
  }
}

async function send(home: TestGateway, route: string, field: string): Promise<Record<string, string>> {
  const { headers, body: raw } = formOf([{ field, filename: 'a.png', type: 'image/png', data: field }])
  const authorization = `Bearer ${await home.tokenOf('alice')}`
  const method = route === '/users/@me' ? 'PATCH' : 'POST'
  const { body } = await request(`${home.url}/api${route}`, { method, headers: { ...headers, authorization }, raw })
  return body as Record<string, string>
}

const keyOf = (address = ''): string => address.slice(address.lastIndexOf('/') + 1)

test('[SWEEP1] [SWEEP2] what nothing refers to goes after a day, all else stays', async () => {
  await using swept = await open()
  const { home, clock, stored } = swept
  const channel = `/channels/${home.channel('general')}`
  const server = `/servers/${home.ids.servers.get('home') ?? ''}`
  const upload = async (): Promise<string> => (await send(home, `${channel}/uploads`, 'file'))['key'] ?? ''
  const say = (body: object): Promise<Response> => home.call('alice', 'POST', `${channel}/messages`, body)
  const attach = (key: string): Promise<Response> =>
    say({ attachments: [{ filename: 'a', contentType: 'a/b', key, size: 1 }] })

  const [attached = '', retracted = '', spoken = '', shown = '', inBucket = '', linked = '', unused = ''] =
    await Promise.all(Array.from({ length: 7 }, upload))
  await attach(attached)
  const { _id: message } = (await (await attach(retracted)).json()) as { _id: string }
  await home.call('alice', 'DELETE', `${channel}/messages/${message}`)
  await say({ type: 'message/voice', payload: { voice: { key: spoken, contentType: 'audio/webm', size: 4 } } })
  const files = [`${home.url}/static/${shown}`, `https://mew.store.test/${inBucket}`].map((url) => ({ url }))
  await say({ type: 'app/x-forward-card', payload: { forwardedMessage: { content: '', attachments: files } } })
  await home.call('alice', 'PATCH', server, { avatarUrl: `${home.url}/static/${linked}` })
  const avatar = keyOf((await send(home, '/users/@me', 'avatar'))['avatarUrl'])
  const kept = [attached, retracted, spoken, shown, inBucket, linked, avatar].toSorted()

  clock.advance(HOUR_MS)
  expect(stored()).toEqual([...kept, unused].toSorted())
  clock.advance(24 * HOUR_MS)
  await expect.poll(stored).toEqual(kept)
  expect((await attach(unused)).status).toBe(400)

  await home.call('alice', 'DELETE', server)
  clock.advance(HOUR_MS)
  await expect.poll(stored).toEqual([avatar])
})

test('[SWEEP1] an announcement that nothing followed is forgotten', async () => {
  await using swept = await open()
  const { home, clock } = swept
  const route = `/channels/${home.channel('general')}/uploads/presign`
  await home.call('alice', 'POST', route, { filename: 'a', size: 1 })
  const { reader } = home.gateway.parts.database
  const announced = (): Promise<unknown[]> => reader.selectFrom('file').selectAll().execute()
  expect(await announced()).toHaveLength(1)
  clock.advance(26 * HOUR_MS)
  await expect.poll(announced).toEqual([])
})
