import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'
import { ConfigurationError } from './environment.ts'

const read = (environment: Record<string, string>): ReturnType<typeof readConfiguration> =>
  readConfiguration({ JWT_SECRET: 'a secret of our own', ...environment })

test('[WHO8] an empty environment gives the defaults of the protocol, and the safer ones of this gateway', () => {
  expect(read({})).toEqual({
    production: false,
    jwtSecret: 'a secret of our own',
    jwtIssuer: undefined,
    jwtAudience: undefined,
    accessLifetimeSeconds: 1800,
    refreshLifetimeSeconds: 2_592_000,
    secureCookies: undefined,
    allowRegistration: true,
    limitRates: false,
    corsOrigins: undefined,
    trustsProxy: expect.any(Function) as unknown,
    staticBase: undefined,
    fileLimitBytes: 52_428_800,
    presignSeconds: 60,
    objectStore: undefined,
    speech: undefined,
    transcription: undefined,
    adminSecret: undefined,
    infraAddresses: undefined,
    botTokenKey: 'a secret of our own',
    warnings: [],
  })
})

test('[BOT2] tokens of bots are encrypted with their own key, else the admin secret, else the token secret', () => {
  const [own, admin] = [{ MEW_BOT_TOKEN_ENC_KEY: ' a key ' }, { MEW_ADMIN_SECRET: ' an admin secret ' }]
  expect(read({ ...own, ...admin })).toMatchObject({ botTokenKey: 'a key', adminSecret: 'an admin secret' })
  expect(read({ ...admin, MEW_BOT_TOKEN_ENC_KEY: ' ' }).botTokenKey).toBe('an admin secret')
  expect(read({ MEW_ADMIN_SECRET: '' })).toMatchObject({ botTokenKey: 'a secret of our own', adminSecret: undefined })
})

test('[SVC2] what of MEW_INFRA_ALLOWED_IPS is no address is said aloud', () => {
  const { infraAddresses, warnings } = read({ MEW_INFRA_ALLOWED_IPS: '192.0.2.1, ::1,10.0.0.0/8 , ops.test' })
  expect(infraAddresses).toEqual(['192.0.2.1', '::1', '10.0.0.0/8', 'ops.test'])
  expect(warnings).toEqual([
    'MEW_INFRA_ALLOWED_IPS names 10.0.0.0/8, which is no address',
    'MEW_INFRA_ALLOWED_IPS names ops.test, which is no address',
  ])
  expect(read({ MEW_INFRA_ALLOWED_IPS: ' , ' }).infraAddresses).toBeUndefined()
})

test.each([
  ['', 60],
  ['x', 60],
  ['0', 60],
  ['1.5', 60],
  ['7200', 7200],
])('[SIGN1] S3_PRESIGN_EXPIRES_SECONDS=%s is said as %d', (value, seconds) => {
  expect(read({ S3_PRESIGN_EXPIRES_SECONDS: value }).presignSeconds).toBe(seconds)
})

test.each([
  ['900', 900],
  ['30m', 1800],
  ['2h', 7200],
  ['1 D', 86_400],
  ['1w', 604_800],
  ['1.5h', 5400],
  ['30 minutes', 1800],
  ['2 days', 172_800],
  ['1y', 31_557_600],
  [' ', 1800],
])('[AUTH12] JWT_EXPIRES_IN=%s is %i seconds', (value, seconds) => {
  expect(read({ JWT_EXPIRES_IN: value }).accessLifetimeSeconds).toBe(seconds)
})

test.each(['soon', '0', '-5', '1.5', '0.5s', '30 ms', '2 moons', 'h', '99999999999999999999'])(
  '[AUTH12] JWT_EXPIRES_IN=%s stops the start with the name of the setting',
  (value) => {
    expect(() => read({ JWT_EXPIRES_IN: value })).toThrow(ConfigurationError)
    expect(() => read({ JWT_EXPIRES_IN: value })).toThrow(/^JWT_EXPIRES_IN=/)
  },
)

