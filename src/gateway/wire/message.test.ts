import { describe, expect, test } from 'vitest'
import { userId } from '#shared/models/ids.ts'
import { RETRACTED_CONTENT, type Message } from '#shared/models/message.ts'
import type { MessageTable } from '../database/schema.ts'
import { messageRow, ROW_AT } from '../fixtures/rows.ts'
import { createFileAddress } from './file-address.ts'
import { toMessage } from './message.ts'

const ID = 'a'.repeat(24)
const AT = ROW_AT
const author = { _id: userId.parse(ID), username: 'hook', discriminator: '0001', avatarUrl: 'own', isBot: true }
const fileAddress = createFileAddress({ staticBase: () => 'http://files.test' })

function sent(fields: Partial<MessageTable>): Message {
  const row = messageRow({ id: ID, channelId: ID, serverId: ID, authorId: ID, ...fields })
  return toMessage({ row, author, reactions: [{ emoji: 'x', userIds: [author._id] }] }, fileAddress)
}

describe('[MSG22] the author’s name and picture', () => {
  const chosen = (overrides: unknown, webhookId: string | null = ID): unknown =>
    sent({ webhookId, payload: JSON.stringify({ overrides }) }).authorId

  test('are a webhook’s to choose, one message at a time', () => {
    expect(chosen({ username: 'Ann', avatarUrl: 'https://pictures.test/a.png' })).toEqual({
      ...author,
      username: 'Ann',
      avatarUrl: 'https://pictures.test/a.png',
    })
    expect(chosen({ avatarUrl: 'key.png' })).toEqual({ ...author, avatarUrl: 'http://files.test/static/key.png' })
    for (const keeps of [{}, { username: null, avatarUrl: null }, { username: 5 }, 'odd', null]) {
      expect(chosen(keeps)).toEqual(author)
    }
  })

  test('are nobody else’s, whatever the payload says', () => {
    expect(chosen({ username: 'Boss' }, null)).toEqual(author)
  })

  test('stay when the message is retracted', () => {
    const payload = JSON.stringify({ overrides: { username: 'Ann' } })
    const { authorId, payload: shown } = sent({ webhookId: ID, payload, retractedAt: AT })
    expect([authorId?.username, shown]).toEqual(['Ann', {}])
  })
})

test('[FILE1] stickers, recordings and files have their addresses made at output, whatever the type', () => {
  const payload = { sticker: { name: 's', key: 's.png' }, voice: { key: 'v.webm', url: 'stale' }, other: { key: 'k' } }
  const attachments = [
    { filename: 'a', contentType: 'b', key: 'a.txt', size: 1 },
    { filename: 'l', contentType: 'b', key: 'https://elsewhere.test/l', size: 1 },
  ]
  expect(sent({ payload: JSON.stringify(payload), attachments: JSON.stringify(attachments) })).toMatchObject({
    payload: {
      sticker: { name: 's', key: 's.png', url: 'http://files.test/static/s.png' },
      voice: { key: 'v.webm', url: 'http://files.test/static/v.webm' },
      other: { key: 'k' },
    },
    attachments: [{ url: 'http://files.test/static/a.txt' }, { url: 'https://elsewhere.test/l' }],
  })
  expect(sent({ payload: '{"sticker":5,"voice":{"key":5}}' }).payload).toEqual({ sticker: 5, voice: { key: 5 } })
})

test('[MSG10] a retracted message gives nothing of what it said, and keeps its reactions', () => {
  const said = { content: 'hush', plainText: 'hush', payload: '{"a":"hush"}', mentions: `["${ID}"]` }
  const attachments = '[{"filename":"hush","contentType":"b","key":"hush","size":1}]'
  const masked = sent({ ...said, attachments, retractedAt: AT, editedAt: AT })
  expect(JSON.stringify(masked)).not.toContain('hush')
  expect(masked).toMatchObject({
    content: RETRACTED_CONTENT,
    context: RETRACTED_CONTENT,
    payload: {},
    attachments: [],
    mentions: [],
    reactions: [{ emoji: 'x', userIds: [ID] }],
  })
})
