import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTokenStore, type AccountIdentity, type KeyStore } from './token-store.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mew-tokens-'))
  file = path.join(folder, 'accounts.json')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)

const keyStore: KeyStore = {
  isAvailable: () => Promise.resolve(true),
  seal: (text) => Promise.resolve(flip(Buffer.from(text))),
  open: (sealed) => Promise.resolve(Buffer.from(flip(sealed)).toString()),
}
const noKeyStore: KeyStore = { ...keyStore, isAvailable: () => Promise.resolve(false) }
const brokenFor = (token: string): KeyStore => ({
  ...keyStore,
  open: async (sealed) => {
    const text = await keyStore.open(sealed)
    if (text === token) throw new Error('the key store is locked')
    return text
  },
})

const alice: AccountIdentity = {
  key: 'a1',
  gateway: 'https://mew.example',
  gatewayId: 'g1',
  userId: 'u1',
  username: 'alice',
  extensions: ['refresh-retry'],
  inner: false,
}
const bob: AccountIdentity = { ...alice, key: 'b1', userId: 'u2', username: 'bob' }

test('[TOKEN1] a session is there again at the next start, and its token is nowhere in the file', async () => {
  const store = await openTokenStore({ file, keyStore })
  await store.save(alice, 'first-secret')
  await store.replaceToken('a1', 'its-successor')

  const text = await readFile(file, 'utf8')
  expect(text).not.toMatch(/first-secret|its-successor/)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['accounts.json'])
  const next = await openTokenStore({ file, keyStore })
  expect(next.token('a1')).toBe('its-successor')
  expect(next.find('a1')).toMatchObject(alice)
})

test('[TOKEN2] without a key store a session lives for this run, and its account is remembered', async () => {
  const store = await openTokenStore({ file, keyStore: noKeyStore })
  await store.save(alice, 'first-secret')
  expect(store.token('a1')).toBe('first-secret')
  expect(await readFile(file, 'utf8')).not.toContain('sealedToken')
  const next = await openTokenStore({ file, keyStore: noKeyStore })
  expect(next.token('a1')).toBeUndefined()
  expect(next.isLocked('a1')).toBe(false)
  expect(next.accounts()).toEqual([alice])
})

test('[TOKEN3] a session that is not to be kept is not written down, its successors neither', async () => {
  const store = await openTokenStore({ file, keyStore })
  await store.save(alice, 'first-secret', { onlyThisRun: true })
  await store.replaceToken('a1', 'its-successor')
  expect(await readFile(file, 'utf8')).not.toContain('sealedToken')
})

test('[F38] a token that cannot be opened asks for a sign-in; the others work and what is stored stays', async () => {
  const store = await openTokenStore({ file, keyStore })
  await store.save(alice, 'alice-token')
  await store.save(bob, 'bob-token')
  const before = (await openTokenStore({ file, keyStore })).find('a1')?.sealedToken

  const locked = await openTokenStore({ file, keyStore: brokenFor('alice-token') })
  expect([locked.isLocked('a1'), locked.token('a1')]).toEqual([true, undefined])
  expect([locked.isLocked('b1'), locked.token('b1')]).toEqual([false, 'bob-token'])
  await locked.replaceToken('b1', 'bob-successor')
  await locked.update('a1', { username: 'alicia' })

  const unlocked = await openTokenStore({ file, keyStore })
  expect(unlocked.find('a1')?.sealedToken).toBe(before)
  expect(unlocked.token('a1')).toBe('alice-token')

  await locked.save(alice, 'alice-again')
  expect([locked.isLocked('a1'), locked.token('a1')]).toEqual([false, 'alice-again'])
  expect((await openTokenStore({ file, keyStore })).token('a1')).toBe('alice-again')
})

test('[TOKEN4] the mark of a refresh under way goes with the token that answers it', async () => {
  const store = await openTokenStore({ file, keyStore })
  await store.save(alice, 'first')
  await store.update('a1', { pendingRefresh: 'r1' })
  expect((await openTokenStore({ file, keyStore })).find('a1')?.pendingRefresh).toBe('r1')
  await store.replaceToken('a1', 'second')
  const next = await openTokenStore({ file, keyStore })
  expect([next.find('a1')?.pendingRefresh, next.token('a1')]).toEqual([undefined, 'second'])
})

test('[TOKEN5] a file that cannot be read is set aside, not written over', async () => {
  await writeFile(file, '{"version":1,"accounts":[{"key":')
  const store = await openTokenStore({ file, keyStore })
  await store.save(alice, 'token')
  expect(await readFile(`${file}.unreadable`, 'utf8')).toBe('{"version":1,"accounts":[{"key":')
  expect((await openTokenStore({ file, keyStore })).accounts()).toHaveLength(1)
})

test('[TOKEN6] changes made at once all end up on disk', async () => {
  const store = await openTokenStore({ file, keyStore })
  const people = Array.from({ length: 20 }, (_, index) => ({ ...alice, key: `k${index}`, userId: `u${index}` }))
  await Promise.all(people.map((account) => store.save(account, `token-${account.key}`)))
  await Promise.all([store.remove('k0'), store.dropToken('k1'), store.replaceToken('k2', 'newer')])
  const next = await openTokenStore({ file, keyStore })
  expect(next.accounts()).toHaveLength(19)
  expect(['k0', 'k1', 'k2', 'k3'].map(next.token)).toEqual([undefined, undefined, 'newer', 'token-k3'])
})
