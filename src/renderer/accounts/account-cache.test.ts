import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldPlatform, exampleAccount, type HeldPlatform } from '../fixtures/held-platform.ts'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleMe,
  exampleMessages,
  exampleServer,
  serverIdOf,
  userIdOf,
} from '../fixtures/records.ts'
import type { AccountSummary, Sessions } from '../platform/sessions.ts'
import type { Account } from './account.ts'
import { lookAhead } from './remains-ahead.ts'
import { createShell, type Shell } from './shell-store.ts'
import { loadSockets } from './later-socket.ts'

beforeAll(loadSockets)

let page = new EventTarget()

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('sessionStorage', createHeldStorage())
  vi.stubGlobal('indexedDB', createHeldFactory().factory)
})

const shells: Shell[] = []

afterEach(() => {
  for (const shell of shells.splice(0)) for (const account of shell.api.getState().accounts) account.close()
  vi.unstubAllGlobals()
})

const general = channelIdOf(1)
const here = exampleAccount('page')
const lists = {
  'GET /users/@me': exampleMe,
  'GET /users/@me/servers': [exampleServer(1)],
  'GET /users/@me/channels': [],
  [`GET /servers/${serverIdOf(1)}/channels`]: [exampleChannel(1)],
  [`GET /servers/${serverIdOf(1)}/categories`]: [],
  [`GET /servers/${serverIdOf(1)}/roles`]: [],
  [`GET /servers/${serverIdOf(1)}/members`]: [],
  [`GET /channels/${general}/messages`]: exampleMessages(1, 3).toReversed(),
}

interface Started extends HeldPlatform {
  readonly shell: Shell
  readonly account: () => Account
}

function start(
  over: Partial<Sessions>,
  answers: Readonly<Record<string, unknown>> = {},
  painted?: () => Promise<void>,
): Started {
  const platform = createHeldPlatform(over, answers)
  const shell = createShell(platform, painted)
  shells.push(shell)
  void shell.start()
  return {
    ...platform,
    shell,
    account: () => {
      const [account] = shell.api.getState().accounts
      if (account === undefined) throw new Error('Nothing is open')
      return account
    },
  }
}

function look({ sync }: Account): void {
  sync.openServer(serverIdOf(1))
  sync.openChannel(general)
}

const shown = (account: Account): readonly string[] =>
  (account.store.get().windows[general]?.rows ?? []).map(({ _id }) => _id)

const three = exampleMessages(1, 3).map(({ _id }) => _id)

async function found(account: Account): Promise<number> {
  let hits = 0
  for await (const part of account.search({ text: 'TEXT' })) hits += part.length
  return hits
}

/** A first visit, in which the channel is read, and which ends. */
async function readOnce(): Promise<void> {
  const first = start({ accounts: () => Promise.resolve([here]) }, lists)
  await vi.waitFor(() => expect(first.line('page').opened()).toBe(1))
  await first.line('page').accept()
  first.line('page').say('ready')
  await vi.waitFor(() => expect(first.account().store.get().servers).toHaveLength(1))
  look(first.account())
  await vi.waitFor(() => expect(first.account().store.get().windows[general]?.catchingUp).toBe(false))
  await vi.waitFor(() => expect(first.account().store.get().places[serverIdOf(1)]?.status).toBe('ready'))
  expect(await found(first.account())).toBe(3)
  first.account().close()
  await settled()
}

test('[rule 23] the browser is asked to let what is kept stay', async () => {
  const persist = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true))
  vi.stubGlobal('navigator', { storage: { persist } })
  start({ accounts: () => Promise.resolve([here]) })
  await vi.waitFor(() => expect(persist).toHaveBeenCalled())
})

test('J44: what was read is there at the next start before and without any answer, and says as of when', async () => {
  await readOnce()
  const { account, gateway } = start({ accounts: () => Promise.resolve([here]) })
  await vi.waitFor(() => expect(account().store.get().servers).toEqual([exampleServer(1)]))
  look(account())
  await vi.waitFor(() => expect(shown(account())).toEqual(three))
  const { windows, asOf, me, lastPlace, places } = account().store.get()
  expect(windows[general]).toMatchObject({ status: 'ready', catchingUp: true })
  expect(windows[general]?.asOf).toBeGreaterThan(0)
  expect(asOf).toBeGreaterThan(0)
  expect(me).toEqual(exampleMe)
  expect(lastPlace).toEqual({ serverId: serverIdOf(1), channelId: general })
  expect(places[serverIdOf(1)]?.channels).toEqual([exampleChannel(1)])
  expect(await found(account())).toBe(3)
  ;(await gateway.take(`GET /channels/${general}/messages`)).answer(exampleMessages(2, 4).toReversed())
  await vi.waitFor(() => expect(shown(account())).toEqual(exampleMessages(2, 4).map(({ _id }) => _id)))
  expect(account().store.get().windows[general]?.asOf).toBeUndefined()
})

