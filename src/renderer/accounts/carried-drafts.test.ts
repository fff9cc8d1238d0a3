import { castDraft } from 'immer'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHeldPlatform, exampleAccount } from '../fixtures/held-platform.ts'
import { createHeldStorage, type HeldStorage } from '../fixtures/held-storage.ts'
import { channelIdOf, examplePending, userIdOf } from '../fixtures/records.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { openAccount, type Account } from './account.ts'
import { carryDrafts, takeCarriedDrafts } from './carried-drafts.ts'

let storage: HeldStorage = createHeldStorage()
const open: Account[] = []

beforeEach(() => {
  storage = createHeldStorage()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('sessionStorage', storage)
})

afterEach(() => {
  for (const account of open.splice(0)) account.close()
  vi.unstubAllGlobals()
})

const general = channelIdOf(1)

function accountOf(summary: AccountSummary, drafts: readonly (readonly [typeof general, string])[]): Account {
  const platform = createHeldPlatform()
  const account = openAccount({ summary, link: platform.link(summary), sessions: platform.sessions })
  open.push(account)
  for (const [channel, text] of drafts) account.drafts.set(channel, text)
  return account
}

const work = exampleAccount('work')
const home = exampleAccount('home')

test('what was typed comes back in its account and channel, once', () => {
  carryDrafts([accountOf(work, [[general, 'one\ntwo']]), accountOf(home, [[channelIdOf(2), 'three']])])
  expect([...takeCarriedDrafts(work)]).toEqual([[general, 'one\ntwo']])
  expect([...takeCarriedDrafts(work)]).toEqual([])
  expect([...takeCarriedDrafts(home)]).toEqual([[channelIdOf(2), 'three']])
})

test('[F06] what was typed never appears for another person who signs in at the same place', () => {
  carryDrafts([accountOf(work, [[general, 'private']])])
  expect([...takeCarriedDrafts({ ...work, userId: userIdOf(2) })]).toEqual([])
  expect([...takeCarriedDrafts(work)]).toEqual([[general, 'private']])
})

test('[F06] without a disk, what was sent and has not arrived is text again, before what was typed after it', () => {
  const account = accountOf(work, [[general, 'still typing']])
  account.store.update((draft) => {
    draft.keeping = 'unavailable'
    draft.pending = castDraft({
      [general]: [examplePending('a', { content: 'first' }), examplePending('b', { content: 'second' })],
      [channelIdOf(2)]: [examplePending('c', { channelId: channelIdOf(2), content: 'elsewhere' })],
    })
  })
  carryDrafts([account])
  expect(new Map(takeCarriedDrafts(work))).toEqual(
    new Map([
      [general, 'first\n\nsecond\n\nstill typing'],
      [channelIdOf(2), 'elsewhere'],
    ]),
  )
})

test('what is put away for one account does not take the place of what another one has there', () => {
  carryDrafts([accountOf(work, [[general, 'one']])])
  carryDrafts([accountOf(home, [[general, 'two']])])
  expect([...takeCarriedDrafts(work)]).toEqual([[general, 'one']])
})

test.each(['nonsense', '[]', '{"work":5}', 'null'])(
  '[F35] what was stored and cannot be read costs itself alone: %s',
  (stored) => {
    storage.setItem('mew:carried-drafts', stored)
    expect([...takeCarriedDrafts(work)]).toEqual([])
    carryDrafts([accountOf(work, [[general, 'one']])])
    expect([...takeCarriedDrafts(work)]).toEqual([[general, 'one']])
  },
)

test.each(['full', 'forbidden'] as const)(
  '[F34] a storage that is %s keeps nobody from opening or closing an account',
  (how) => {
    storage.fail(how)
    const account = accountOf(work, [[general, 'one']])
    expect(() => carryDrafts([account])).not.toThrow()
  },
)
