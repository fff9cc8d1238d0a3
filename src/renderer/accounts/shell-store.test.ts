import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldPlatform, exampleAccount, type HeldPlatform } from '../fixtures/held-platform.ts'
import { channelIdOf, userIdOf } from '../fixtures/records.ts'
import type { AccountSummary, Sessions } from '../platform/sessions.ts'
import type { Account } from './account.ts'
import { openKeptOf } from './open-kept-of.ts'
import { createShell, type Shell } from './shell-store.ts'
import { loadSockets } from './later-socket.ts'

beforeAll(loadSockets)

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('indexedDB', undefined)
})

const shells: Shell[] = []

afterEach(() => {
  for (const shell of shells.splice(0)) for (const account of shell.api.getState().accounts) account.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Started extends HeldPlatform {
  readonly shell: Shell
  readonly phase: () => string
  readonly account: (key: string) => Account
}

function create(over: Partial<Sessions> = {}): Started {
  const platform = createHeldPlatform(over)
  const shell = createShell(platform)
  shells.push(shell)
  return {
    ...platform,
    shell,
    phase: () => shell.api.getState().phase,
    account: (key) => {
      const account = shell.api.getState().accounts.find((candidate) => candidate.key === key)
      if (account === undefined) throw new Error(`not open: ${key}`)
      return account
    },
  }
}

const general = channelIdOf(1)
/** The browser keeps what it is given. */
function giveDisk(): void {
  vi.stubGlobal('indexedDB', new IDBFactory())
}

const typed = ({ store }: Account): string | undefined => store.get().drafts[general]?.text
/** A channel whose draft comes from the disk at the same time as all others. */
async function loaded({ sync, store }: Account): Promise<void> {
  const marker = channelIdOf(9)
  sync.drafts.write(marker, 'marker')
  await vi.waitFor(async () => {
    sync.drafts.flush()
    expect(store.get().drafts[marker]).toBeDefined()
  })
}

const [work, home] = [exampleAccount('work'), exampleAccount('home')]
const both = { accounts: () => Promise.resolve([work, home]) }

test('it starts with the accounts that have a session', async () => {
  const { shell, phase, line } = create(both)
  expect(phase()).toBe('starting')
  await shell.start()
  expect(phase()).toBe('ready')
  expect(shell.api.getState().accounts.map(({ key }) => key)).toEqual(['work', 'home'])
  expect([line('work').opened(), line('home').opened()]).toEqual([1, 1])
})

test('without one it asks for a sign-in, and opens what was signed in to', async () => {
  const { shell, phase } = create({ accounts: () => Promise.resolve([]) })
  await shell.start()
  expect(phase()).toBe('signed-out')
  shell.enter(work)
  expect(phase()).toBe('ready')
})

test('an account that waits for a sign-in is no open one, and does not keep the others from opening', async () => {
  const locked = exampleAccount('locked', { session: 'locked' })
  const { shell, phase, line } = create({ accounts: () => Promise.resolve([locked, work]) })
  await shell.start()
  expect(phase()).toBe('ready')
  expect(shell.api.getState()).toMatchObject({ accounts: [{ key: 'work' }], waiting: [locked] })
  expect(line('locked').opened()).toBe(0)
})

test('a gateway that is away signs nobody out: it is asked again, with longer waits', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let away = 3
  const accounts = vi.fn(() => (away-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve([work])))
  const { shell, phase } = create({ accounts })
  const started = shell.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(phase()).toBe('unreachable')
  await vi.advanceTimersByTimeAsync(999)
  expect(accounts).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(accounts).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(accounts).toHaveBeenCalledTimes(3)
  await vi.advanceTimersByTimeAsync(4_000)
  await started
  expect(phase()).toBe('ready')
})

test('logging out closes one account at once and leaves the others as they are', async () => {
  const { shell, account, line, asked } = create(both)
  await shell.start()
  const kept = account('home')
  await line('work').accept()
  await shell.signOut('work')
  expect(asked).toEqual(['sign out work'])
  expect(line('work').isOpen()).toBe(false)
  expect(shell.api.getState().accounts).toEqual([kept])
})

test('what was typed is gone with logging out: nobody who comes after sees it', async () => {
  giveDisk()
  const { shell, account } = create(both)
  await shell.start()
  account('work').sync.drafts.write(general, 'private')
  await shell.signOut('work')
  shell.enter(work)
  await loaded(account('work'))
  expect(typed(account('work'))).toBeUndefined()
})

test('[F06] a session that ends closes its account, which waits with what was typed for the same person', async () => {
  giveDisk()
  const { shell, account, end, phase, notes } = create()
  await shell.start()
  account('page').sync.drafts.write(general, 'a long text')
  end('page')
  const disk = openKeptOf(exampleAccount('page'), notes, () => Promise.resolve(false))
  await vi.waitFor(async () => expect((await disk.read()).drafts).toMatchObject([{ text: 'a long text' }]))
  disk.close()
  expect(phase()).toBe('signed-out')
  expect(shell.api.getState().waiting).toMatchObject([{ key: 'page', session: 'ended' }])
  shell.enter(exampleAccount('page', { userId: userIdOf(2) }))
  await loaded(account('page'))
  expect(typed(account('page'))).toBeUndefined()
  await shell.signOut('page')
  shell.enter(exampleAccount('page'))
  await vi.waitFor(() => expect(typed(account('page'))).toBe('a long text'))
})

test('[F06] one session that ends leaves the other accounts open', async () => {
  const { shell, account, end, phase } = create(both)
  await shell.start()
  const kept = account('home')
  end('work')
  expect(phase()).toBe('ready')
  expect(shell.api.getState().accounts).toEqual([kept])
})

test('signed in again, the account that waited is open and waits no more', async () => {
  const { shell, end } = create(both)
  await shell.start()
  end('work')
  shell.enter(work)
  expect(
    shell.api
      .getState()
      .accounts.map(({ key }) => key)
      .toSorted(),
  ).toEqual(['home', 'work'])
  expect(shell.api.getState().waiting).toEqual([])
})

test('told of the accounts there are now, it keeps what is open, opens what is new, closes what is gone', async () => {
  const { shell, account, change, line } = create(both)
  await shell.start()
  const kept = account('home')
  const fresh = exampleAccount('fresh')
  change([home, fresh])
  expect(shell.api.getState().accounts).toEqual([kept, account('fresh')])
  expect(line('work').isOpen()).toBe(false)
  expect(line('fresh').opened()).toBe(1)
})

test('an account whose gateway has another address now is opened anew', async () => {
  const { shell, account, change } = create(both)
  await shell.start()
  const before = account('work')
  change([{ ...work, gateway: 'http://127.0.0.1:4000' }, home])
  expect(account('work')).not.toBe(before)
  expect(account('work').summary.gateway).toBe('http://127.0.0.1:4000')
})

test('[F06] told of another person at the same place, it closes what the first one had open', async () => {
  const { shell, account } = create(both)
  await shell.start()
  const before = account('work')
  shell.enter(exampleAccount('work', { userId: userIdOf(2) }))
  expect(account('work')).not.toBe(before)
  expect(account('work').store.get().me._id).toBe(userIdOf(2))
  expect(shell.api.getState().accounts).toHaveLength(2)
})

test('where the page must be loaded again first, what was typed goes along and nothing is opened', async () => {
  giveDisk()
  const { shell, account, change, asked, line } = create(both)
  await shell.start()
  account('work').sync.drafts.write(general, 'half a sentence')
  change([work, home, exampleAccount('far', { needsReload: true })])
  expect(asked).toEqual(['reload'])
  expect(line('far').opened()).toBe(0)
  const next = create(both)
  await next.shell.start()
  await vi.waitFor(() => expect(typed(next.account('work'))).toBe('half a sentence'))
})

test.each([
  ['on the desktop, where main has taken it off the computer, nothing of it is left', true, 0],
  ['in a browser, where somebody else came in, what was typed is kept', false, 1],
])('[J42] an account that is told of no more is closed: %s', async (_case, several, left) => {
  giveDisk()
  const { shell, account, change } = create({ ...both, several })
  await shell.start()
  await loaded(account('work'))
  change([home])
  expect(shell.api.getState().accounts.map(({ key }) => key)).toEqual(['home'])
  await settled()
  await vi.waitFor(async () => {
    const names = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('mew kept work'))
    expect(names).toHaveLength(left)
  })
})

