import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { connectSocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { runGateway } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request } from '../web-client.ts'
import { hears } from './hears.ts'
import { makeChannel, OWNED, signIn } from './owner.ts'

/** A connection that has said this much and then keeps still; being cut off is what it is for. */
async function keepStill(port: number, text: string): Promise<void> {
  const connection = net.connect(port, '127.0.0.1')
  connection.on('error', () => undefined)
  connection.resume()
  await once(connection, 'connect')
  await new Promise<void>((resolve) => connection.write(text, () => resolve()))
}

test('[F33] Ctrl-C ends it with whatever is connected, what was acknowledged is kept, and clients come back', async () => {
  using directory = createTemporaryDirectory()
  const environment = { ...OWNED, XDG_RUNTIME_DIR: directory.path }
  const args = ['start', '--no-web', '--data', path.join(directory.path, 'data')]
  await using gateway = runGateway([...args, '--port', '0'], environment)
  const { url, port } = await gateway.ready
  const { token, call } = await signIn(url)
  const { channelId, messages } = await makeChannel(url, call)

  using sockets = new DisposableStack()
  const connect = (): SocketClient =>
    sockets.use(
      connectSocket(url, { auth: { token }, reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 200 }),
    )
  const clients = [connect(), connect(), connect()]
  await Promise.all(clients.map((client) => client.wait('ready')))
  await using follower = runGateway(['events', '-f', '--port', String(port)], environment)
  await keepStill(port, 'GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await keepStill(
    port,
    [
      `POST /api/channels/${channelId}/uploads HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${token}`,
      'Content-Type: multipart/form-data; boundary=b',
      'Content-Length: 1000000',
      '',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhalf of',
    ].join('\r\n'),
  )
  const contents = Array.from({ length: 20 }, (_, index) => `message ${index}`)
  for (const content of contents) await call(messages, { method: 'POST', body: JSON.stringify({ content }) })
  await hears(follower, /message 19/)

  const before = performance.now()
  gateway.child.kill('SIGINT')
  expect(await gateway.ended).toBe(0)
  expect(performance.now() - before).toBeLessThan(2_000)
  expect(await follower.ended).toBe(0)

  const back = clients.map(({ socket }) => new Promise<void>((resolve) => socket.once('ready', resolve)))
  await using again = runGateway([...args, '--port', String(port)], environment)
  await again.ready
  await Promise.all(back)
  const { body } = await request(messages, { headers: { authorization: `Bearer ${token}` } })
  expect((body as { content: string }[]).map(({ content }) => content).toSorted()).toEqual(contents.toSorted())
})
