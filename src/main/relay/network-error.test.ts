import { expect, test } from 'vitest'
import { errorText, networkReason, wasNeverSent } from './network-error.ts'

const wrapped = (text: string): Error => new Error('fetch failed', { cause: new Error(text) })

test.each([
  ['net::ERR_INTERNET_DISCONNECTED', 'offline', true],
  ['net::ERR_NAME_NOT_RESOLVED', 'name', true],
  ['net::ERR_CONNECTION_REFUSED', 'refused', true],
  ['net::ERR_ADDRESS_UNREACHABLE', 'refused', true],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout', true],
  ['net::ERR_TIMED_OUT', 'timeout', false],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate', true],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'certificate', false],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy', true],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy', true],
  ['net::ERR_CONNECTION_RESET', 'closed', false],
  ['net::ERR_EMPTY_RESPONSE', 'closed', false],
  ["Attempted to redirect, but redirect policy was 'error'", 'redirect', false],
  ['something new', 'unknown', false],
])('[NET1] %s is "%s"', (text, reason, isUnsent) => {
  expect([networkReason(new Error(text)), wasNeverSent(new Error(text))]).toEqual([reason, isUnsent])
  expect([networkReason(wrapped(text)), wasNeverSent(wrapped(text))]).toEqual([reason, isUnsent])
})

test('[NET2] the text holds the whole chain, also where it is endless', () => {
  const circle: { cause?: unknown } & Error = new Error('round')
  circle.cause = circle
  expect(errorText(wrapped('inside'))).toBe('fetch failed: inside')
  expect(errorText(circle).split(': ')).toHaveLength(8)
  expect(errorText('a text')).toBe('a text')
})
