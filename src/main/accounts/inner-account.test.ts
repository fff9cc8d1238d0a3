import { expect, test } from 'vitest'
import { createInnerAccount } from './inner-account.ts'
import type { Entrance, Sessions } from './sessions.ts'
import type { StoredAccount } from './stored-account.ts'
import type { TokenOutcome } from './token-keeper.ts'

const owner: StoredAccount = {
  key: 'k1',
  gateway: 'http://127.0.0.1:3000',
  gatewayId: 'g1',
  userId: 'u1',
  username: 'owner',
  extensions: [],
  inner: true,
}
const ready = { url: 'http://127.0.0.1:4000', startCode: 'code' }

interface Setup {
  readonly known?: readonly StoredAccount[]
  readonly token?: TokenOutcome
  readonly entersAs?: StoredAccount
}

function makeInner({ known = [], token = { status: 'signed-out' }, entersAs = owner }: Setup = {}) {
  const accounts = [...known]
  const calls: string[] = []
  const entrances: Entrance[] = []
  const sessions: Parameters<typeof createInnerAccount>[0]['sessions'] = {
    accounts: () => accounts,
    token: () => Promise.resolve(token),
    moveGateway: (key, gateway) => {
      calls.push(`move ${key} ${gateway}`)
      return Promise.resolve()
    },
    learnCapabilities: () => Promise.resolve(),
    signOut: (key) => {
      calls.push(`leave ${key}`)
      return Promise.resolve()
    },
    enter: (entrance) => {
      entrances.push(entrance)
      if (!accounts.some(({ key }) => key === entersAs.key)) accounts.push(entersAs)
      return Promise.resolve({ status: 'signed-in', account: entersAs } satisfies Awaited<
        ReturnType<Sessions['enter']>
      >)
    },
  }
  let changes = 0
  const inner = createInnerAccount({
    sessions,
    onChanged: () => {
      changes += 1
    },
  })
  return { inner, calls, entrances, changes: () => changes }
}

test('[INNER1] the first start lets the owner in with the code main gave to the process', async () => {
  const { inner, entrances, changes } = makeInner()
  expect(inner.isAvailable()).toBe(false)
  await inner.gatewayReady(ready)
  await inner.firstTry
  expect(entrances).toEqual([{ gateway: ready.url, route: 'local', form: { code: 'code' }, inner: true }])
  expect([inner.isAvailable(), inner.isInner('k1'), changes()]).toEqual([true, true, 1])
})

test('[INNER2] a session that still holds goes on at the new address, without the code', async () => {
  const { inner, calls, entrances } = makeInner({ known: [owner], token: { status: 'token', token: 't' } })
  await inner.gatewayReady(ready)
  expect(entrances).toEqual([])
  expect(calls).toEqual(['move k1 http://127.0.0.1:4000'])
  expect(inner.isAvailable()).toBe(true)
})

test('[INNER3] where it does not hold the owner is let in again, nobody is asked', async () => {
  const { inner, entrances } = makeInner({ known: [owner] })
  await inner.gatewayReady(ready)
  await inner.revive()
  expect(entrances).toHaveLength(2)
  expect(inner.isAvailable()).toBe(true)
})

test('[INNER4] another world with another owner takes the place of the last one', async () => {
  const { inner, calls } = makeInner({ known: [owner], entersAs: { ...owner, key: 'k2', userId: 'u2' } })
  await inner.gatewayReady(ready)
  expect(calls).toEqual(['move k1 http://127.0.0.1:4000', 'leave k1'])
})

test('[INNER5] while the gateway is away the account is not available, and nothing is tried', async () => {
  const { inner, entrances } = makeInner()
  await inner.gatewayReady(ready)
  inner.gatewayDown()
  await inner.revive()
  expect([inner.isAvailable(), entrances.length]).toEqual([false, 1])
})

test('[INNER6] nobody waits for a gateway that was given up', async () => {
  const { inner } = makeInner()
  inner.giveUp()
  await inner.firstTry
  expect(inner.isAvailable()).toBe(false)
})
