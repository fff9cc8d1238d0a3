import { describe, expect, test } from 'vitest'
import { APP_ORIGIN, createOrigins } from './origins.ts'

const HERE = 'localhost:3000'

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
    expect(origins.mayConnect({ origin, host: HERE })).toBe(allowed)
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
    expect(origins.mayUseCookies(headers)).toBe(count)
  })

  test('[WHO4] behind a proxy that forwards Host without its port, names alone count', () => {
    const forwarded = { origin: 'http://chat.test:151', host: 'chat.test', 'x-forwarded-for': '10.0.0.7' }
    expect(origins.mayUseCookies(forwarded)).toBe(true)
    expect(origins.mayConnect(forwarded)).toBe(true)
    expect(origins.mayUseCookies({ ...forwarded, host: 'chat.test:3000' })).toBe(false)
    expect(origins.mayUseCookies({ ...forwarded, origin: 'http://evil.test:151' })).toBe(false)
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
    expect(origins.mayUseCookies({ origin: 'https://ok.test', host: HERE })).toBe(true)
    expect(origins.mayUseCookies({ origin: 'https://evil.test', host: HERE })).toBe(false)
  })

  test('[WHO5] the own page connects even when it is not on the list', () => {
    expect(origins.mayConnect({ origin: 'http://localhost:3000', host: HERE })).toBe(true)
    expect(origins.mayConnect({ origin: 'http://localhost:5173', host: HERE })).toBe(false)
    expect(origins.mayConnect({ host: HERE })).toBe(true)
  })
})

test('[WHO3] an empty list, as production has it, allows no page but the own', () => {
  const origins = createOrigins([])
  expect(origins.isAllowed('http://localhost:5173')).toBe(false)
  expect(origins.mayConnect({ origin: 'http://localhost:3000', host: HERE })).toBe(true)
})

test('[WHO3] a star allows every origin, also beside others', () => {
  const origins = createOrigins(['https://ok.test', '*'])
  expect(origins.isAllowed('https://anything.test')).toBe(true)
  expect(origins.isAllowed('*')).toBe(true)
  expect(origins.mayUseCookies({ origin: 'https://anything.test', host: HERE })).toBe(true)
})
