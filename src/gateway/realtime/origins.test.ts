import { describe, expect, test } from 'vitest'
import { createProxyTrust } from '../plugins/proxy-trust.ts'
import { APP_ORIGIN, createOrigins } from './origins.ts'

const HERE = 'localhost:3000'
const socket = { remoteAddress: '127.0.0.1' }

describe('without MEW_CORS_ORIGINS', () => {
  const origins = createOrigins(undefined)

  test.each([
    ['http://localhost:5173', true],
    ['https://127.0.0.1', true],
    ['http://[::1]:8080', true],
    ['http://abc.localhost:3000', true],
    [APP_ORIGIN, true],
    ['https://evil.test', false],
    ['http://localhost.evil.test', false],
    ['http://evil-localhost', false],
    ['http://127.0.0.1.evil.test', false],
    ['app://other', false],
    ['null', false],
    ['', false],
    ['localhost', false],
  ])('[WHO3] %s is allowed: %s', (origin, allowed) => {
    expect(origins.isAllowed(origin)).toBe(allowed)
    expect(origins.mayConnect({ headers: { origin, host: HERE }, socket })).toBe(allowed)
  })

  test.each([
    ['the own page', { origin: 'http://localhost:3000', host: HERE }, true],
    ['another port of the same name', { origin: 'http://localhost:5173', host: HERE }, false],
    ['another loopback name on the same port', { origin: 'http://127.0.0.1:3000', host: HERE }, false],
    ['the app', { origin: APP_ORIGIN, host: HERE }, false],
    ['a page without an origin', { origin: 'null', host: HERE }, false],
    ['no page at all', { host: HERE }, true],
    ['a read by the own page', { host: HERE, 'sec-fetch-site': 'same-origin' }, true],
    ['an address typed in', { host: HERE, 'sec-fetch-site': 'none' }, true],
    ['a read by another port', { host: HERE, 'sec-fetch-site': 'same-site' }, false],
    ['a read by a foreign page', { host: HERE, 'sec-fetch-site': 'cross-site' }, false],
    ['a page on the default port', { origin: 'http://localhost', host: 'localhost' }, true],
    ['another port, seen from the default port', { origin: 'http://localhost:5173', host: 'localhost' }, false],
  ])('[WHO4] cookies of %s', (_who, headers, count) => {
    expect(origins.mayUseCookies({ headers, socket })).toBe(count)
  })
})

describe('with a list', () => {
  const origins = createOrigins(['https://ok.test', 'https://also.test'])

  test('[WHO3] what is listed is allowed, letter by letter, and loopback pages no longer are', () => {
    expect(origins.isAllowed('https://ok.test')).toBe(true)
    expect(origins.isAllowed('https://ok.test:443')).toBe(false)
    expect(origins.isAllowed('http://ok.test')).toBe(false)
    expect(origins.isAllowed('http://localhost:5173')).toBe(false)
  })

  test('[WHO4] listed origins may use cookies', () => {
    expect(origins.mayUseCookies({ headers: { origin: 'https://ok.test', host: HERE }, socket })).toBe(true)
    expect(origins.mayUseCookies({ headers: { origin: 'https://evil.test', host: HERE }, socket })).toBe(false)
  })

  test('[WHO5] the own page connects even when it is not on the list', () => {
    expect(origins.mayConnect({ headers: { origin: 'http://localhost:3000', host: HERE }, socket })).toBe(true)
    expect(origins.mayConnect({ headers: { origin: 'http://localhost:5173', host: HERE }, socket })).toBe(false)
    expect(origins.mayConnect({ headers: { host: HERE }, socket })).toBe(true)
  })
})

test('[WHO3] an empty list, as production has it, allows no page but the own', () => {
  const origins = createOrigins([])
  expect(origins.isAllowed('http://localhost:5173')).toBe(false)
  expect(origins.mayConnect({ headers: { origin: 'http://localhost:3000', host: HERE }, socket })).toBe(true)
})

test('[WHO3] a star allows every origin, also beside others', () => {
  const origins = createOrigins(['https://ok.test', '*'])
  expect(origins.isAllowed('https://anything.test')).toBe(true)
  expect(origins.isAllowed('*')).toBe(true)
  expect(origins.mayUseCookies({ headers: { origin: 'https://anything.test', host: HERE }, socket })).toBe(true)
})

describe('behind a proxy that forwards Host without its port', () => {
  const origins = createOrigins([], createProxyTrust('loopback, 10.0.0.0/8'))
  const headers = { origin: 'http://chat.test:151', host: 'chat.test', 'x-forwarded-for': '192.0.2.7' }

  test('[WHO10] names alone count', () => {
    for (const remoteAddress of ['127.0.0.1', '10.1.2.3', '::ffff:127.0.0.1']) {
      const request = { headers, socket: { remoteAddress } }
      expect([origins.mayUseCookies(request), origins.mayConnect(request)]).toEqual([true, true])
    }
  })

  test.each([
    ['a peer that is no proxy of ours', headers, { remoteAddress: '192.0.2.1' }],
    ['a peer that is gone', headers, {}],
    ['a request that came straight', { origin: headers.origin, host: headers.host }, socket],
    ['another port that was forwarded', { ...headers, host: 'chat.test:3000' }, socket],
    ['another name', { ...headers, origin: 'http://evil.test:151' }, socket],
  ])('[WHO10] not for %s', (_what, sent, peer) => {
    const request = { headers: sent, socket: peer }
    expect([origins.mayUseCookies(request), origins.mayConnect(request)]).toEqual([false, false])
  })

  test('[WHO10] not where no proxy is believed', () => {
    expect(createOrigins([]).mayConnect({ headers, socket })).toBe(false)
  })
})
