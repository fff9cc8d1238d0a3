import { expect, test } from 'vitest'
import { executeWebhookBody } from '#shared/protocol/http/webhooks.ts'
import { cardPayload } from './card-payload.ts'

const feed = { name: 'Feed', avatar: 'own.png' }
const of = (body: object, sender: Parameters<typeof cardPayload>[1] = feed): object =>
  cardPayload(executeWebhookBody.parse({ content: 'x', ...body }), sender)
const signed = { webhookName: 'Feed', overrides: { username: 'Feed', avatarUrl: 'own.png' } }

test('[HOOK6] a message is from the webhook, whatever its payload claims', () => {
  expect(of({})).toEqual(signed)
  expect(of({ payload: { webhookName: 'x', overrides: { username: 'x' }, a: [1] } })).toEqual({ ...signed, a: [1] })
  expect(of({ payload: null }, { name: 'Bare', avatar: null })).toEqual({
    webhookName: 'Bare',
    overrides: { username: 'Bare' },
  })
})

test('[HOOK6] name and picture can be others for one message', () => {
  expect(of({ username: ' Ann ', avatar_url: ' ann.png ' })).toEqual({
    webhookName: 'Feed',
    overrides: { username: ' Ann ', avatarUrl: 'ann.png' },
  })
  expect(of({ username: ' ', avatar_url: '' })).toEqual(signed)
})

test('[HOOK7] a quoted post quotes no other one; original posts do', () => {
  const nested = {
    quoted_tweet: { text: 'a', quoted_tweet: { text: 'b' } },
    original_post: { original_post: { a: 1 } },
  }
  expect(of({ type: 'app/x-twitter-card', payload: nested })).toEqual({
    ...nested,
    ...signed,
    quoted_tweet: { text: 'a' },
  })
  expect(of({ type: 'app/x-bilibili-card', payload: nested })).toEqual({ ...nested, ...signed })
  expect(of({ type: 'app/x-twitter-card', payload: { quoted_tweet: 'x' } })).toEqual({ quoted_tweet: 'x', ...signed })
})
