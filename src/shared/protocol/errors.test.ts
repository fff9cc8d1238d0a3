import { expect, test } from 'vitest'
import { findErrorCode, ProtocolError, protocolErrors, ValidationError } from './errors.ts'

const all = Object.entries(protocolErrors).map(([code, { status, text }]) => ({ code, status, text }))

test.each(all)('[HTTP1] $status "$text" is known again as $code', ({ code, status, text }) => {
  expect(findErrorCode(status, text.replace(/\{\w+\}/, 'SEND_MESSAGES'))).toBe(code)
})

test('[HTTP1] no two refusals look alike on the wire', () => {
  const looks = all.map(({ status, text }) => `${status} ${text}`)
  expect(new Set(looks).size).toBe(looks.length)
})

test('[HTTP1] a text nobody knows, or a known one with another status, has no code', () => {
  expect(findErrorCode(404, 'Something else')).toBeUndefined()
  expect(findErrorCode(400, 'Channel not found.')).toBeUndefined()
  expect(findErrorCode(403, 'You do not have the required')).toBeUndefined()
  expect(findErrorCode(403, '')).toBeUndefined()
})

test('[HTTP1] a refusal carries its permission in the text and its wait beside it', () => {
  expect(new ProtocolError('missingPermission', { permission: 'MANAGE_CHANNEL' })).toMatchObject({
    status: 403,
    message: 'You do not have the required permission: MANAGE_CHANNEL',
  })
  expect(new ProtocolError('tooManyAttempts', { retryAfter: 7 }).retryAfter).toBe(7)
  expect(new ProtocolError('speechUpstream', { reason: '$& is full' }).message).toBe('TTS upstream: $& is full')
})

test('[HTTP1] a body without a single complaint still has a message', () => {
  expect(new ValidationError([])).toMatchObject({ status: 400, message: 'Validation error', errors: [] })
})
