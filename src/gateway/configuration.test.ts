import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigurationError, readConfiguration } from './configuration.ts'

const read = (environment: Record<string, string>): ReturnType<typeof readConfiguration> =>
  readConfiguration({ JWT_SECRET: 'a secret of our own', ...environment }, undefined)

test('[WHO8] an empty environment gives the defaults of the protocol, and the safer ones of this gateway', () => {
  expect(read({})).toEqual({
    production: false,
    jwtSecret: 'a secret of our own',
    jwtIssuer: undefined,
    jwtAudience: undefined,
    accessLifetimeSeconds: 1800,
    refreshLifetimeSeconds: 2_592_000,
    allowRegistration: true,
    corsOrigins: undefined,
    trustProxy: 'loopback',
    staticBase: undefined,
  })
})

test.each([
  ['900', 900],
  ['30m', 1800],
  ['2h', 7200],
  ['1 D', 86_400],
  ['1w', 604_800],
  [' ', 1800],
])('[AUTH12] JWT_EXPIRES_IN=%s is %i seconds', (value, seconds) => {
  expect(read({ JWT_EXPIRES_IN: value }).accessLifetimeSeconds).toBe(seconds)
})

test.each(['soon', '0', '-5', '1.5h', '5 years', '99999999999999999999'])(
  '[AUTH12] JWT_EXPIRES_IN=%s stops the start with the name of the setting',
  (value) => {
    expect(() => read({ JWT_EXPIRES_IN: value })).toThrow(ConfigurationError)
    expect(() => read({ JWT_EXPIRES_IN: value })).toThrow(/^JWT_EXPIRES_IN=/)
  },
)

test.each([
  ['off', false],
  ['0', false],
  [' No ', false],
  ['yes', true],
  ['1', true],
  ['perhaps', true],
  ['', true],
])('[AUTH14] MEW_ALLOW_USER_REGISTRATION=%s is %s', (value, allowed) => {
  expect(read({ MEW_ALLOW_USER_REGISTRATION: value }).allowRegistration).toBe(allowed)
})

test('[WHO3] the list of origins is read by commas; an empty one is as if it were not set, but closed in production', () => {
  expect(read({ MEW_CORS_ORIGINS: ' https://a.test , ,https://b.test' }).corsOrigins).toEqual([
    'https://a.test',
    'https://b.test',
  ])
  expect(read({ MEW_CORS_ORIGINS: ' , ' }).corsOrigins).toBeUndefined()
  expect(read({ NODE_ENV: 'production' }).corsOrigins).toEqual([])
})

test.each([
  ['', 'loopback'],
  ['true', true],
  ['1', true],
  ['off', false],
  ['0', false],
  ['2', 2],
  ['10.0.0.0/8, loopback', '10.0.0.0/8, loopback'],
])('[WHO9] MEW_TRUST_PROXY=%s believes %s', (value, trusted) => {
  expect(read({ MEW_TRUST_PROXY: value }).trustProxy).toEqual(trusted)
})

test('[WHO9] TRUST_PROXY is read where MEW_TRUST_PROXY is not set', () => {
  expect(read({ TRUST_PROXY: 'no' }).trustProxy).toBe(false)
  expect(read({ TRUST_PROXY: 'no', MEW_TRUST_PROXY: '3' }).trustProxy).toBe(3)
})

test('[FILE1] MEW_STATIC_URL is a base, whatever a deployment put at its end', () => {
  expect(read({ MEW_STATIC_URL: 'https://files.test/static//' }).staticBase).toBe('https://files.test')
  expect(read({ MEW_STATIC_URL: '' }).staticBase).toBeUndefined()
})

describe('the token secret', () => {
  let directory = ''
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'mew-configuration-'))
  })
  afterEach(() => {
    rmSync(directory, { recursive: true })
  })
  const file = (): string => path.join(directory, 'jwt-secret')

  test('[WHO8] without one each start in memory has 256 random bits of its own', () => {
    const [one, other] = [readConfiguration({}, undefined).jwtSecret, readConfiguration({}, undefined).jwtSecret]
    expect(Buffer.from(one, 'base64url')).toHaveLength(32)
    expect(one).not.toBe(other)
  })

  test('[WHO8] with a data directory it is kept there, readable by its owner alone', () => {
    const first = readConfiguration({}, directory).jwtSecret
    expect(readFileSync(file(), 'utf8')).toBe(first)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readConfiguration({}, directory).jwtSecret).toBe(first)
  })

  test('[WHO8] a start that was cut off while it wrote the secret does not keep the next one from starting', () => {
    writeFileSync(file(), '')
    const secret = readConfiguration({}, directory).jwtSecret
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(readConfiguration({}, directory).jwtSecret).toBe(secret)
  })

  test('[WHO8] a damaged one is named, never guessed around', () => {
    writeFileSync(file(), 'too short')
    expect(() => readConfiguration({}, directory)).toThrow(/jwt-secret is damaged/)
    rmSync(file())
    mkdirSync(file())
    expect(() => readConfiguration({}, directory)).toThrow(/EISDIR/)
  })

  test('[WHO8] production takes none of its own, and none that everybody knows', () => {
    expect(() => readConfiguration({ NODE_ENV: 'production' }, directory)).toThrow('Missing required env: JWT_SECRET')
    for (const known of ['dev-jwt-secret', 'your-super-secret-jwt-key']) {
      expect(() => readConfiguration({ NODE_ENV: 'production', JWT_SECRET: known }, directory)).toThrow(/^Insecure env/)
    }
    expect(readConfiguration({ JWT_SECRET: 'dev-jwt-secret' }, directory).jwtSecret).toBe('dev-jwt-secret')
  })
})
