import { expect, test, vi } from 'vitest'
import type { DesktopAccount, DesktopNotices, ExposedBridge } from '#shared/desktop-bridge.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { createDesktopSessions } from './desktop-sessions.ts'
import type { AccountSummary, Sessions } from './sessions.ts'

interface Desktop {
  readonly sessions: Sessions
  /** What is noted of the accounts is here. */
  readonly noted: () => void
  /** Tokens asked for: account, and the token that was refused. */
  readonly asked: readonly (readonly [string, string | null])[]
  readonly notify: <Name extends keyof DesktopNotices>(name: Name, notice: DesktopNotices[Name]) => void
}

const account: DesktopAccount = {
  key: 'work',
  userId: 'a1',
  username: 'mika',
  gateway: 'https://mew.example',
  gatewayId: 'id',
  extensions: ['rev'],
  inner: false,
  available: true,
  session: 'open',
  needsReload: false,
}
const { available: _available, ...summary } = account

function begin(over: Partial<ExposedBridge> = {}, tokens: readonly (string | null)[] = []): Desktop {
  const { promise: noted, resolve } = Promise.withResolvers<void>()
  const asked: [string, string | null][] = []
  const listeners = new Map<string, Set<(notice: never) => void>>()
  const left = [...tokens]
  const bridge: ExposedBridge = {
    accounts: () => Promise.resolve([account]),
    signIn: () => Promise.resolve({ status: 'signed-in', account }),
    register: () => Promise.resolve({ status: 'unreachable', reason: 'certificate' }),
    signOut: () => Promise.resolve(),
    accessToken: (key, refused) => {
      asked.push([key, refused])
      return Promise.resolve(left.shift() ?? null)
    },
    probe: () => Promise.resolve({ status: 'not-a-gateway', origin: 'https://mew.example' }),
    notes: () => Promise.resolve({}),
    note: () => Promise.resolve(),
    openExternal: () => Promise.resolve(),
    reload: () => Promise.resolve(),
    listen: (name, listener) => {
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known.add(listener))
      return () => known.delete(listener)
    },
    ...over,
  }
  return {
    sessions: createDesktopSessions(bridge, noted),
    noted: resolve,
    asked,
    notify: (name, notice) => {
      for (const listener of listeners.get(name) ?? []) (listener as (notice: unknown) => void)(notice)
    },
  }
}

function start(...given: Parameters<typeof begin>): Desktop {
  const desktop = begin(...given)
  desktop.noted()
  return desktop
}

test('every account of the computer is known, those that wait for a sign-in too', async () => {
  const ended: DesktopAccount = { ...account, key: 'home', session: 'ended' }
  const { sessions } = start({ accounts: () => Promise.resolve([account, ended]) })
  expect(await sessions.accounts()).toEqual([summary, { ...summary, key: 'home', session: 'ended' }])
})

test('ways in answer with the account, or with what kept one out', async () => {
  const { sessions } = start()
  const form = { email: 'a@mail.example', password: 'secret words' }
  expect(await sessions.signIn('https://mew.example', form)).toEqual({ status: 'signed-in', account: summary })
  expect(await sessions.register('https://mew.example', { ...form, username: 'mika' })).toEqual({
    status: 'unreachable',
  })
})

test('an address is asked by main; without one there is nothing to ask', async () => {
  const gateway = {
    status: 'gateway',
    origin: 'https://mew.example',
    secure: true,
    allowUserRegistration: true,
  } as const
  const { sessions } = start({ probe: () => Promise.resolve({ ...gateway, answeredInMs: 5 }) })
  expect(await sessions.probe('mew.example')).toMatchObject({ ...gateway, startCode: 'none' })
  expect(await sessions.probe(undefined)).toEqual({ status: 'bad-address' })
  expect(await start().sessions.probe('mew.example')).toEqual({ status: 'not-a-gateway' })
  for (const [reason, status] of [
    ['certificate', 'untrusted'],
    ['timeout', 'unreachable'],
  ] as const) {
    const away = start({ probe: () => Promise.resolve({ status: 'unreachable', reason }) })
    expect(await away.sessions.probe('mew.example')).toEqual({ status })
  }
})

test('[F02] each attempt gets the newest token; a refused one is named, so that it is never given again', async () => {
  const { sessions, asked } = start({}, ['one', 'two', 'three'])
  expect(await sessions.accessToken('work')).toBe('one')
  expect(await sessions.renew('work')).toBe('renewed')
  expect(await sessions.accessToken('work')).toBe('three')
  expect(asked).toEqual([
    ['work', null],
    ['work', 'one'],
    ['work', null],
  ])
})

test('[F02] where main has no token now, nothing is renewed, and no old token is held against it later', async () => {
  const { sessions, asked } = start({}, ['one', null, null])
  await sessions.accessToken('work')
  expect(await sessions.renew('work')).toBe('unreachable')
  expect(await sessions.renew('work')).toBe('unreachable')
  expect(asked.map(([, refused]) => refused)).toEqual([null, 'one', null])
})

test('no account is told of before what is noted of it is here, however it becomes known', async () => {
  const { sessions, noted, notify } = begin()
  const [changed, told] = [vi.fn(), vi.fn()]
  sessions.onChanged(changed)
  notify('accountsChanged', [account])
  const accounts = sessions.accounts().then(told)
  await settled()
  expect([changed.mock.calls, told.mock.calls]).toEqual([[], []])
  noted()
  await accounts
  expect([changed.mock.calls, told.mock.calls]).toEqual([[[[summary]]], [[[summary]]]])
})

test('what main tells reaches who listens, until they do not listen any more', async () => {
  const { sessions, notify } = start()
  const [ended, changed] = [vi.fn<(key: string) => void>(), vi.fn<(accounts: readonly AccountSummary[]) => void>()]
  const stops = [sessions.onEnded(ended), sessions.onChanged(changed)]
  notify('sessionEnded', { key: 'work', reason: 'refused' })
  notify('accountsChanged', [account])
  await settled()
  for (const stop of stops) stop()
  notify('sessionEnded', { key: 'work', reason: 'refused' })
  notify('accountsChanged', [])
  await settled()
  expect(ended.mock.calls).toEqual([['work']])
  expect(changed.mock.calls).toEqual([[[summary]]])
})
