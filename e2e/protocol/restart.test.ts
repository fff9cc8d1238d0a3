import { describe, expect, test } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'

async function send(home: TestGateway, person: string, body: object): Promise<Message> {
  const response = await home.call(person, 'POST', `/channels/${home.channel('general')}/messages`, body)
  return (await response.json()) as Message
}

const read = async (home: TestGateway, person: string, route: string): Promise<unknown> =>
  (await home.call(person, 'GET', route)).json()

const idsOf = async (home: TestGateway): Promise<string[]> =>
  ((await read(home, 'bob', `/channels/${home.channel('general')}/messages?limit=100`)) as Message[]).map(
    (row) => row._id,
  )

describe('a restart with the same data', () => {
  test('[MSG16] keeps everything as it was answered before', async () => {
    using directory = createTemporaryDirectory()
    const routes = (home: TestGateway): string[] => {
      const server = home.ids.servers.get('home') ?? ''
      return [
        '/users/@me',
        '/users/@me/servers',
        '/users/@me/channels',
        '/users/@me/unread',
        ...['', '/roles', '/members', '/channels', '/categories'].map((rest) => `/servers/${server}${rest}`),
        `/channels/${home.channel('general')}/messages`,
        `/channels/${home.channel('alice&bob')}/messages`,
      ]
    }
    const everything = (home: TestGateway): Promise<unknown[]> =>
      Promise.all(routes(home).map((route) => read(home, 'bob', route)))

    let before: { instanceId: string; token: string; answers: unknown[] }
    {
      await using home = await startTestGateway({ dataDirectory: directory.path, publicUrl: 'https://mew.test' })
      const first = await send(home, 'alice', {
        content: `<@${home.idOf('bob')}>`,
        payload: { clientNonce: 'n', a: 1 },
      })
      const second = await send(home, 'bob', { content: 're', referencedMessageId: first._id })
      await home.call('bob', 'PATCH', `/channels/${home.channel('general')}/messages/${second._id}`, { content: 're!' })
      const third = await send(home, 'alice', { content: 'gone' })
      await home.call('alice', 'DELETE', `/channels/${home.channel('general')}/messages/${third._id}`)
      await home.call('bob', 'POST', `/channels/${home.channel('general')}/ack`, { lastMessageId: first._id })
      await home.call('alice', 'POST', `/channels/${home.channel('alice&bob')}/messages`, { content: 'psst' })
      before = {
        instanceId: home.gateway.instanceId,
        token: await home.tokenOf('bob'),
        answers: await everything(home),
      }
    }
    await using home = await startTestGateway({ dataDirectory: directory.path, publicUrl: 'https://mew.test' })
    expect(home.gateway.instanceId).toBe(before.instanceId)
    expect(await everything(home)).toEqual(before.answers)
    using bob = await readySocket(home.url, before.token)
    await bob.settled()
  })

  test('[MSG2] goes on above every id, within the same millisecond and with the clock set back', async () => {
    using directory = createTemporaryDirectory()
    const clock = createHandDrivenClock(Date.now())
    const sent: string[] = []
    for (const step of [0, 0, -3_600_000, 1]) {
      await using home = await startTestGateway({ dataDirectory: directory.path, clock })
      clock.advance(step)
      for (let count = 0; count < 3; count += 1) sent.push((await send(home, 'alice', { content: 'x' }))._id)
      expect((await idsOf(home)).toReversed()).toEqual(sent)
    }
    expect(sent.toSorted()).toEqual(sent)
  })

  test('[MSG6] knows a nonce again', async () => {
    using directory = createTemporaryDirectory()
    const body = { content: 'once', payload: { clientNonce: 'the-nonce' } }
    const ids = []
    for (let run = 0; run < 2; run += 1) {
      await using home = await startTestGateway({ dataDirectory: directory.path })
      ids.push((await send(home, 'alice', body))._id)
      expect(await idsOf(home)).toHaveLength(1)
    }
    expect(ids[0]).toBe(ids[1])
  })
})

test('[CLI4] a second gateway on the same data is refused within a second, and the first one does not notice', async () => {
  using directory = createTemporaryDirectory()
  await using home = await startTestGateway({ dataDirectory: directory.path })
  const started = performance.now()
  await expect(startTestGateway({ dataDirectory: directory.path })).rejects.toThrow(
    `Another gateway is using the data directory ${directory.path}`,
  )
  expect(performance.now() - started).toBeLessThan(1_000)
  expect((await send(home, 'alice', { content: 'still here' })).content).toBe('still here')
})

test('[CLI3] a gateway that finds its port taken leaves its data to the next one', async () => {
  using directory = createTemporaryDirectory()
  await using other = await startTestGateway()
  const { port } = other.gateway
  await expect(startTestGateway({ dataDirectory: directory.path, port })).rejects.toThrow(
    `Port ${port} is already in use`,
  )
  await using home = await startTestGateway({ dataDirectory: directory.path })
  expect((await send(home, 'alice', { content: 'x' })).content).toBe('x')
})

test('[CONN4] clients come back by themselves after a restart, on either transport, and hear what is said then', async () => {
  using directory = createTemporaryDirectory()
  const first = await startTestGateway({ dataDirectory: directory.path })
  const { port } = first.gateway
  const auth = { token: await first.tokenOf('bob') }
  const reconnecting = { auth, reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 50 }
  using websocket = connectSocket(first.url, { ...reconnecting, transports: ['websocket'] })
  using polling = connectSocket(first.url, { ...reconnecting, transports: ['polling'] })
  const clients = [websocket, polling]
  for (const client of clients) await client.wait('ready')
  const reasons = clients.map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)))
  await first.gateway.stop()
  // Whichever it is, the client tries again; `io server disconnect` would be the end.
  for (const reason of await Promise.all(reasons)) expect(reason).toMatch(/^transport (?:close|error)$/)

  await using second = await startTestGateway({ dataDirectory: directory.path, port })
  for (const client of clients) await expect.poll(() => client.all('ready').length, { timeout: 4_000 }).toBe(2)
  await send(second, 'alice', { content: 'welcome back' })
  for (const client of clients) {
    await client.wait('MESSAGE_CREATE')
    await client.settled()
    expect(client.all('MESSAGE_CREATE')).toMatchObject([{ content: 'welcome back' }])
  }
})

test('[CLI6] stopping twice is stopping once', async () => {
  const home = await startTestGateway()
  await Promise.all([home.gateway.stop(), home.gateway.stop()])
  await home.gateway.stop()
  await expect(fetch(`${home.url}/api/health`)).rejects.toThrow('fetch failed')
})
