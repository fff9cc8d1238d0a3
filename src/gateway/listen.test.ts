import net from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { listen, PortError, type Listening } from './listen.ts'

const open: { close: () => Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

function createApp(): FastifyInstance {
  const app = fastify({ forceCloseConnections: true })
  app.get('/', () => ({ hello: 'there' }))
  return app
}

async function start(host: string, port: number): Promise<Listening> {
  const listening = await listen(createApp(), host, port)
  open.push(listening)
  return listening
}

function occupy(host: string, port = 0): Promise<number> {
  const server = net.createServer()
  open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: true }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** The answer to a request after which the client has nothing more to say, as some tools do it. */
function halfClosed(port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, host, () => {
      socket.end('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}

test('[CLI7] one port answers on both loopback addresses and by the name', async () => {
  const { port } = await start('127.0.0.1', 0)
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    const response = await fetch(`http://${host}:${port}/`)
    expect(await response.json()).toEqual({ hello: 'there' })
  }
})

test('[CLI7] `localhost` as the host means both addresses too', async () => {
  const { port } = await start('localhost', 0)
  for (const host of ['127.0.0.1', '[::1]']) expect((await fetch(`http://${host}:${port}/`)).status).toBe(200)
})

test('[CLI7] a client that closes its half of the connection gets its answer, on both addresses', async () => {
  const { port } = await start('127.0.0.1', 0)
  expect(await halfClosed(port, '127.0.0.1')).toContain('hello')
  expect(await halfClosed(port, '::1')).toContain('hello')
})

test('[CLI3] a port that is taken is an error that names it, on either address', async () => {
  const [four, six] = [await occupy('127.0.0.1'), await occupy('::1')]
  for (const port of [four, six]) {
    await expect(start('127.0.0.1', port)).rejects.toMatchObject({
      name: 'PortError',
      port,
      message: `Port ${port} is already in use`,
    })
  }
})

test('[CLI3] a failed start leaves neither address taken', async () => {
  const six = await occupy('::1')
  await expect(start('127.0.0.1', six)).rejects.toThrow(PortError)
  await expect(occupy('127.0.0.1', six)).resolves.toBe(six)
  const four = await occupy('127.0.0.1')
  await expect(start('127.0.0.1', four)).rejects.toThrow(PortError)
  await expect(occupy('::1', four)).resolves.toBe(four)
})

test('[CLI6] closing ends connections of both addresses at once, idle or in the middle of a request', async () => {
  const { port, close } = await listen(createApp(), '127.0.0.1', 0)
  const closed = ['127.0.0.1', '::1'].map(
    (host) =>
      new Promise<void>((resolve, reject) => {
        const socket = net.connect(port, host, () => {
          socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf of it')
        })
        socket.resume()
        socket.on('error', reject)
        socket.on('close', () => resolve())
      }),
  )
  // Both are known to the server once it has answered something that came after them.
  await Promise.all(['127.0.0.1', '[::1]'].map((host) => fetch(`http://${host}:${port}/`)))
  await close()
  await Promise.all(closed)
})
