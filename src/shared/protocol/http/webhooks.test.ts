import { describe, expect, test } from 'vitest'
import { createWebhookBody, executeWebhookBody, updateWebhookBody } from './webhooks.ts'

const complaint = (schema: typeof createWebhookBody | typeof executeWebhookBody, body: unknown): unknown => {
  const issue = schema.safeParse(body).error?.issues[0]
  return issue === undefined ? undefined : [issue.path.join('.'), issue.message]
}

describe('[HOOK1] a webhook', () => {
  test('has a name of 1 to 100 characters that is not blank, as it was written', () => {
    for (const name of [undefined, null, 5, '', ' \t']) {
      expect(complaint(createWebhookBody, { name })).toEqual(['name', 'name is required'])
    }
    expect(complaint(createWebhookBody, undefined)).toEqual(['', 'name is required'])
    expect(createWebhookBody.safeParse({ name: 'x'.repeat(101) }).success).toBe(false)
    expect(createWebhookBody.parse({ name: ' a\ud83d ', token: 'mine' })).toEqual({ name: ' a\ufffd ' })
  })

  test('has a picture on the web, or none', () => {
    const avatarUrl = 'https://pictures.test/a.png'
    expect(createWebhookBody.parse({ name: 'a', avatarUrl }).avatarUrl).toBe(avatarUrl)
    for (const none of [null, '']) expect(updateWebhookBody.parse({ avatarUrl: none })).toEqual({ avatarUrl: null })
    for (const bad of [5, 'key.png', 'javascript:alert(1)']) {
      expect(updateWebhookBody.safeParse({ avatarUrl: bad }).success).toBe(false)
    }
  })

  test('is changed in nothing but these', () => {
    expect(updateWebhookBody.parse({})).toEqual({})
    expect(updateWebhookBody.parse({ channelId: 'x', token: 'x', botUserId: 'x' })).toEqual({})
    expect(updateWebhookBody.safeParse({ name: '' }).success).toBe(false)
  })
})

describe('[HOOK5] what a webhook writes', () => {
  const ordinary = { type: 'message/default', username: '', avatar_url: '' }

  test('are words, but on a card', () => {
    expect(executeWebhookBody.parse({ content: 'hi' })).toEqual({ ...ordinary, content: 'hi' })
    for (const body of [{}, { content: ' ' }, { content: 5 }, { content: null, type: '' }]) {
      expect(complaint(executeWebhookBody, body)).toEqual(['content', 'content is required'])
    }
    const type = 'app/x-rss-card'
    expect(executeWebhookBody.parse({ type, content: ['x'] })).toEqual({ ...ordinary, type, content: '' })
  })

  test('is of a known type, which is named otherwise', () => {
    for (const [type, named] of [
      ['message/sticker', 'message/sticker'],
      [5, '5'],
      [{ toString: 'x' }, '{"toString":"x"}'],
      ['x'.repeat(500), 'x'.repeat(100)],
    ]) {
      expect(complaint(executeWebhookBody, { type, content: 'hi' })).toEqual([
        'type',
        `Unsupported message type: ${String(named)}`,
      ])
    }
  })

  test('has an object for a payload, a name that is cut at 100 characters, and a picture’s address', () => {
    expect(executeWebhookBody.parse({ content: 'x', payload: { a: 1 } }).payload).toEqual({ a: 1 })
    const bad = [{ payload: [] }, { payload: 'x' }, { avatar_url: 'x'.repeat(2049) }]
    for (const body of bad) expect(executeWebhookBody.safeParse({ content: 'x', ...body }).success).toBe(false)
    expect(executeWebhookBody.parse({ content: 'x', username: `${'x'.repeat(99)}\u{1f63a}` }).username).toBe(
      `${'x'.repeat(99)}\ufffd`,
    )
    expect(executeWebhookBody.parse({ content: 'x', username: 5, avatar_url: {}, payload: 0 })).toMatchObject({
      username: '',
      avatar_url: '',
    })
  })
})
