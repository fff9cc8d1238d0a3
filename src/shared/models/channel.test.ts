import { expect, test } from 'vitest'
import { directChannel, directChannelListItem, serverChannel, serverChannelListItem } from './channel.ts'

const AT = '2027-01-01T00:00:00.000Z'
const id = (letter: string): string => letter.repeat(24)
const times = { createdAt: AT, updatedAt: AT }
const text = { _id: id('a'), type: 'GUILD_TEXT', serverId: id('b'), name: 'general', ...times }

test('[CHAN2] a row of a list fills in what is missing and drops words of a newer vocabulary', () => {
  expect(serverChannelListItem.parse({ ...text, permissions: ['VIEW_CHANNEL', 'FLY'], recipients: [] })).toEqual({
    ...text,
    lastMessage: null,
    lastReadMessageId: null,
    permissions: ['VIEW_CHANNEL'],
  })
})

test('[CHAN2] the newest message of a row is read by what the row shows, whatever else it carries', () => {
  const lastMessage = { _id: id('c'), authorId: id('d'), createdAt: AT, payload: 'odd', attachments: 5 }
  const row = serverChannelListItem.parse({ ...text, permissions: [], lastMessage })
  expect(row.lastMessage).toEqual({
    _id: id('c'),
    authorId: id('d'),
    createdAt: AT,
    type: 'message/default',
    content: '',
  })
  const populated = { ...lastMessage, authorId: { _id: id('d'), username: 'bob' } }
  expect(serverChannelListItem.parse({ ...text, permissions: [], lastMessage: populated }).lastMessage?.authorId).toBe(
    id('d'),
  )
})

test('[CHAN1] a channel of a kind nobody knows is not taken for another', () => {
  expect(serverChannel.safeParse({ ...text, type: 'GUILD_VOICE' }).success).toBe(false)
  expect(serverChannel.parse({ ...text, type: 'GUILD_WEB', url: 'https://a.test/', categoryId: null })).toMatchObject({
    url: 'https://a.test/',
    categoryId: null,
  })
})

test('[DM1] both people may stand as records or as bare ids', () => {
  const direct = { _id: id('a'), type: 'DM', ...times }
  const bob = { _id: id('b'), username: 'bob', discriminator: '0001' }
  expect(directChannel.parse({ ...direct, recipients: [bob, id('c')] }).recipients).toEqual([
    { ...bob, isBot: false },
    { _id: id('c') },
  ])
  expect(directChannelListItem.parse({ ...direct, recipients: [], permissions: ['SEND_MESSAGES'] })).toMatchObject({
    lastMessage: null,
    permissions: ['SEND_MESSAGES'],
  })
})
