import { expect, test } from 'vitest'
import { channelIdOf, messageIdOf, serverIdOf } from '../fixtures/records.ts'
import { formatRoute, parseRoute, type Route } from './route.ts'

const [server, channel, message] = [serverIdOf(1), channelIdOf(1), messageIdOf(1)]

test.each<[string, Route]>([
  ['/', { kind: 'start' }],
  [`/servers/${server}`, { kind: 'server', serverId: server }],
  [`/servers/${server}/channels/${channel}`, { kind: 'server', serverId: server, channelId: channel }],
  ['/direct-messages', { kind: 'directs' }],
  [`/direct-messages/${channel}`, { kind: 'directs', channelId: channel }],
  [`/direct-messages/${channel}?account=work`, { kind: 'directs', account: 'work', channelId: channel }],
  [
    `/servers/${server}/channels/${channel}?message=${message}&account=work`,
    { kind: 'server', account: 'work', serverId: server, channelId: channel, messageId: message },
  ],
  [`/direct-messages/${channel}?message=${message}`, { kind: 'directs', channelId: channel, messageId: message }],
  [`/servers/${server}?account=a%26b`, { kind: 'server', account: 'a&b', serverId: server }],
])('an address and its place are one: %s', (address, route) => {
  expect(parseRoute(address)).toEqual(route)
  expect(formatRoute(route)).toBe(address)
})

test.each<[string, Route]>([
  ['', { kind: 'start' }],
  ['/nowhere', { kind: 'start' }],
  ['/servers', { kind: 'start' }],
  ['/servers/general', { kind: 'start' }],
  [`/servers/${server.toUpperCase()}`, { kind: 'start' }],
  [`/servers/${server}/`, { kind: 'server', serverId: server }],
  [`/servers/${server}/channels`, { kind: 'server', serverId: server }],
  [`/servers/${server}?message=${message}`, { kind: 'server', serverId: server }],
  [`/direct-messages/${channel}?message=x`, { kind: 'directs', channelId: channel }],
  [`/servers/${server}/channels/x`, { kind: 'server', serverId: server }],
  [`/servers/${server}/members/${channel}`, { kind: 'server', serverId: server }],
  ['/direct-messages/../../etc', { kind: 'start' }],
  ['/direct-messages/%00', { kind: 'directs' }],
  ['//', { kind: 'start' }],
  ['//evil.example/direct-messages', { kind: 'start' }],
  ['/\\/', { kind: 'start' }],
])('whatever stands in the address, there is a place to be: %s', (address, route) => {
  expect(parseRoute(address)).toEqual(route)
})
