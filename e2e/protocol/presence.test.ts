import { expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'

interface Update {
  readonly userId: string
  readonly status: string
}

test('[PRES1] one of several sockets closing is no absence; the last one is, after the grace', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ clock, offlineGraceMs: 3_000 })
  const { sockets } = home.gateway.parts.realtime
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using one = await readySocket(home.url, await home.tokenOf('alice'))
  using two = await readySocket(home.url, await home.tokenOf('alice'))
  const statuses = async (): Promise<string[]> => {
    await bob.settled()
    return (bob.all('PRESENCE_UPDATE') as Update[])
      .filter((update) => update.userId === home.idOf('alice'))
      .map(({ status }) => status)
  }
  expect(await statuses()).toEqual(['online'])

  one.socket.disconnect()
  await expect.poll(() => sockets.of(home.idOf('alice')).size).toBe(1)
  clock.advance(60_000)
  expect(await statuses()).toEqual(['online'])

  two.socket.disconnect()
  await expect.poll(() => sockets.of(home.idOf('alice')).size).toBe(0)
  clock.advance(2_999)
  expect(await statuses()).toEqual(['online'])
  clock.advance(1)
  expect(await statuses()).toEqual(['online', 'offline'])

  using three = await readySocket(home.url, await home.tokenOf('alice'))
  expect(three.all('PRESENCE_INITIAL_STATE')).toEqual([[home.idOf('bob'), home.idOf('alice')]])
  expect(await statuses()).toEqual(['online', 'offline', 'online'])
})

test('[PRES1] a reload within the grace is not told to anybody', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ clock, offlineGraceMs: 3_000 })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using before = await readySocket(home.url, await home.tokenOf('alice'))
  before.socket.disconnect()
  await expect.poll(() => home.gateway.parts.realtime.sockets.of(home.idOf('alice')).size).toBe(0)
  clock.advance(2_000)
  using after = await readySocket(home.url, await home.tokenOf('alice'))
  clock.advance(60_000)
  await Promise.all([bob.settled(), after.settled()])
  const told = (bob.all('PRESENCE_UPDATE') as Update[]).filter((update) => update.userId === home.idOf('alice'))
  expect(told).toEqual([{ userId: home.idOf('alice'), status: 'online' }])
  expect(after.all('PRESENCE_UPDATE')).toEqual(told)
})

test('[PRES2] every new socket hears its own presence and everybody who is online, each once', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  expect(alice.all('PRESENCE_INITIAL_STATE')).toEqual([[home.idOf('alice')]])
  using aliceToo = await readySocket(home.url, await home.tokenOf('alice'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  expect(carol.all('PRESENCE_INITIAL_STATE')).toEqual([[home.idOf('alice'), home.idOf('carol')]])
  await Promise.all([alice.settled(), aliceToo.settled()])
  const online = (person: string): Update => ({ userId: home.idOf(person), status: 'online' })
  expect(alice.all('PRESENCE_UPDATE')).toEqual([online('alice'), online('carol')])
  expect(aliceToo.all('PRESENCE_UPDATE')).toEqual([online('alice'), online('carol')])
  expect(carol.all('PRESENCE_UPDATE')).toEqual([online('carol')])
})

test('[CONN12] of people who come all at once, everybody learns of everybody, once', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `person-${index}`)
  const people = names.map((name) => ({ ref: name, username: name }))
  await using home = await startTestGateway({ world: { people, servers: [] } })
  const tokens = await Promise.all(names.map(home.tokenOf))
  using everybody = new DisposableStack()
  using early = await readySocket(home.url, await home.tokenOf('person-0'))
  const sockets = await Promise.all(tokens.map((token) => readySocket(home.url, token)))
  for (const socket of sockets) everybody.use(socket)
  await Promise.all([early, ...sockets].map((socket) => socket.settled()))

  const all = names.map(home.idOf).toSorted()
  const updatesOf = (socket: SocketClient): string[] =>
    (socket.all('PRESENCE_UPDATE') as Update[]).map(({ userId, status }) => `${userId} ${status}`)
  for (const [index, socket] of sockets.entries()) {
    const own = home.idOf(`person-${index}`)
    const [snapshot = []] = socket.all('PRESENCE_INITIAL_STATE') as string[][]
    expect(socket.heard.slice(0, 3).map(({ event }) => event)).toEqual([
      'PRESENCE_UPDATE',
      'PRESENCE_INITIAL_STATE',
      'ready',
    ])
    expect(snapshot).toContain(own)
    const others = updatesOf(socket).filter((update) => update !== `${own} online`)
    expect(updatesOf(socket).length - others.length).toBe(1)
    expect([...snapshot.map((id) => `${id} online`), ...others].toSorted()).toEqual(all.map((id) => `${id} online`))
  }
  expect(updatesOf(early).toSorted()).toEqual(all.map((id) => `${id} online`))
})

test('[PRES3] sockets that are dropped while they connect leave nobody online', async () => {
  await using home = await startTestGateway({ offlineGraceMs: 0 })
  const token = await home.tokenOf('alice')
  for (let count = 0; count < 10; count += 1) {
    const frames = new WebSocket(`${home.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    await new Promise((resolve) => frames.addEventListener('open', resolve))
    const closed = new Promise((resolve) => frames.addEventListener('close', resolve))
    frames.send(`40{"token":"${token}"}`)
    frames.close()
    await closed
  }
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  await expect
    .poll(async () => {
      using another = await readySocket(home.url, await home.tokenOf('bob'))
      return another.all('PRESENCE_INITIAL_STATE')
    })
    .toEqual([[home.idOf('bob')]])
  expect(bob.all('PRESENCE_INITIAL_STATE')).toHaveLength(1)
})

test('[PRES4] a bot is offline the moment its last socket is closed', async () => {
  const clock = createHandDrivenClock(Date.now())
  const people = [...twoFriends.people, { ref: 'robot', username: 'robot', isBot: true }]
  await using home = await startTestGateway({ clock, offlineGraceMs: 3_000, world: { ...twoFriends, people } })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using one = await readySocket(home.url, await home.tokenOf('robot'))
  using two = await readySocket(home.url, await home.tokenOf('robot'))
  const isRobot = (update: Update): boolean => update.userId === home.idOf('robot')
  one.socket.disconnect()
  await expect.poll(() => home.gateway.parts.realtime.sockets.of(home.idOf('robot')).size).toBe(1)
  await bob.settled()
  expect((bob.all('PRESENCE_UPDATE') as Update[]).filter(isRobot)).toHaveLength(1)
  two.socket.disconnect()
  await bob.wait('PRESENCE_UPDATE', (update: Update) => isRobot(update) && update.status === 'offline')
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  expect(carol.all('PRESENCE_INITIAL_STATE')).toEqual([[home.idOf('bob'), home.idOf('carol')]])
})
