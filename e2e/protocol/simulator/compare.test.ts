import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Accounts } from '#gateway/simulator/compare/accounts.ts'
import { readAccounts } from '#gateway/simulator/compare/accounts.ts'
import { CompareError } from '#gateway/simulator/compare/compare-error.ts'
import { compareScenario, type Comparison, type CompareOptions } from '#gateway/simulator/compare/compare-scenario.ts'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import { startProxy } from '../../fixtures/meddling-proxy.ts'
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../../fixtures/test-gateway.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { runGateway } from '../gateway-process.ts'

// Two gateways and whatever a scenario has happen in them, more than once where they differ.
const PATIENT = { timeout: 120_000 }

/** The other gateway: one that knows nothing of any scenario. */
const deployment = (options: TestGatewayOptions = {}): Promise<TestGateway> =>
  startTestGateway({ scenario: 'empty', ...options })

const compare = (url: string, more: Partial<CompareOptions> = {}): Promise<Comparison> =>
  compareScenario({
    scenario: 'two-friends',
    seed: 1,
    url,
    settleMs: 1_000,
    awayMs: 1_000,
    history: 10,
    quirks: [],
    ...more,
  })

const namesOf = ({ differences }: Comparison): ReadonlySet<string | undefined> =>
  new Set(differences.map(({ known }) => known))

async function serversLeft({ gateway }: TestGateway): Promise<number> {
  return (await gateway.parts.database.reader.selectFrom('server').select('id').execute()).length
}

describe('two gateways that behave alike', () => {
  test.each(['two-friends', 'permissions', 'reconnect-gap', 'every-message', 'busy-server', 'big-history'])(
    '[COMPARE1] %s: there is no difference',
    PATIENT,
    async (scenario) => {
      await using theirs = await deployment({ seed: 7 })
      const { differences, answers, events } = await compare(theirs.url, { scenario })
      expect(differences).toEqual([])
      expect(answers).toBeGreaterThan(60)
      expect(events).toBeGreaterThan(60)
    },
  )

  test('[COMPARE10] of a past and a timeline it is said what is left out', PATIENT, async () => {
    await using theirs = await deployment()
    expect((await compare(theirs.url, { scenario: 'every-message', history: 0 })).leftOut).toEqual([
      expect.stringMatching(/^\d+ messages of bots and webhooks, or with files, stickers, recordings, forwards$/),
      expect.stringMatching(/^\d+ older messages \(--history\)$/),
    ])
  })

  test('[COMPARE5] strangers who come and go there are nobody’s business', PATIENT, async () => {
    await using theirs = await startTestGateway()
    using stranger = await readySocket(theirs.url, await theirs.tokenOf('carol'))
    expect((await compare(theirs.url)).differences).toEqual([])
    expect(stranger.all('PRESENCE_UPDATE').length).toBeGreaterThanOrEqual(6)
  })
})

