import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createHeldFactory } from '../fixtures/held-factory.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldPlatform, exampleAccount, type HeldPlatform } from '../fixtures/held-platform.ts'
import { createHeldStorage } from '../fixtures/held-storage.ts'
import { channelIdOf, exampleMe, exampleMessage, userIdOf } from '../fixtures/records.ts'
import { openAccount, type Account } from './account.ts'
import { loadSockets } from './later-socket.ts'
import { nameOfKept } from './names-of-databases.ts'
import { takeSeatOf } from './seat.ts'

beforeAll(loadSockets)

let page = new EventTarget()

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('sessionStorage', createHeldStorage())
  // Another test of the same process may have given the page a disk.
  vi.stubGlobal('indexedDB', undefined)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

interface Opened extends HeldPlatform {
  readonly account: Account
}

function open(): Opened {
  const platform = createHeldPlatform()
  const summary = exampleAccount('page', { username: 'as I signed in' })
  const account = openAccount({
    summary,
    link: platform.link(summary),
    sessions: platform.sessions,
    notes: platform.notes,
    onLoggedOut: vi.fn(),
  })
  return { ...platform, account }
}

const statusOf = ({ store }: Account): string => store.get().connection.status

test('it has the name from signing in until the gateway has told its profile', async () => {
  const { account, gateway } = open()
  expect(account.store.get().me).toMatchObject({ _id: exampleMe._id, username: 'as I signed in' })
  ;(await gateway.take('GET /users/@me')).answer({ ...exampleMe, username: 'as I am' })
  await settled()
  const { me, people } = account.store.get()
  expect([me.username, people[exampleMe._id]?.username]).toEqual(['as I am', 'as I am'])
  account.close()
})

test.each<[string, (request: { answer: (body: unknown) => void; lose: () => void }) => void]>([
  ['is lost', (request) => request.lose()],
  ['cannot be read', (request) => request.answer({ _id: 5 })],
])('a profile that %s costs nothing but itself', async (_case, respond) => {
  const { account, gateway } = open()
  respond(await gateway.take('GET /users/@me'))
  await settled()
  expect(account.store.get().me.username).toBe('as I signed in')
  account.close()
})

test('what comes over the socket is in the store once it is connected', async () => {
  const { account, line } = open()
  expect(statusOf(account)).toBe('connecting')
  await line('page').accept()
  line('page').say('PRESENCE_INITIAL_STATE', [userIdOf(2)])
  line('page').say('ready')
  line('page').say('MESSAGE_CREATE', exampleMessage(1))
  await vi.waitFor(() => expect(Object.keys(account.store.get().marks)).toHaveLength(1))
  expect(statusOf(account)).toBe('connected')
  expect(account.store.get().online).toEqual({ [userIdOf(2)]: true })
  account.close()
})

test('[F02] a socket that is refused for its token gets a new one and is opened again at once', async () => {
  const { account, line, asked } = open()
  await line('page').refuse('Authentication error: Token expired')
  await settled()
  expect(asked).toEqual(['renew page'])
  expect(line('page').opened()).toBe(2)
  account.close()
})

test('a socket that breaks is opened again by sync alone, not by the library as well', async () => {
  const { account, line } = open()
  await line('page').accept()
  line('page').say('ready')
  await vi.waitFor(() => expect(statusOf(account)).toBe('connected'))
  line('page').cut()
  expect(statusOf(account)).toBe('reconnecting')
  await vi.waitFor(() => expect(line('page').opened()).toBe(2), { timeout: 3_000 })
  await settled()
  expect(line('page').opened()).toBe(2)
  account.close()
})

test('[F04] word that the network is back is a reason to try at once', async () => {
  const { account, line } = open()
  line('page').cut()
  expect(line('page').opened()).toBe(1)
  const later = Date.now() + 5_000
  vi.spyOn(Date, 'now').mockImplementation(() => later)
  page.dispatchEvent(new Event('online'))
  expect(line('page').opened()).toBe(2)
  account.close()
})

test('closed, its socket is closed and nothing of it goes on', async () => {
  const listening = [vi.spyOn(page, 'addEventListener'), vi.spyOn(page, 'removeEventListener')]
  const { account, line, gateway } = open()
  ;(await gateway.take('GET /users/@me')).answer(exampleMe)
  await line('page').accept()
  line('page').say('ready')
  await vi.waitFor(() => expect(statusOf(account)).toBe('connected'))
  account.close()
  await settled()
  expect(line('page').isOpen()).toBe(false)
  const [added, removed] = listening.map(({ mock }) => mock.calls)
  expect(removed).toEqual(added)
  const left = gateway.untaken().length
  page.dispatchEvent(new Event('online'))
  await settled()
  expect(line('page').opened()).toBe(1)
  expect(gateway.untaken()).toHaveLength(left)
  expect(statusOf(account)).not.toBe('connected')
})

test('files are looked for where the link says', () => {
  const { account } = open()
  expect(account.fileUrl('a.png')).toBe('/static/a.png')
  account.close()
})

test('[rule 22] [rule 23] a page leaves its seat to one of a newer version, which it cannot read after any more', async () => {
  const { factory } = createHeldFactory()
  vi.stubGlobal('indexedDB', factory)
  const { account } = open()
  await account.shown
  const next = takeSeatOf(account.summary)
  await settled()
  expect(next.isMine()).toBe(false)
  const raising = factory.open(nameOfKept(account.summary), 99)
  await new Promise((resolve) => {
    raising.addEventListener('success', resolve)
  })
  account.sync.outbox.send({ channelId: channelIdOf(1), content: 'from the old one' })
  await vi.waitFor(() => expect(next.isMine()).toBe(true))
  next.leave()
  raising.result.close()
  account.close()
})
