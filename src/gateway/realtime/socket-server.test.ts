import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { io as connect, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { userId } from '#shared/models/ids.ts'
import { systemClock } from '../clock.ts'
import { openDatabase } from '../database/open-database.ts'
import { createHostCheck } from './host-names.ts'
import { createOrigins } from './origins.ts'
import { createRealtime, type Realtime } from './socket-server.ts'

const ALICE = 'a'.repeat(24)
const BOB = 'b'.repeat(24)

const cleanUp: (() => unknown)[] = []

afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) await undo()
})

interface Setting {
  readonly isAlive: () => Promise<boolean>
}

interface Started {
  readonly url: string
  readonly realtime: Realtime
  readonly created: unknown[]
  readonly failures: unknown[]
}

/** A realtime half of its own: a token is the id of its user, and who is still alive is the test's to say. */
async function start({ isAlive }: Setting): Promise<Started> {
  const server = http.createServer()
  const database = await openDatabase(undefined)
  const [created, failures]: [unknown[], unknown[]] = [[], []]
  const realtime = createRealtime({
    server,
    clock: systemClock,
    database,
    origins: createOrigins(undefined),
    isOwnHost: createHostCheck('127.0.0.1', []),
    authenticate: (token) =>
      Promise.resolve({ userId: userId.parse(token), sessionId: 'session', credentialVersion: 1 }),
    isAlive,
    graceMs: 0,
    onFailure: (error) => failures.push(error),
  })
  realtime.open({
    createMessage: (author, command) => {
      created.push([author, command])
      return Promise.resolve()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUp.push(database.close, () => server.close(), realtime.close)
  // A server that listens on a port has an address with one.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, realtime, created, failures }
}

function open(url: string, token = ALICE): { socket: Socket; heard: string[]; closed: Promise<string> } {
  const socket = connect(url, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true })
  cleanUp.push(() => socket.disconnect())
  const heard: string[] = []
  socket.onAny((event: string) => heard.push(event))
  return { socket, heard, closed: new Promise((resolve) => socket.once('disconnect', resolve)) }
}

test('[AUTH15] a session that ends between the check of its token and the entry of its socket lets nobody in', async () => {
  const { url, created } = await start({ isAlive: () => Promise.resolve(false) })
  const { socket, heard, closed } = open(url)
  socket.emit('message/create', { channelId: 'anywhere' })
  expect(await closed).toBe('transport close')
  expect([heard.includes('ready'), created]).toEqual([false, []])
})

test('[CONN2] a socket whose rooms cannot be worked out is closed, so that it comes again, and is not left deaf', async () => {
  const { url, failures } = await start({ isAlive: () => Promise.reject(new Error('the disk is gone')) })
  const { heard, closed } = open(url)
  expect(await closed).toBe('transport close')
  expect(heard).not.toContain('ready')
  expect(failures).toEqual([new Error('the disk is gone')])
})

test('[PRES3] a socket that is gone before it was let in is not online, and was never announced', async () => {
  let letGo = (alive: boolean): void => void alive
  const waiting = new Promise<boolean>((resolve) => (letGo = resolve))
  const { url, realtime } = await start({ isAlive: () => waiting })
  const gone = open(url, BOB)
  await new Promise<void>((resolve) => gone.socket.once('connect', resolve))
  gone.socket.disconnect()
  await expect.poll(() => realtime.sockets.users()).toEqual([])
  const { socket } = open(url, ALICE)
  const snapshot = new Promise((resolve) => socket.once('PRESENCE_INITIAL_STATE', resolve))
  letGo(true)
  expect(await snapshot).toEqual([ALICE])
  expect(gone.heard).toEqual([])
})

test('[UP2] what is sent before the socket is in waits for it, in order', async () => {
  let letGo = (alive: boolean): void => void alive
  const waiting = new Promise<boolean>((resolve) => (letGo = resolve))
  const { url, created } = await start({ isAlive: () => waiting })
  const { socket } = open(url)
  for (const content of ['one', 'two', 'three']) socket.emit('message/create', { content })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  const ready = new Promise<void>((resolve) => socket.once('ready', resolve))
  // By the time a second socket has been greeted, what the first one sent has long arrived.
  const { socket: second } = open(url, BOB)
  await new Promise<void>((resolve) => second.once('connect', resolve))
  expect(created).toEqual([])
  letGo(true)
  await ready
  await expect.poll(() => created).toEqual(['one', 'two', 'three'].map((content) => [ALICE, { content }]))
})