describe('two gateways that do not', () => {
  const visible: readonly QuirkName[] = [
    'presence-per-socket',
    'blank-messages',
    'forged-fields',
    'late-joiner',
    'loud-channels',
    'stale-embed',
    'doubled-permissions',
    'silent-changes',
    'dm-for-other-only',
    'no-idempotency',
    'bare-recipients',
    'mistakes-are-500',
    'pages-for-errors',
    'ack-goes-back',
    'leaky-members',
    'phantom-unreact',
    'retract-again',
  ]

  test('[COMPARE3] every difference is named after the quirk that it is', PATIENT, async () => {
    await using theirs = await deployment({ quirks: visible })
    const { differences } = await compare(theirs.url, { quirks: visible, settleMs: 200 })
    expect(differences.filter(({ known }) => known === undefined)).toEqual([])
    expect(new Set(differences.map(({ known }) => known))).toEqual(new Set(visible))
  })

  test.each([
    ['kept-sockets', /signs out/, 'disconnect'],
    ['hidden-post', /message\/create/, 'error'],
    ['dm-channel-room', /PATCH \/channels/, 'MESSAGE_UPDATE'],
    ['stale-rooms', /POST \/invites/, 'MEMBER_JOIN'],
    ['shuffle-burst', /sends 8 message\/create/, 'MESSAGE_CREATE'],
  ] as const)('[COMPARE2] %s is told with its step and its event', PATIENT, async (quirk, title, event) => {
    await using theirs = await deployment({ quirks: [quirk] })
    const comparison = await compare(theirs.url, { quirks: [quirk], settleMs: 300 })
    expect([...namesOf(comparison)]).toEqual([quirk])
    expect(comparison.differences).toContainEqual(
      expect.objectContaining({ title: expect.stringMatching(title) as string, event }),
    )
  })

  test('[COMPARE3] a quirk that is not among those that are known is none', PATIENT, async () => {
    await using theirs = await deployment({ quirks: ['mistakes-are-500', 'bare-recipients'] })
    expect(namesOf(await compare(theirs.url, { quirks: ['bare-recipients'] }))).toEqual(
      new Set(['bare-recipients', undefined]),
    )
  })

  test('[COMPARE3] an answer that somebody meddles with is no quirk, and is told with its path', PATIENT, async () => {
    await using theirs = await deployment({ quirks: ['bare-recipients'] })
    await using proxy = await startProxy(theirs.url, ({ method, url }, answer) =>
      method === 'GET' && url?.endsWith('/members') === true ? answer.replace('ALL_MESSAGES', 'MUTE') : answer,
    )
    const { differences } = await compare(proxy.url, { quirks: ['bare-recipients', 'silent-changes'] })
    const first = differences.find(({ known }) => known === undefined)
    expect(first).toEqual({
      step: expect.any(Number) as number,
      title: 'alice: GET /servers/{server:home}/members',
      path: 'body[0].notificationLevel',
      ours: 'ALL_MESSAGES',
      theirs: 'MUTE',
    })
    expect(differences.some(({ known }) => known === 'bare-recipients')).toBe(true)
  })

  test(
    '[COMPARE2] an event that comes with something else in it is told with its path, one that is lost as nothing',
    PATIENT,
    async () => {
      await using theirs = await deployment()
      const { faults } = theirs.simulation
      faults.add({
        match: { kind: 'emit', event: 'DM_CHANNEL_CREATE', nth: 1 },
        action: { type: 'corrupt', field: 'type', value: 'GROUP' },
      })
      faults.add({ match: { kind: 'emit', event: 'SERVER_DELETE' }, action: { type: 'drop' }, times: 1 })
      const { differences } = await compare(theirs.url, { settleMs: 200 })
      expect(differences).toEqual([
        expect.objectContaining({ event: 'DM_CHANNEL_CREATE', path: 'payload.type', ours: 'DM', theirs: 'GROUP' }),
        expect.objectContaining({ event: 'SERVER_DELETE', path: '', theirs: undefined }),
      ])
    },
  )

  test('[COMPARE4] what comes late is waited for, and is no difference', PATIENT, async () => {
    await using theirs = await deployment()
    theirs.simulation.faults.add({
      match: { kind: 'emit', event: 'MEMBER_JOIN' },
      action: { type: 'latency', ms: 300 },
    })
    expect((await compare(theirs.url, { settleMs: 2_000 })).differences).toEqual([])
  })
})

describe('what is left there', () => {
  test('[COMPARE6] people and servers are called after it, and the servers are deleted', PATIENT, async () => {
    await using theirs = await deployment()
    const { prefix } = await compare(theirs.url)
    const people = await theirs.gateway.parts.database.reader.selectFrom('user').select('username').execute()
    expect(prefix).toMatch(/^mewcompare-[0-9a-f]{6}$/)
    expect(people.filter(({ username }) => !username.startsWith(`${prefix}-`))).toEqual([])
    expect(await serversLeft(theirs)).toBe(0)
  })

  test('[COMPARE6] the same where it is stopped on the way', PATIENT, async () => {
    await using theirs = await deployment()
    const controller = new AbortController()
    const comparing = compare(theirs.url, { signal: controller.signal })
    const { journal } = theirs.simulation
    await journal.wait((step) => step.kind === 'answer' && step.method === 'POST' && step.path.endsWith('/channels'))
    controller.abort(new CompareError('stopped'))
    await expect(comparing).rejects.toThrow('stopped')
    expect(await serversLeft(theirs)).toBe(0)
  })
})

