import net from 'node:net'
import { expect, test } from 'vitest'
import { createHandDrivenClock, type HandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const upgradeRequest = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
  '\r\n',
].join('\r\n')

/** One short text as a client's frame, masked with zeros. */
function textFrame(text: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length)
  return Buffer.concat([Buffer.of(0x81, 0x80 | 126), length, Buffer.alloc(4), text])
}

interface Setting extends AsyncDisposable {
  readonly home: TestGateway
  readonly clock: HandDrivenClock
  readonly alice: SocketClient
}

/** A gateway whose time stands, and Alice, who reads. */
async function startSetting(): Promise<Setting> {
  const clock = createHandDrivenClock(Date.now())
  const home = await startTestGateway({ clock })
  const alice = await readySocket(home.url, await home.tokenOf('alice'))
  const end = async (): Promise<void> => {
    alice[Symbol.dispose]()
    await home.stop()
  }
  return { home, clock, alice, [Symbol.asyncDispose]: end }
}

/** Somebody comes online, as Alice hears. */
const arrival = ({ home, alice }: Setting, person: string): Promise<unknown> =>
  alice.wait('PRESENCE_UPDATE', ({ userId }: { userId: string }) => userId === home.idOf(person))

/** How much waits for a user's only socket. */
function waitingFor(home: TestGateway, person: string): number {
  const [socket] = home.gateway.parts.realtime.sockets.of(home.idOf(person))
  if (socket === undefined) throw new Error(`${person} has no socket`)
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length
}

/** Alice says so much that more waits for somebody than may. */
async function overfill({ home, clock, alice }: Setting, person: string, content: string): Promise<void> {
  for (let count = 0; waitingFor(home, person) <= 600 && count < 3_000; count += 1) {
    alice.socket.emit('message/create', { channelId: home.channel('general'), content })
    if (count % 200 < 199) continue
    clock.advance(1)
    await alice.settled()
  }
  await alice.settled()
  expect(waitingFor(home, person)).toBeGreaterThan(512)
}

/** Two looks, two seconds apart. */
async function look({ home, clock, alice }: Setting, person: string): Promise<void> {
  clock.advance(2_000)
  clock.advance(2_000)
  await expect.poll(() => home.gateway.parts.realtime.sockets.of(home.idOf(person)).size).toBe(0)
  await alice.settled()
}

/** A peer that upgrades, says what it is told to, and never reads again. */
interface DeafPeer {
  readonly peer: net.Socket
  /** Resolves once it has left, which long texts do only as fast as the gateway reads them. */
  readonly say: (text: string) => Promise<void>
}

function deafPeer(home: TestGateway): DeafPeer {
  const peer = net.connect(home.gateway.port, '127.0.0.1')
  // Where it is cut off in the middle of what it did not read.
  peer.on('error', () => undefined)
  peer.write(upgradeRequest)
  const say = (text: string): Promise<void> =>
    new Promise((resolve) => {
      peer.write(textFrame(Buffer.from(text)), () => {
        resolve()
      })
    })
  return { peer, say }
}

test(
  '[CONN6] a WebSocket that stops reading is ended, and others are served all the while',
  { timeout: 30_000 },
  async () => {
    await using setting = await startSetting()
    const { home } = setting
    const { peer, say } = deafPeer(home)
    await say(`40{"token":"${await home.tokenOf('bob')}"}`)
    await arrival(setting, 'bob')
    peer.pause()
    await overfill(setting, 'bob', 'x'.repeat(16_000))
    await look(setting, 'bob')
    peer.destroy()
  },
)

test('[CONN6] a polling client that never polls is ended', { timeout: 30_000 }, async () => {
  await using setting = await startSetting()
  const { home } = setting
  const polling = `${home.url}/socket.io/?EIO=4&transport=polling`
  const { sid } = JSON.parse((await (await fetch(polling)).text()).slice(1)) as { sid: string }
  const own = `${polling}&sid=${sid}`
  await fetch(own, { method: 'POST', body: `40{"token":"${await home.tokenOf('bob')}"}` })
  await arrival(setting, 'bob')
  await overfill(setting, 'bob', 'x')
  await look(setting, 'bob')
  const answer = await fetch(own)
  expect([answer.status, await answer.json()]).toEqual([400, { code: 1, message: 'Session ID unknown' }])
})

test(
  '[CONN6] whoever is in no namespace and reads no answers is ended like anybody else',
  { timeout: 30_000 },
  async () => {
    await using setting = await startSetting()
    const { home, clock, alice } = setting
    const { peer, say } = deafPeer(home)
    peer.once('data', () => peer.pause())
    await new Promise((resolve) => peer.once('pause', resolve))
    let looks = 0
    for (; !peer.destroyed && looks < 15; looks += 1) {
      for (let count = 0; count < 100; count += 1) await say(`40/${'x'.repeat(60_000)},`)
      await alice.settled()
      clock.advance(2_000)
    }
    // Long before the time of strangers is up.
    expect([peer.destroyed, looks < 15]).toEqual([true, true])
  },
)
