import type { Server } from 'socket.io'
import { expect, test } from 'vitest'
import { botId, channelId, messageId, userId } from '#shared/models/ids.ts'
import { createPublish } from './publish.ts'

interface Sent {
  readonly to: readonly string[]
  readonly except: readonly string[]
  readonly event: string
  readonly payload: readonly unknown[]
}

function recordingServer(): { io: Server; sent: Sent[] } {
  const sent: Sent[] = []
  const io = {
    of: (namespace: string) => ({
      to: (room: string) => ({
        emit: (event: string, payload: unknown) =>
          sent.push({ to: [namespace, room], except: [], event, payload: [payload] }),
      }),
    }),
    to: (to: string[]) => ({
      except: (except: string[]) => ({
        emit: (event: string, ...payload: unknown[]) => sent.push({ to, except, event, payload }),
      }),
    }),
  }
  return { io: io as unknown as Server, sent }
}

const alice = userId.parse('a'.repeat(24))
const robot = botId.parse('d'.repeat(24))
const general = channelId.parse('c'.repeat(24))

test('[ROOM3] there are exactly three ways out: to rooms, to a user and to a service of bots', () => {
  const { io, sent } = recordingServer()
  const publish = createPublish(io)
  publish.broadcast('error', 'room', { message: 'one' })
  publish.broadcast('error', ['room', 'other'], { message: 'two' })
  publish.broadcast('error', { rooms: ['room'], except: 'other' }, { message: 'three' })
  publish.broadcast('ready', 'room')
  publish.broadcastToUser(alice, 'error', { message: 'four' })
  publish.broadcastToService('caretaking', 'SYSTEM_BOT_CONFIG_UPDATE', { serviceType: 'caretaking', botId: robot })
  expect(Object.keys(publish)).toEqual(['broadcast', 'broadcastToUser', 'broadcastToService'])
  expect(sent).toEqual([
    { to: ['room'], except: [], event: 'error', payload: [{ message: 'one' }] },
    { to: ['room', 'other'], except: [], event: 'error', payload: [{ message: 'two' }] },
    { to: ['room'], except: ['other'], event: 'error', payload: [{ message: 'three' }] },
    { to: ['room'], except: [], event: 'ready', payload: [] },
    { to: [alice], except: [], event: 'error', payload: [{ message: 'four' }] },
    {
      to: ['/infra', 'caretaking'],
      except: [],
      event: 'SYSTEM_BOT_CONFIG_UPDATE',
      payload: [{ serviceType: 'caretaking', botId: robot }],
    },
  ])
})

test('[ROOM3] nobody is an audience too: no room is not every room', () => {
  const { io, sent } = recordingServer()
  createPublish(io).broadcast('error', [], { message: 'one' })
  createPublish(io).broadcast('error', { rooms: [], except: 'other' }, { message: 'two' })
  expect(sent).toEqual([])
})

test('[EXT2] what belongs to an extension passes by whoever did not ask for it', () => {
  const { io, sent } = recordingServer()
  const publish = createPublish(io)
  const typing = { channelId: general, userId: alice }
  const mark = { channelId: general, lastReadMessageId: messageId.parse('d'.repeat(24)) }
  publish.broadcast('TYPING_START', { rooms: [general], except: alice }, typing)
  publish.broadcastToUser(alice, 'READ_STATE_UPDATE', mark)
  expect(sent).toEqual([
    { to: [general], except: ['without typing', alice], event: 'TYPING_START', payload: [typing] },
    { to: [alice], except: ['without read-sync'], event: 'READ_STATE_UPDATE', payload: [mark] },
  ])
})