describe('coming in', () => {
  const closed = { environment: { MEW_ALLOW_USER_REGISTRATION: 'no' } } as const

  async function withAccounts(theirs: TestGateway): Promise<Accounts> {
    const accounts: Accounts = {}
    for (const person of ['alice', 'bob', 'carol']) {
      const account = { email: `${person}@example.org`, password: `the word of ${person}` }
      accounts[person] = account
      const answer = await fetch(`${theirs.url}/api/auth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...account, username: `Somebody ${person}` }),
      })
      expect(answer.status).toBe(201)
    }
    return accounts
  }

  test('[COMPARE7] people who have accounts come in by them, and what is theirs does not count', PATIENT, async () => {
    await using theirs = await deployment()
    const accounts = await withAccounts(theirs)
    const folder = await mkdtemp(path.join(os.tmpdir(), 'compare-'))
    const file = path.join(folder, 'users.yaml')
    await writeFile(file, JSON.stringify(accounts))
    const { differences } = await compare(theirs.url, { accounts: await readAccounts(file) })
    expect(differences).toEqual([])
    await writeFile(file, 'alice: open sesame')
    await expect(readAccounts(file)).rejects.toThrow(
      /users\.yaml does not say how people sign in, as in "alice: \{ email/,
    )
    await rm(folder, { recursive: true })
    const people = await theirs.gateway.parts.database.reader.selectFrom('user').select('id').execute()
    expect(people).toHaveLength(3)
  })

  test(
    '[COMPARE7] where nobody can sign up it is said whose accounts are needed, and nothing is done',
    PATIENT,
    async () => {
      await using theirs = await deployment(closed)
      const alice = { email: 'alice@example.org', password: 'the word of alice' }
      await expect(compare(theirs.url, { accounts: { alice } })).rejects.toThrow(
        `${theirs.url} lets nobody sign up: name accounts of bob, carol in a file, with --users`,
      )
      await using open = await deployment()
      await expect(compare(open.url, { accounts: { alice } })).rejects.toThrow(
        `${open.url} does not let alice in as alice@example.org`,
      )
    },
  )

  test('[COMPARE8] what is no gateway, or does not answer, is said in one sentence', PATIENT, async () => {
    const kept: Socket[] = []
    const quiet: Server = createServer((socket) => {
      kept.push(socket)
    })
    await new Promise<void>((resolve) => {
      quiet.listen(0, '127.0.0.1', resolve)
    })
    // It listens on a port.
    const hanging = `http://127.0.0.1:${(quiet.address() as AddressInfo).port}`
    await expect(compare(hanging, { answerWithinMs: 200 })).rejects.toThrow(
      new RegExp(`^${hanging} gave no answer to GET /health: .*timeout`),
    )
    for (const socket of kept) socket.destroy()
    await new Promise((resolve) => quiet.close(resolve))
    await expect(compare(hanging)).rejects.toThrow(
      new RegExp(`^${hanging} gave no answer to GET /health: .*ECONNREFUSED`),
    )
    await using theirs = await deployment()
    await using page = await startProxy(theirs.url, () => '<h1>Welcome</h1>')
    await expect(compare(page.url)).rejects.toThrow(`What answers at ${page.url} is no gateway`)
  })

  test('[COMPARE8] too many requests are said with the time to wait, and end it', PATIENT, async () => {
    await using theirs = await deployment()
    const action = { type: 'status', status: 429, retryAfterSeconds: 30 } as const
    theirs.simulation.faults.add({ match: { kind: 'http', path: '/api/auth/register' }, action })
    await expect(compare(theirs.url)).rejects.toThrow(/answers \/auth\/register with 429, .* try again in 30 s/)
  })
})

describe('the command', () => {
  test(
    '[COMPARE9] ends with 0 where all is known, with 1 and the first difference where it is not',
    PATIENT,
    async () => {
      await using theirs = await deployment({ quirks: ['mistakes-are-500'] })
      const line = ['compare', 'two-friends', '--with', theirs.url, '--settle', '1s', '--quirks']
      await using known = runGateway([...line, 'mistakes-are-500', '--json'])
      expect(await known.ended).toBe(0)
      expect(JSON.parse(known.stdout())).toMatchObject({
        differences: [{ known: 'mistakes-are-500' }, {}, {}],
        leftOut: [],
      })
      await using unknown = runGateway([...line, 'bare-recipients'])
      expect(await unknown.ended).toBe(1)
      expect(unknown.stdout()).toMatch(
        /3 differences, 3 of them unknown\nstep \d+, alice: POST \/servers\/\{server:home\}\/categories\n {2}status \(unknown\)\n {4}ours {4}400\n {4}theirs {2}500\n2 more/,
      )
    },
  )

  test(
    '[COMPARE9] a slip is code 2, a scenario that is none code 4, a gateway that is none code 1',
    PATIENT,
    async () => {
      const nowhere = 'http://127.0.0.1:9'
      const calls = [
        [['two-friends'], 2, /compare needs another gateway/],
        [['nobody-knows', '--with', nowhere], 4, /no scenario "nobody-knows"/],
        [['empty', '--with', nowhere], 4, /nobody who could do anything/],
        [['two-friends', '--with', nowhere], 1, /^mew-gateway: http:\S+ gave no answer to GET \/health: .+\n$/],
      ] as const
      for (const [args, code, sentence] of calls) {
        await using command = runGateway(['compare', ...args])
        expect([await command.ended, command.stderr()]).toEqual([code, expect.stringMatching(sentence) as string])
      }
    },
  )
})
