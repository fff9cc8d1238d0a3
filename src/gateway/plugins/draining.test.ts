import { once } from 'node:events'
import net from 'node:net'
import { Readable } from 'node:stream'
import fastify, { type FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { registerDraining } from './draining.ts'

interface Peer {
  readonly send: (text: string) => void
  readonly leave: () => void
  /** All that was answered, once the connection has ended. */
  readonly ended: Promise<string>
}

async function open(app: FastifyInstance): Promise<Peer> {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const socket = net.connect(address.port, '127.0.0.1')
  socket.setEncoding('utf8')
  let heard = ''
  socket.on('data', (text) => (heard += String(text)))
  const ended = once(socket, 'close').then(() => heard)
  await once(socket, 'connect')
  return { send: (text) => void socket.write(text), leave: () => void socket.destroy(), ended }
}

/** A server whose requests are known to have begun. */
async function start(graceMs?: number): Promise<{ readonly app: FastifyInstance; readonly begun: Promise<void> }> {
  const app = fastify({ forceCloseConnections: true })
  registerDraining(app, graceMs)
  const { promise, resolve } = Promise.withResolvers<void>()
  app.addHook('onRequest', (_request, _reply, done) => {
    resolve()
    done()
  })
  app.post('/', (request) => ({ stored: request.body }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, begun: promise }
}

const HALF = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a"'

test('[CLI11] a request that is being handled when the gateway stops has its answer', async () => {
  const { app, begun } = await start()
  const peer = await open(app)
  peer.send(HALF)
  await begun

  const closed = app.close()
  peer.send(':1}')
  expect(await peer.ended).toContain('{"stored":{"a":1}}')
  await closed
})

test('[CLI11] a request that does not end holds up a stop no longer than its grace', async () => {
  const { app, begun } = await start(20)
  const peer = await open(app)
  peer.send(HALF)
  await begun

  await app.close()
  expect(await peer.ended).toBe('')
})

test('[CLI11] a stop with nobody there is over at once', async () => {
  const { app } = await start(60_000)
  await app.close()
  expect(app.server.listening).toBe(false)
})

test('[CLI11] nobody waits for a client that went away in the middle of its answer', async () => {
  const app = fastify({ forceCloseConnections: true })
  registerDraining(app, 1_000_000)
  app.get('/', (_request, reply) => reply.send(new Readable({ read: () => undefined })))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const gone = Promise.withResolvers<void>()
  app.server.once('request', (_request, response) => response.once('close', gone.resolve))
  const peer = await open(app)
  app.server.once('request', peer.leave)
  peer.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await gone.promise

  await app.close()
  expect(await peer.ended).not.toContain('200 OK')
})

test('[CLI11] a request that somebody else took over holds up nothing once its connection is gone', async () => {
  const app = fastify({ forceCloseConnections: true })
  registerDraining(app, 60_000)
  app.get('/', (request, reply) => {
    reply.hijack()
    request.raw.socket.destroy()
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const peer = await open(app)
  peer.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await peer.ended
  await app.close()
})
