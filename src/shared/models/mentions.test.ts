import { expect, test } from 'vitest'
import { userId } from './ids.ts'
import { mentionedIds, mentionsEveryone, mentionsUser } from './mentions.ts'
import { message, type Message } from './message.ts'

const ME = userId.parse('a'.repeat(24))
const OTHER = 'b'.repeat(24)

function said(fields: object): Message {
  const times = { createdAt: '2027-01-01T00:00:00.000Z', updatedAt: '2027-01-01T00:00:00.000Z' }
  const authorId = { _id: OTHER, username: 'bob' }
  return message.parse({
    _id: 'c'.repeat(24),
    channelId: 'd'.repeat(24),
    serverId: 'e'.repeat(24),
    authorId,
    ...times,
    ...fields,
  })
}

test('[MSG8] every `<@id>` counts once, in the order of writing and in lower case', () => {
  expect(mentionedIds(`<@${OTHER}> hi <@${ME.toUpperCase()}>, <@${OTHER}>`)).toEqual([OTHER, ME])
  expect(mentionedIds('<@word_1>')).toEqual(['word_1'])
})

test.each(['', 'hi', `@${ME}`, `<@!${ME}>`, `<@ ${ME}>`, `<@${ME}`, '<@>', '<@a-b>', '&lt;@x&gt;'])(
  '[MSG8] "%s" mentions nobody',
  (content) => {
    expect(mentionedIds(content)).toEqual([])
  },
)

test('[MSG8] everybody is called by the two literals and nothing else', () => {
  expect(['@everyone', 'oh @here, look', 'x@everyoney'].every(mentionsEveryone)).toBe(true)
  expect(['everyone', '@every one', '@Here', '@HERE', ''].some(mentionsEveryone)).toBe(false)
})

test('[READ3] somebody is called by name, or with everybody in a server', () => {
  expect(mentionsUser(said({ mentions: [ME] }), ME)).toBe(true)
  expect(mentionsUser(said({ mentions: [OTHER] }), ME)).toBe(false)
  expect(mentionsUser(said({ content: '@here' }), ME)).toBe(true)
  expect(mentionsUser(said({ content: '@here', serverId: undefined }), ME)).toBe(false)
  expect(mentionsUser(said({ content: null }), ME)).toBe(false)
})

test('[READ3] nobody is called by their own message, nor by one that was retracted', () => {
  const mine = { authorId: { _id: ME, username: 'me' }, mentions: [ME] }
  expect(mentionsUser(said(mine), ME)).toBe(false)
  expect(mentionsUser(said({ mentions: [ME], retractedAt: '2027-01-01T00:00:00.000Z' }), ME)).toBe(false)
  expect(mentionsUser(said({ authorId: null, mentions: [ME] }), ME)).toBe(true)
})

test('[MSG22] a webhook calls by name, and never everybody', () => {
  const payload = { overrides: { username: 'News' } }
  expect(mentionsUser(said({ content: '@everyone', payload }), ME)).toBe(false)
  expect(mentionsUser(said({ mentions: [ME], payload }), ME)).toBe(true)
})
