import type { Socket } from 'socket.io'
import { expect, test } from 'vitest'
import { createConnectedSockets } from './connected-sockets.ts'

function fakeSocket(): { socket: Socket; closed: () => number } {
  let count = 0
  const conn = {
    close: () => {
      count += 1
    },
  }
  return { socket: { conn } as unknown as Socket, closed: () => count }
}

test('[AUTH11] ending a session closes its own transports and leaves the others of the account', () => {
  const sockets = createConnectedSockets()
  const [one, two, other] = [fakeSocket(), fakeSocket(), fakeSocket()]
  sockets.add(one.socket, 'alice', 'first')
  sockets.add(two.socket, 'alice', 'second')
  sockets.add(other.socket, 'bob', 'third')
  sockets.endSession('first')
  expect([one.closed(), two.closed(), other.closed()]).toEqual([1, 0, 0])
})

test('[AUTH11] ending an account closes every one of its transports', () => {
  const sockets = createConnectedSockets()
  const [one, two, other] = [fakeSocket(), fakeSocket(), fakeSocket()]
  sockets.add(one.socket, 'alice', 'first')
  sockets.add(two.socket, 'alice', 'second')
  sockets.add(other.socket, 'bob', 'third')
  sockets.endUser('alice')
  expect([one.closed(), two.closed(), other.closed()]).toEqual([1, 1, 0])
})

test('[PRES1] a user is there as long as one socket is', () => {
  const sockets = createConnectedSockets()
  const [one, two] = [fakeSocket(), fakeSocket()]
  sockets.add(one.socket, 'alice', 'first')
  sockets.add(two.socket, 'alice', 'first')
  sockets.remove(one.socket)
  expect(sockets.users()).toEqual(['alice'])
  expect(sockets.of('alice')).toEqual(new Set([two.socket]))
  sockets.remove(two.socket)
  sockets.remove(two.socket)
  expect(sockets.users()).toEqual([])
  expect(sockets.of('alice').size).toBe(0)
})
