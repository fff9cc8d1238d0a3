import { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createHandDrivenClock, type HandDrivenClock } from '../hand-driven-clock.ts'
import { watchConnections, type Connections } from './connections.ts'
import { createContain } from './contain.ts'
import type { Connection } from './end-connection.ts'

interface Setting {
  readonly clock: HandDrivenClock
  readonly connections: Connections
  readonly open: (address?: string) => Connection
  readonly count: () => number
}

function setUp(): Setting {
  const clock = createHandDrivenClock(0)
  const engine = new EventEmitter()
  const addresses = new WeakMap<IncomingMessage, string>()
  const connections = watchConnections(engine, {
    clock,
    contain: createContain((error) => expect.unreachable(String(error))),
    addressOf: (request) => addresses.get(request) ?? 'nowhere',
  })
  return {
    clock,
    connections,
    open: (address = '10.0.0.1') => {
      const request = {} as unknown as IncomingMessage
      addresses.set(request, address)
      const connection = Object.assign(new EventEmitter(), {
        request,
        close: () => connection.emit('close'),
      }) as unknown as Connection
      engine.emit('connection', connection)
      return connection
    },
    count: () => [...connections.all()].length,
  }
}

test('[CONN8] of those who have not said who they are, 64 of an address stay beyond five seconds', () => {
  const { clock, open, count } = setUp()
  for (let index = 0; index < 100; index += 1) open()
  open('10.0.0.2')
  clock.advance(4_999)
  expect(count()).toBe(101)
  clock.advance(1)
  expect(count()).toBe(65)
  open()
  clock.advance(5_000)
  expect(count()).toBe(65)
})

test('[CONN8] whoever has said who they are does not count, then or later', () => {
  const { clock, connections, open, count } = setUp()
  for (let index = 0; index < 200; index += 1) connections.joined(open())
  for (let index = 0; index < 64; index += 1) open()
  clock.advance(5_000)
  expect(count()).toBe(264)
  const late = open()
  clock.advance(4_999)
  connections.joined(late)
  clock.advance(1)
  expect(count()).toBe(265)
})

test('[CONN8] a place that becomes free is free: by joining late, and by leaving', () => {
  const { clock, connections, open, count } = setUp()
  const first = Array.from({ length: 64 }, () => open())
  clock.advance(5_000)
  expect(count()).toBe(64)
  const [joins, goes] = first
  if (joins === undefined || goes === undefined) throw new Error('Nobody is there')
  connections.joined(joins)
  goes.close()
  for (let index = 0; index < 3; index += 1) open()
  clock.advance(5_000)
  expect(count()).toBe(65)
})

test('[CONN7] whoever joins no namespace is ended after 45 seconds', () => {
  const { clock, connections, open, count } = setUp()
  open()
  connections.joined(open())
  clock.advance(44_999)
  expect(count()).toBe(2)
  clock.advance(1)
  expect(count()).toBe(1)
  clock.advance(1_000_000)
  expect(count()).toBe(1)
})

test('[CONN7] whoever leaves the last namespace has 45 seconds to join one again', () => {
  const { clock, connections, open, count } = setUp()
  const [stays, goes] = [open(), open()]
  for (const connection of [stays, goes]) {
    connections.joined(connection)
    connections.joined(connection)
    connections.left(connection)
  }
  clock.advance(60_000)
  expect(count()).toBe(2)
  connections.left(stays)
  connections.left(goes)
  clock.advance(44_999)
  connections.joined(stays)
  clock.advance(1)
  expect(count()).toBe(1)
})

test('[CONN7] a connection that closes by itself is forgotten, and a gateway that stops ends nobody later', () => {
  const { clock, connections, open, count } = setUp()
  const closed = open()
  closed.close()
  connections.joined(closed)
  connections.left(closed)
  expect(count()).toBe(0)
  open()
  connections.stop()
  clock.advance(60_000)
  expect(count()).toBe(1)
})