test('J4: with the gateway away what was read is shown and nothing goes out; it goes on without a new login', async () => {
  await readOnce()
  let back = Promise.withResolvers<readonly AccountSummary[]>()
  const { account, shell, line, gateway } = start({
    remembered: () => [here],
    accounts: () => back.promise,
  })
  await vi.waitFor(() => expect(shell.api.getState().phase).toBe('ready'))
  expect(account().store.get().servers).toHaveLength(1)
  look(account())
  await vi.waitFor(() => expect(shown(account())).toEqual(three))
  const answer = back
  back = Promise.withResolvers<readonly AccountSummary[]>()
  answer.reject(new Error('away'))
  await vi.waitFor(() => expect(account().store.get().connection.status).toBe('offline'))
  expect([line('page').opened(), gateway.untaken()]).toEqual([0, []])

  back.resolve([here])
  account().sync.retryNow()
  await vi.waitFor(() => expect(line('page').opened()).toBe(1))
  expect(shell.api.getState().phase).toBe('ready')
  expect(shown(account())).toEqual(three)
})

test('J44: what is kept is drawn once, when it is there, and the gateway is asked after that is painted', async () => {
  await readOnce()
  const painted = Promise.withResolvers<void>()
  const asked = vi.fn<Sessions['accounts']>(() => Promise.resolve([here]))
  const { shell, account, line } = start({ remembered: () => [here], accounts: asked }, {}, () => painted.promise)
  const phases: string[] = []
  shell.api.subscribe(({ phase }) => phases.push(`${phase} ${shown(account()).length}`))
  await vi.waitFor(() => expect(shell.api.getState().phase).toBe('ready'))
  expect([phases, asked.mock.calls]).toEqual([['ready 3'], []])
  painted.resolve()
  await vi.waitFor(() => expect(line('page').opened()).toBe(1))
})

test('J44: a page that paints nothing asks the gateway all the same', async () => {
  await readOnce()
  const never = Promise.withResolvers<void>()
  const { line } = start({ remembered: () => [here], accounts: () => Promise.resolve([here]) }, {}, () => never.promise)
  await vi.waitFor(() => expect(line('page').opened()).toBe(1))
})

test('J44: what was read ahead of the program is what is shown, to the person it belongs to and once', async () => {
  await readOnce()
  lookAhead(here)
  const disk = indexedDB
  vi.stubGlobal('indexedDB', createHeldFactory().factory)
  const { account } = start({ remembered: () => [here], accounts: () => Promise.withResolvers<never>().promise })
  await vi.waitFor(() => expect(shown(account())).toEqual(three))
  account().close()
  lookAhead(exampleAccount('page', { userId: userIdOf(2) }))
  vi.stubGlobal('indexedDB', disk)
  const again = start({ remembered: () => [here], accounts: () => Promise.withResolvers<never>().promise })
  await vi.waitFor(() => expect(shown(again.account())).toEqual(three))
})

test.each<[string, readonly AccountSummary[], string]>([
  ['nobody is signed in any more', [], 'signed-out'],
  ['somebody else is', [exampleAccount('page', { userId: userIdOf(2) })], 'ready'],
])('[I8] where the gateway says that %s, nothing of the one before stays or goes out', async (_case, now, phase) => {
  await readOnce()
  const back = Promise.withResolvers<readonly AccountSummary[]>()
  const { account, shell, line, gateway } = start({ remembered: () => [here], accounts: () => back.promise })
  await vi.waitFor(() => expect(account().store.get().servers).toHaveLength(1))
  look(account())
  await vi.waitFor(() => expect(shown(account())).toEqual(three))
  const before = account()
  back.resolve(now)
  await vi.waitFor(() => expect(shell.api.getState().phase).toBe(phase))
  await vi.waitFor(() => expect(line('page').opened()).toBe(now.length))
  const after = shell.api.getState().accounts
  expect(after.includes(before)).toBe(false)
  await settled()
  expect(after.map(({ store }) => store.get().servers)).toEqual(now.map(() => null))
  expect(gateway.untaken().filter((request) => request.includes(general))).toEqual([])
})

test('J42: signing out leaves nothing of the account on this computer', async () => {
  await readOnce()
  const { account, shell } = start({ accounts: () => Promise.resolve([here]) })
  await vi.waitFor(() => expect(account().store.get().servers).toHaveLength(1))
  await shell.signOut('page')
  await settled()
  expect(await indexedDB.databases()).toEqual([])
})

test('[rule 22] J42: signing out in one page leaves nothing, though another has the same account open', async () => {
  await readOnce()
  const first = start({ accounts: () => Promise.resolve([here]) })
  const second = start({ accounts: () => Promise.resolve([here]) })
  for (const { account } of [first, second]) {
    await vi.waitFor(() => expect(account().store.get().servers).toHaveLength(1))
  }
  second.account().sync.drafts.write(general, 'private')
  await first.shell.signOut('page')
  await vi.waitFor(() => expect(second.shell.api.getState().phase).toBe('signed-out'))
  await settled()
  page.dispatchEvent(new Event('pagehide'))
  await settled()
  expect(await indexedDB.databases()).toEqual([])
})

test('a page that goes writes what is not written yet', async () => {
  const first = start({ accounts: () => Promise.resolve([here]) }, lists)
  await vi.waitFor(() => expect(first.line('page').opened()).toBe(1))
  await first.line('page').accept()
  first.line('page').say('ready')
  await vi.waitFor(() => expect(first.account().store.get().servers).toHaveLength(1))
  await settled()
  page.dispatchEvent(new Event('pagehide'))
  await settled()
  const second = start({ remembered: () => [here], accounts: () => Promise.withResolvers<never>().promise })
  await vi.waitFor(() => expect(second.account().store.get().servers).toHaveLength(1))
})