test.each([
  ['3600', 3600],
  ['2 W', 1_209_600],
  ['2 weeks', 2_592_000],
  ['soon', 2_592_000],
  ['0', 2_592_000],
])(
  '[AUTH8] REFRESH_TOKEN_EXPIRES_IN=%s is %i seconds: what is no duration is the default, and said aloud',
  (value, seconds) => {
    const { refreshLifetimeSeconds, warnings } = read({ REFRESH_TOKEN_EXPIRES_IN: value })
    expect(refreshLifetimeSeconds).toBe(seconds)
    expect(warnings).toHaveLength(seconds === 2_592_000 ? 1 : 0)
  },
)

test.each([
  ['', 50],
  ['0', 50],
  ['-1', 50],
  ['much', 50],
  ['Infinity', 50],
  ['1', 1],
  ['12.5', 12.5],
])('[HTTP10] LIMIT_FILE_SIZE=%s is %d MB', (value, megabytes) => {
  expect(read({ LIMIT_FILE_SIZE: value }).fileLimitBytes).toBe(megabytes * 1_048_576)
})

test.each([
  [{ MEW_ENABLE_RATE_LIMIT: 'true' }, true],
  [{ MEW_ENABLE_RATE_LIMIT: 'TRUE' }, false],
  [{ MEW_ENABLE_RATE_LIMIT: '1' }, false],
  [{ NODE_ENV: 'Production' }, false],
  [{ NODE_ENV: 'production', MEW_ADMIN_SECRET: 'x' }, true],
  [{ NODE_ENV: 'production', MEW_ADMIN_SECRET: 'x', MEW_ENABLE_RATE_LIMIT: 'false' }, true],
])('[RATE1] %j counts requests: %s', (environment, counts) => {
  expect(read(environment).limitRates).toBe(counts)
})

test.each([
  ['on', true],
  ['0', false],
  ['', undefined],
])('[AUTH6] MEW_SECURE_COOKIES=%s is %s', (value, secure) => {
  expect(read({ MEW_SECURE_COOKIES: value }).secureCookies).toBe(secure)
})

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
  expect(read({ NODE_ENV: 'production', MEW_ADMIN_SECRET: 'x' }).corsOrigins).toEqual([])
})

/** Which of three hops are believed: this machine, the network at home, the world. */
const believed = (environment: Record<string, string>): boolean[] => {
  const { trustsProxy } = read(environment)
  return ['127.0.0.1', '10.0.0.7', '192.0.2.7'].map((address, hop) => trustsProxy(address, hop))
}

test.each([
  ['', [true, false, false]],
  ['true', [true, true, true]],
  ['1', [true, true, true]],
  ['off', [false, false, false]],
  ['0', [false, false, false]],
  ['2', [true, true, false]],
  ['10.0.0.0/8, loopback', [true, true, false]],
  ['192.0.2.7', [false, false, true]],
])('[WHO9] MEW_TRUST_PROXY=%s believes %j', (value, expected) => {
  expect(believed({ MEW_TRUST_PROXY: value })).toEqual(expected)
})

test('[WHO9] TRUST_PROXY is read where MEW_TRUST_PROXY says nothing', () => {
  expect(believed({ TRUST_PROXY: 'no' })).toEqual([false, false, false])
  expect(believed({ TRUST_PROXY: 'no', MEW_TRUST_PROXY: '' })).toEqual([false, false, false])
  expect(believed({ TRUST_PROXY: 'no', MEW_TRUST_PROXY: '3' })).toEqual([true, true, true])
})

