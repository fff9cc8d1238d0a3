import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Server } from 'socket.io'
import { expect, test } from 'vitest'
import { userId } from '#shared/models/ids.ts'
import { createPublish, EVERYBODY } from './publish.ts'

interface Sent {
  /** The rooms, or `everybody`. */
  readonly to: string | string[]
  readonly event: string
  readonly payload: readonly unknown[]
}

function recordingServer(): { io: Server; sent: Sent[] } {
  const sent: Sent[] = []
  const emitTo =
    (to: Sent['to']) =>
    (event: string, ...payload: unknown[]): void => {
      sent.push({ to, event, payload })
    }
  const io = { emit: emitTo('everybody'), to: (to: string | string[]) => ({ emit: emitTo(to) }) }
  return { io: io as unknown as Server, sent }
}

test('[ROOM3] there are exactly two ways out: to rooms and to a user', () => {
  const { io, sent } = recordingServer()
  const publish = createPublish(io)
  const alice = userId.parse('a'.repeat(24))
  publish.broadcast('error', 'room', { message: 'one' })
  publish.broadcast('error', ['room', 'other'], { message: 'two' })
  publish.broadcast('error', [], { message: 'to nobody' })
  publish.broadcast('PRESENCE_UPDATE', EVERYBODY, { userId: alice, status: 'online' })
  publish.broadcast('ready', 'room')
  publish.broadcastToUser(alice, 'error', { message: 'three' })
  expect(Object.keys(publish)).toEqual(['broadcast', 'broadcastToUser'])
  expect(sent).toEqual([
    { to: 'room', event: 'error', payload: [{ message: 'one' }] },
    { to: ['room', 'other'], event: 'error', payload: [{ message: 'two' }] },
    { to: 'everybody', event: 'PRESENCE_UPDATE', payload: [{ userId: alice, status: 'online' }] },
    { to: 'room', event: 'ready', payload: [] },
    { to: alice, event: 'error', payload: [{ message: 'three' }] },
  ])
})

test('[ROOM3] no other file of the gateway emits to a socket', () => {
  const root = path.join(import.meta.dirname, '..')
  const emitting = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    // Sockets of the demo's people are clients; nothing else there may reach into Socket.IO.
    .filter((file) => !file.startsWith(path.join('simulator', 'demo')))
    .filter((file) =>
      /\b(?:io|socket|namespace|sockets|to\([^)]*\))\.(?:emit|send|write)\(/.test(
        readFileSync(path.join(root, file), 'utf8'),
      ),
    )
  expect(emitting).toEqual([path.join('realtime', 'publish.ts')])
})
