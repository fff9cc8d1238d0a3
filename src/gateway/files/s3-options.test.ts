import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readS3Options } from './s3-options.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'mew-credentials-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

test('[STORE1] without S3_ENDPOINT there is none', () => {
  expect(readS3Options({ S3_BUCKET_NAME: 'x', S3_ACCESS_KEY_ID: 'y' }, true)).toBeUndefined()
})

test.each([
  [{ S3_ENDPOINT: 'store.test' }, 'http://store.test:3900/mew'],
  [{ S3_ENDPOINT: 'store.test', S3_PORT: '9000', S3_USE_SSL: 'true' }, 'https://store.test:9000/mew'],
  [{ S3_ENDPOINT: 'store.test', S3_PORT: '443', S3_USE_SSL: '1', S3_BUCKET_NAME: 'b' }, 'https://store.test/b'],
  [{ S3_ENDPOINT: 'https://store.test' }, 'https://store.test/mew'],
  [{ S3_ENDPOINT: 'http://store.test:1234/' }, 'http://store.test:1234/mew'],
])('[STORE1] %j is at %s', (environment, bucketUrl) => {
  expect(readS3Options(environment, false)).toMatchObject({ bucketUrl, region: 'garage', accessKeyId: 'garage' })
})

test.each([
  [{}, 'mew.web.garage.localhost:3902'],
  [{ S3_BUCKET_NAME: 'b', S3_WEB_ENDPOINT: 'Web.test', S3_WEB_PORT: '80' }, 'b.web.test'],
  [{ S3_WEB_ENDPOINT: 'web.test', S3_WEB_PORT: '443', S3_USE_SSL: 'yes' }, 'mew.web.test'],
])('[FILE1] with %j the store shows its bucket at %s', (environment, webHost) => {
  expect(readS3Options({ S3_ENDPOINT: 'store.test', ...environment }, false)).toMatchObject({ webHost })
})

test('[STORE4] credentials come from a file, and from the variables before that', () => {
  const file = path.join(directory, 'credentials.json')
  writeFileSync(file, '{"accessKeyId":"filed","secretAccessKey":"secret"}')
  const environment = { S3_ENDPOINT: 'store.test', S3_CREDENTIALS_FILE: file }
  expect(readS3Options(environment, true)).toMatchObject({ accessKeyId: 'filed', secretAccessKey: 'secret' })
  expect(readS3Options({ ...environment, S3_ACCESS_KEY_ID: 'said' }, true)).toMatchObject({ accessKeyId: 'said' })
})

test.each([{}, { S3_ACCESS_KEY_ID: 'a' }, { S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'garage-secret' }])(
  '[STORE4] %j is not enough in production',
  (credentials) => {
    const environment = { S3_ENDPOINT: 'store.test', S3_CREDENTIALS_FILE: '/nowhere', ...credentials }
    expect(() => readS3Options(environment, true)).toThrow('Missing required S3 credentials')
  },
)

test('[STORE4] an address that is none stops the start', () => {
  expect(() => readS3Options({ S3_ENDPOINT: 'http://' }, false)).toThrow('S3_ENDPOINT=http:// is no host')
  const badPort = { S3_ENDPOINT: 'store.test', S3_WEB_PORT: 'x' }
  expect(() => readS3Options(badPort, false)).toThrow(
    'S3_WEB_ENDPOINT=web.garage.localhost with S3_WEB_PORT=x is no host',
  )
})