test('[WHO9] a list that names no proxies stops the start', () => {
  expect(() => read({ MEW_TRUST_PROXY: 'banana' })).toThrow(ConfigurationError)
  expect(() => read({ MEW_TRUST_PROXY: 'banana' })).toThrow(
    'MEW_TRUST_PROXY=banana names no proxies: invalid IP address: banana',
  )
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
    const [one, other] = [readConfiguration({}).jwtSecret, readConfiguration({}).jwtSecret]
    expect(Buffer.from(one, 'base64url')).toHaveLength(32)
    expect(one).not.toBe(other)
  })

  test('[WHO8] with a data directory it is kept there, readable by its owner alone', () => {
    const first = readConfiguration({}, { dataDirectory: directory }).jwtSecret
    expect(readFileSync(file(), 'utf8')).toBe(first)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readConfiguration({}, { dataDirectory: directory }).jwtSecret).toBe(first)
  })

  test('[WHO8] a start that was cut off while it wrote the secret does not keep the next one from starting', () => {
    writeFileSync(file(), '')
    const secret = readConfiguration({}, { dataDirectory: directory }).jwtSecret
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(readConfiguration({}, { dataDirectory: directory }).jwtSecret).toBe(secret)
  })

  test('[WHO8] a damaged one is named, never guessed around', () => {
    writeFileSync(file(), 'too short')
    expect(() => readConfiguration({}, { dataDirectory: directory })).toThrow(/jwt-secret is damaged/)
    rmSync(file())
    mkdirSync(file())
    expect(() => readConfiguration({}, { dataDirectory: directory })).toThrow(/EISDIR/)
  })

  test('[WHO8] production takes none of its own, nor does it go without one for administrators', () => {
    const production = { NODE_ENV: 'production' }
    expect(() => readConfiguration(production, { dataDirectory: directory })).toThrow(
      /^Missing required env: JWT_SECRET$/,
    )
    expect(() => readConfiguration({ ...production, JWT_SECRET: ' ' }, { dataDirectory: directory })).toThrow(
      /JWT_SECRET$/,
    )
    expect(() => read(production)).toThrow(/^Missing required env: MEW_ADMIN_SECRET$/)
    expect(read({ ...production, MEW_ADMIN_SECRET: 'ours alone' }).warnings).toEqual([])
  })

  test.each([
    ['JWT_SECRET', 'dev-jwt-secret'],
    ['JWT_SECRET', 'your-super-secret-jwt-key'],
    ['MEW_ADMIN_SECRET', 'dev-admin-secret'],
    ['MEW_ADMIN_SECRET', 'change-me'],
  ])('[WHO8] %s=%s is known to everybody: production does not start, elsewhere it is said aloud', (name, value) => {
    const environment = { MEW_ADMIN_SECRET: 'ours alone', [name]: value }
    expect(() => read({ NODE_ENV: 'production', ...environment })).toThrow(new RegExp(`^Insecure env: ${name} `))
    expect(read(environment).warnings).toEqual([expect.stringMatching(new RegExp(`^Insecure env: ${name} `))])
  })

  test('[WHO3] a star in production starts, and is said aloud', () => {
    const environment = { NODE_ENV: 'production', MEW_ADMIN_SECRET: 'ours alone', MEW_CORS_ORIGINS: '*' }
    expect(read(environment).warnings).toHaveLength(1)
  })
})

test('[SPEECH2] a service that speaks has an address, and perhaps a key and names of its own', () => {
  expect(
    read({ MEW_SPEECH_URL: 'https://speech.test/v1/', MEW_SPEECH_KEY: ' k ', MEW_SPEECH_VOICE: 'alloy' }),
  ).toMatchObject({
    speech: { base: 'https://speech.test/v1', key: 'k', model: undefined, voice: 'alloy' },
    transcription: undefined,
  })
  expect(read({ MEW_TRANSCRIPTION_URL: 'http://127.0.0.1:9/v1', MEW_TRANSCRIPTION_MODEL: 'whisper-1' })).toMatchObject({
    speech: undefined,
    transcription: { base: 'http://127.0.0.1:9/v1', key: undefined, model: 'whisper-1', voice: undefined },
  })
})

test.each([
  'speech.test',
  'ftp://speech.test',
  'https://speech.test/v1?a=b',
  'https://speech.test/#v1',
  'https://me:secret@speech.test',
])('[SPEECH2] %s is no address of one', (url) => {
  expect(() => read({ MEW_SPEECH_URL: url })).toThrow(ConfigurationError)
})