/** Another page of the account in the same browser. */
async function openTwoPages(over: Partial<Sessions> = {}): Promise<readonly [Started, Started]> {
  giveDisk()
  const pages = [create(), create(over)] as const
  for (const { shell } of pages) await shell.start()
  return pages
}

/** What pages of the account say to each other of a log-out. */
function listenTo({ gatewayId, userId }: AccountSummary): {
  readonly heard: readonly unknown[]
  readonly channel: BroadcastChannel
} {
  const channel = new BroadcastChannel(`mew out ${gatewayId} ${userId}`)
  const heard: unknown[] = []
  channel.addEventListener('message', ({ data }) => heard.push(data))
  onTestFinished(() => {
    channel.close()
  })
  return { heard, channel }
}

test('[J42] a log-out is said once: whoever hears it keeps nothing and does not repeat it', async () => {
  const [first, second] = await openTwoPages()
  const { heard } = listenTo(exampleAccount('page'))
  second.account('page').sync.drafts.write(general, 'private')
  await first.shell.signOut('page')
  await vi.waitFor(() => expect(second.phase()).toBe('signed-out'))
  await settled()
  expect(heard).toEqual(['out'])
  await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]))
})

test('[J42] a log-out that is heard only once the person is back takes nothing of what they wrote since', async () => {
  const page = exampleAccount('page')
  const [first, late] = await openTwoPages({ remembered: () => [page] })
  const { heard, channel } = listenTo(page)
  const since = first.account('page')
  await loaded(since)
  since.sync.drafts.write(general, 'written since')
  since.close()

  channel.postMessage('out')
  await vi.waitFor(() => expect(late.asked).toEqual(['reload']))
  expect(late.shell.api.getState().accounts).toEqual([])
  await settled()
  expect(heard).toEqual([])
  const next = create()
  await next.shell.start()
  await vi.waitFor(() => expect(typed(next.account('page'))).toBe('written since'))
})
