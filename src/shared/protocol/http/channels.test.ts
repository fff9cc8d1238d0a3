import { expect, test } from 'vitest'
import {
  createChannelBody,
  notificationLevelBody,
  overridesBody,
  updateChannelBody,
  type OverridesBody,
} from './channels.ts'

interface Schema {
  readonly safeParse: (value: unknown) => {
    readonly error?: { readonly issues: readonly { path: PropertyKey[]; message: string }[] } | undefined
  }
}

/** Path and text of the first complaint. */
function complaint(schema: Schema, body: unknown): string[] | undefined {
  const issue = schema.safeParse(body).error?.issues[0]
  return issue === undefined ? undefined : [issue.path.join('.'), issue.message]
}

const web = { name: 'docs', type: 'GUILD_WEB' }

test('[CHAN1] the two kinds of channel', () => {
  expect(createChannelBody.parse({ name: 'general', type: 'GUILD_TEXT', topic: 'dropped' })).toEqual({
    name: 'general',
    type: 'GUILD_TEXT',
  })
  expect(createChannelBody.parse({ ...web, url: ' https://docs.test/a?b#c ' }).url).toBe('https://docs.test/a?b#c')
})

test.each([
  [{ name: '', type: 'GUILD_TEXT' }, 'name', 'Channel name is required'],
  [web, 'url', 'URL is required for web channels'],
  [{ name: 'general', type: 'GUILD_TEXT', url: 'https://a.test' }, 'url', 'URL is only applicable to web channels'],
])('[CHAN1] %j is refused', (body, ...expected) => {
  expect(complaint(createChannelBody, body)).toEqual(expected)
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:a@b.co',
  'file:///etc/passwd',
  'ftp://a.test',
  'docs.test',
  '//docs.test',
  '',
  `https://a.test/${'x'.repeat(2048)}`,
])('[CHAN1] %s is no address to frame', (url) => {
  expect(complaint(createChannelBody, { ...web, url })).toEqual(['url', 'Invalid URL'])
  expect(complaint(updateChannelBody, { url })).toEqual(['url', 'Invalid URL'])
})

test('[CHAN1] a name has 1 to 100 characters, in which half a character is replaced', () => {
  for (const name of [undefined, '', 'x'.repeat(101)]) {
    expect(complaint(createChannelBody, { name, type: 'GUILD_TEXT' })?.[0]).toBe('name')
  }
  expect(createChannelBody.parse({ name: 'a\udc00', type: 'GUILD_TEXT' }).name).toBe('a\ufffd')
})

test('[CHAN6] a change may name nothing, or what it may change; all else is dropped', () => {
  expect(updateChannelBody.parse({ type: 'GUILD_WEB', position: 1, permissionOverrides: [], serverId: 'x' })).toEqual(
    {},
  )
  const all = { name: 'x', categoryId: null, topic: '', url: 'https://a.test/' }
  expect(updateChannelBody.parse(all)).toEqual(all)
  expect(updateChannelBody.parse({ topic: 'x'.repeat(1024) }).topic).toHaveLength(1024)
})

test.each([
  [{ name: '' }, 'name', 'Channel name is required'],
  [{ topic: 'x'.repeat(1025) }, 'topic', 'Topic must be 1024 or fewer characters long'],
])('[CHAN6] a change to %j is refused', (body, ...expected) => {
  expect(complaint(updateChannelBody, body)).toEqual(expected)
})

test.each([[{ name: 'x'.repeat(101) }], [{ name: null }], [{ categoryId: 5 }], [{ topic: null }], [undefined], [[]]])(
  '[CHAN6] a change to %j is refused too',
  (body) => {
    expect(updateChannelBody.safeParse(body).success).toBe(false)
  },
)

const TARGET = 'a'.repeat(24)

test('[OVER1] an override allows and denies nothing unless it says so, and carries nothing else', () => {
  expect(overridesBody.parse([{ targetType: 'role', targetId: TARGET, extra: 1 }])).toEqual([
    { targetType: 'role', targetId: TARGET, allow: [], deny: [] },
  ])
})

const one: OverridesBody[number] = { targetType: 'member', targetId: TARGET, allow: [], deny: [] }

test.each([
  [[{ ...one, allow: ['FLY'] }], '0.allow.0'],
  [[one, { ...one, deny: ['VIEW_CHANNEL', 'EMBED_LINKS'] }], '1.deny.1'],
  [[{ ...one, allow: null }], '0.allow'],
  [[{ ...one, targetType: 'user' }], '0.targetType'],
  [[{ ...one, targetId: 5 }], '0.targetId'],
  [{}, ''],
  [undefined, ''],
  [Array.from({ length: 1001 }, () => one), ''],
])('[OVER1] a list that is none is refused at its fault', (list, path) => {
  expect(complaint(overridesBody, list)?.[0]).toBe(path)
})

test('[LEVEL1] a level is one of four words', () => {
  for (const level of ['DEFAULT', 'ALL_MESSAGES', 'MENTIONS_ONLY', 'MUTE']) {
    expect(notificationLevelBody.parse({ level })).toEqual({ level })
  }
  for (const level of [undefined, null, '', 'mute']) {
    expect(complaint(notificationLevelBody, { level })?.[0]).toBe('level')
  }
})
