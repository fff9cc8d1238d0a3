import { expect, test } from 'vitest'
import {
  exampleCategory,
  exampleChannel,
  exampleDirect,
  exampleMember,
  exampleMessage,
  exampleRole,
  exampleServer,
  messageIdOf,
  timeOf,
} from '../../fixtures/records.ts'
import { categoryList, channelList, directList, memberList, messagePage, roleList, serverList } from './answers.ts'

test.each([
  ['servers', serverList, exampleServer(1)],
  ['channels', channelList, exampleChannel(1)],
  ['categories', categoryList, exampleCategory(1)],
  ['roles', roleList, exampleRole(1)],
  ['members', memberList, exampleMember(1)],
  ['direct messages', directList, exampleDirect(2)],
])('a bad item costs itself, not the list of %s', (_name, list, item) => {
  const bad = [null, 'x', {}, { ...item, _id: 12 }]
  expect(list.parse([...bad, item, ...bad])).toEqual([item])
  expect(list.parse([])).toEqual([])
  expect(list.safeParse({ items: [item] }).success).toBe(false)
})

test('a channel of a kind nobody knows yet costs itself alone', () => {
  expect(channelList.parse([{ ...exampleChannel(1), type: 'GUILD_STAGE' }, exampleChannel(2)])).toEqual([
    exampleChannel(2),
  ])
})

test('a page comes newest first and is turned into the order of time', () => {
  expect(messagePage.parse([exampleMessage(3), exampleMessage(2), exampleMessage(1)])).toEqual([
    exampleMessage(1),
    exampleMessage(2),
    exampleMessage(3),
  ])
})

test('a message that cannot be read keeps its place in the page; one without identity is left out', () => {
  const odd = { ...exampleMessage(2), reactions: [{ emoji: 5 }] }
  expect(messagePage.parse([exampleMessage(3), odd, { content: 'whose?' }, exampleMessage(1)])).toEqual([
    exampleMessage(1),
    { kind: 'unreadable', _id: messageIdOf(2), createdAt: timeOf(2) },
    exampleMessage(3),
  ])
})
