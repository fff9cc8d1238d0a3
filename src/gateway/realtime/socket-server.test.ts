import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { io as connect, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { channelId, messageId, userId } from '#shared/models/ids.ts'
import { systemClock, type Clock } from '../clock.ts'
import { openDatabase, type Database } from '../database/open-database.ts'
import { createHandDrivenClock } from '../hand-driven-clock.ts'
import { createHostCheck } from './host-names.ts'
import { createOrigins } from './origins.ts'
import { EVERYBODY } from './room-names.ts'
import { createRealtime, type Realtime } from './socket-server.ts'

const ALICE = 'a'.repeat(24)
const BOB = 'b'.repeat(24)

const cleanUp: (() => unknown)[] = []

afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) await undo()
})

interface Setting {
  readonly isAlive?: () => Promise<boolean>
  readonly clock?: Clock
  readonly wrap?: (database: Database) => Database
}

interface Started {
  readonly url: string
  readonly realtime: Realtime
  readonly created: unknown[]
  readonly failures: unknown[]
}

/** A realtime half of its own: a token is the id of its user, and who is still alive is the test's to say. */
async function start({ isAlive, clock = systemClock, wrap = (real) => real }: Setting): Promise<Started> {
  const server = http.createServer()
  const database = await openDatabase(undefined)
  const [created, failures]: [unknown[], unknown[]] = [[], []]
  const realtime = createRealtime({
    server,
    clock,
    database: wrap(database),
    origins: createOrigins(undefined),
    isOwnHost: createHostCheck('127.0.0.1', []),
    addressOf: () => '127.0.0.1',
    authenticate: (token) =>
      Promise.resolve({ userId: userId.parse(token), sessionId: 'session', credentialVersion: 1 }),
    isAlive: isAlive ?? (() => Promise.resolve(true)),
    graceMs: 0,
    adminSecret: undefined,
    onFailure: (error) => failures.push(error),
  })
  realtime.open({
    createMessage: (author, command) => {
      created.push([author, command])
      return Promise.resolve()
    },
    startTyping: () => Promise.resolve(),
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

test('[CONN10] a socket whose rooms cannot be worked out three times is closed, so that it comes again, and is not left deaf', async () => {
  const clock = createHandDrivenClock(0)
  const gone = new Error('the disk is gone')
  const { url, failures } = await start({ clock, isAlive: () => Promise.reject(gone) })
  const { socket, heard, closed } = open(url)
  await expect.poll(() => failures).toEqual([gone])
  clock.advance(200)
  await expect.poll(() => failures).toEqual([gone, gone])
  expect(socket.connected).toBe(true)
  clock.advance(1_000)
  expect(await closed).toBe('transport close')
  expect(heard).not.toContain('ready')
  expect(failures).toEqual([gone, gone, gone])
})

/** Fails to read where people belong, so many times. */
function failing(database: Database, times: number): Database {
  let left = times
  const settle: Database['settle'] = (work) =>
    database.settle((reader) => {
      const broken = new Proxy(reader, {
        get: (target, name, receiver) => {
          if (name !== 'selectFrom') return Reflect.get(target, name, receiver) as unknown
          return (table: 'member') => {
            if (table === 'member' && left > 0) {
              left -= 1
              throw new Error('the disk is slow')
            }
            return target.selectFrom(table)
          }
        },
      })
      return work(broken)
    })
  return { ...database, settle }
}

test('[CONN10] while rooms are worked out once more, a socket hears what is meant for its own user', async () => {
  const clock = createHandDrivenClock(0)
  const { url, realtime, failures } = await start({ clock, wrap: (database) => failing(database, 1) })
  const { socket, heard } = open(url)
  await expect.poll(() => failures).toEqual([new Error('the disk is slow')])
  const own = new Promise((resolve) => socket.once('error', resolve))
  realtime.publish.broadcastToUser(userId.parse(ALICE), 'error', { message: 'for your ears only' })
  realtime.publish.broadcastToUser(userId.parse(ALICE), 'READ_STATE_UPDATE', {
    channelId: channelId.parse('c'.repeat(24)),
    lastReadMessageId: messageId.parse('d'.repeat(24)),
  })
  expect(await own).toEqual({ message: 'for your ears only' })
  expect(heard).toEqual(['error'])
  const ready = new Promise<void>((resolve) => socket.once('ready', resolve))
  clock.advance(200)
  await ready
  expect(heard).toEqual(['error', 'PRESENCE_UPDATE', 'PRESENCE_INITIAL_STATE', 'ready'])
})

test('[CONN10] a socket that goes while it waits for its rooms is let go', async () => {
  const clock = createHandDrivenClock(0)
  const { url, realtime, failures } = await start({ clock, wrap: (database) => failing(database, 1) })
  const { socket } = open(url)
  await expect.poll(() => failures.length).toBe(1)
  socket.disconnect()
  await expect.poll(() => realtime.sockets.users()).toEqual([])
  clock.advance(60_000)
  const { socket: second } = open(url, BOB)
  expect(await new Promise((resolve) => second.once('PRESENCE_INITIAL_STATE', resolve))).toEqual([BOB])
  expect(failures.length).toBe(1)
})

test('[CONN5] what a peer sends under the name of an error is no failure of ours', async () => {
  const { url, failures } = await start({})
  const { socket } = open(url)
  await new Promise<void>((resolve) => socket.once('ready', resolve))
  socket.emit('error', { secret: 'text' })
  const refused = new Promise((resolve) => socket.once('error', resolve))
  socket.emit(
    'message/create',
    Array.from({ length: 33 }).reduce<object>((inner) => [inner], []),
  )
  await refused
  expect(failures).toEqual([undefined])
})

test('[ROOM5] a socket that waits to be let in hears nothing of others', async () => {
  let letGo = (alive: boolean): void => void alive
  const waiting = new Promise<boolean>((resolve) => (letGo = resolve))
  const { url, realtime } = await start({ isAlive: () => waiting })
  const { socket, heard } = open(url)
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  realtime.publish.broadcast('PRESENCE_UPDATE', EVERYBODY, { userId: userId.parse(BOB), status: 'online' })
  const ready = new Promise<void>((resolve) => socket.once('ready', resolve))
  letGo(true)
  await ready
  expect(heard).toEqual(['PRESENCE_UPDATE', 'PRESENCE_INITIAL_STATE', 'ready'])
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
