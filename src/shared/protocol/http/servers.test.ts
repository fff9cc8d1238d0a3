import { expect, test } from 'vitest'
import { createChannelBody, createServerBody } from './servers.ts'

const complaint = (body: object): string | undefined => createChannelBody.safeParse(body).error?.issues[0]?.message
const web = { name: 'docs', type: 'GUILD_WEB' }

test('[CHAN1] the two kinds of channel', () => {
  expect(createChannelBody.parse({ name: 'general', type: 'GUILD_TEXT', topic: 'dropped' })).toEqual({
    name: 'general',
    type: 'GUILD_TEXT',
  })
  expect(createChannelBody.parse({ ...web, url: ' https://docs.test/a?b#c ' }).url).toBe('https://docs.test/a?b#c')
})

test.each([
  [{ name: '', type: 'GUILD_TEXT' }, 'Channel name is required'],
  [web, 'URL is required for web channels'],
  [{ name: 'general', type: 'GUILD_TEXT', url: 'https://a.test' }, 'URL is only applicable to web channels'],
])('[CHAN1] %j is refused', (body, text) => {
  expect(complaint(body)).toBe(text)
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
  expect(complaint({ ...web, url })).toBe('Invalid URL')
  expect(createServerBody.safeParse({ name: 'x', avatarUrl: url }).success).toBe(false)
})

test.each([0, 101])('[CHAN1] a name of %i characters is refused, for channels and servers', (length) => {
  const name = 'x'.repeat(length)
  expect(createChannelBody.safeParse({ name, type: 'GUILD_TEXT' }).success).toBe(false)
  expect(createServerBody.safeParse({ name }).success).toBe(false)
})
