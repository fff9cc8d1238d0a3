import { expect, test } from 'vitest'
import { scenarioNames } from '#shared/simulator/scenario-names.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import {
  findingList,
  scenarioList,
  simulatorState,
  stepPage,
  tenantState,
  viewAnswer,
  type CommandAnswer,
  type FaultState,
  type SimulatorState,
} from '#shared/simulator/control.ts'
import { explanation, type Explanation } from '#shared/simulator/explanation.ts'
import { journalStep } from '#shared/simulator/journal-step.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { openStream } from './event-stream.ts'

const stateOf = async ({ ask }: ControlledGateway): Promise<SimulatorState> =>
  simulatorState.parse((await ask('GET', '/state')).body)

const speak = async ({ ask }: ControlledGateway, user: string, content: string): Promise<CommandAnswer> =>
  (await ask('POST', '/speak', { user, channel: '#general', content })).body as CommandAnswer

test('[CTRL1] the state names scenario, seed, addresses, clock, people with sockets, rooms with counts and faults', async () => {
  await using home = await startControlled()
  const { gateway, names } = home.simulation
  using _alice = await readySocket(gateway.url, await home.tokenOf('alice'))
  await home.ask('POST', '/faults', { name: 'slow', match: { kind: 'http' }, action: { type: 'latency', ms: 1 } })
  const state = await stateOf(home)
  expect(state).toMatchObject({
    scenario: 'empty',
    seed: 1,
    run: 1,
    url: gateway.url,
    webUrl: gateway.webUrl,
    instanceId: gateway.instanceId,
    version: '1.2.3',
    pid: process.pid,
    clock: { running: true },
    strict: false,
    faults: [{ id: 'fault-1', name: 'slow', class: 'legal', enabled: true }],
  })
  expect(state.people.map(({ name, online, sockets }) => [name, online, sockets.map(({ socket }) => socket)])).toEqual([
    ['alice', true, ['alice#1']],
    ['bob', false, []],
    ['carol', false, []],
  ])
  const general = names.channelId('general')
  expect(state.rooms.find(({ room }) => room === general)).toEqual({
    room: general,
    name: 'general',
    kind: 'channel',
    sockets: 1,
  })
  expect(new Set(state.rooms.map(({ kind }) => kind))).toEqual(new Set(['server', 'channel', 'person', 'other']))
})

test('[CTRL2] steps are found by what they are, page by page', async () => {
  await using home = await startControlled()
  await speak(home, 'alice', 'good Morning')
  await speak(home, 'bob', 'and to you')
  const page = stepPage.parse((await home.ask('GET', '/events?kind=emit&event=MESSAGE_CREATE&limit=1')).body)
  expect([page.run, page.steps.length, page.forgotten]).toEqual([1, 1, 0])
  const rest = stepPage.parse((await home.ask('GET', `/events?kind=emit&from=${page.next}`)).body)
  expect(rest.steps.map((step) => JSON.stringify(step).includes('and to you'))).toEqual([true])
  expect(rest.next).toBe(home.simulation.journal.length())
  const found = stepPage.parse((await home.ask('GET', '/events?text=GOOD%20MORNING&kind=request')).body)
  expect(found.steps).toEqual([])
  const caused = stepPage.parse((await home.ask('GET', `/events?cause=${page.steps[0]?.cause}`)).body)
  expect(caused.steps.map(({ kind }) => kind)).toEqual(['request', 'commit', 'emit', 'answer'])
  expect((await home.ask('GET', '/events?userr=alice')).status).toBe(400)
})

test('[CTRL3] a stream tells what was, then what comes, and goes on after the last that was heard', async () => {
  await using home = await startControlled()
  await speak(home, 'alice', 'one')
  const heard = await (async () => {
    await using stream = await openStream(home, '/events/stream?kind=emit')
    const first = await stream.next()
    expect(journalStep.parse(first.data)).toMatchObject({ kind: 'emit', event: 'MESSAGE_CREATE' })
    await speak(home, 'alice', 'two')
    return [first, await stream.next()]
  })()
  expect(heard.map(({ data }) => JSON.stringify(data).includes('two'))).toEqual([false, true])
  await speak(home, 'alice', 'three')
  await using again = await openStream(home, '/events/stream?kind=emit', heard[0]?.id)
  expect((await again.next()).id).toBe(heard[1]?.id)
  expect(JSON.stringify((await again.next()).data)).toContain('three')
})

test('[CTRL4] one waits for a step that is told already or yet to come, and is told when none comes', async () => {
  await using home = await startControlled()
  const waiting = home.ask('POST', '/events/wait', { match: { kind: 'answer', user: 'bob' } })
  await speak(home, 'bob', 'here')
  expect(journalStep.parse((await waiting).body)).toMatchObject({ kind: 'answer', user: 'bob', status: 201 })
  const already = await home.ask('POST', '/events/wait', { match: { kind: 'emit', text: 'here' } })
  expect(already.status).toBe(200)
  expect(await home.ask('POST', '/events/wait', { match: { kind: 'clock' }, timeoutMs: 10 })).toMatchObject({
    status: 408,
  })
})

test('[CTRL5] a fault is added, switched off and on, released and removed; what does not fit is refused with its place', async () => {
  await using home = await startControlled()
  const { faults, gateway } = home.simulation
  using alice = await readySocket(gateway.url, await home.tokenOf('alice'))
  const hold = { match: { kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' }, action: { type: 'hold' } }
  const { status, body } = await home.ask('POST', '/faults', hold)
  expect([status, body]).toEqual([
    201,
    { id: 'fault-1', name: 'hold emit', fault: hold, class: 'legal', enabled: true, fitted: 0, struck: 0, holding: 0 },
  ])
  await speak(home, 'bob', 'one')
  await speak(home, 'bob', 'two')
  const [held] = (await home.ask('GET', '/faults')).body as FaultState[]
  expect(held).toMatchObject({ struck: 2, holding: 2 })
  expect((await stateOf(home)).people[0]?.sockets[0]?.waiting).toBe(2)
  expect((await home.ask('POST', '/faults/fault-1/release')).status).toBe(204)
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'two')

  await speak(home, 'bob', 'three')
  const off = await home.ask('PATCH', '/faults/fault-1', { enabled: false })
  expect(off.body).toMatchObject({ enabled: false, holding: 0 })
  await speak(home, 'bob', 'four')
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'four')
  expect((await home.ask('PATCH', '/faults/fault-1', { enabled: true })).body).toMatchObject({
    enabled: true,
    struck: 3,
  })

  expect((await home.ask('DELETE', '/faults/fault-1')).status).toBe(204)
  expect((await home.ask('DELETE', '/faults/fault-1')).status).toBe(404)
  expect((await home.ask('POST', '/faults/fault-1/release')).status).toBe(404)
  const wrong = await home.ask('POST', '/faults', { match: { kind: 'emit' }, action: { type: 'hold', ms: 3 } })
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'action' }] } })
  expect(faults.list()).toEqual([])
})

test('[CTRL6] a profile is added as its faults, and one that is not there names those that are', async () => {
  await using home = await startControlled()
  const { status, body } = await home.ask('POST', '/faults/profile', { profile: 'adversarial' })
  expect(status).toBe(201)
  expect(new Set((body as FaultState[]).map((fault) => fault.class))).toEqual(new Set(['adversarial']))
  const none = await home.ask('POST', '/faults/profile', { profile: 'weather' })
  expect(none).toMatchObject({ status: 400, body: { message: expect.stringContaining('flaky-wifi') as string } })
  expect((await home.ask('DELETE', '/faults')).status).toBe(204)
  expect((await home.ask('GET', '/faults')).body).toEqual([])
})

test('[CTRL7] the clock is stopped, moved and let run, and a move is the cause of what became due', async () => {
  await using home = await startControlled({ clock: 'virtual' })
  const { clock, journal } = home.simulation
  const [before, steps] = [clock.now(), journal.length()]
  clock.after(4000, () => journal.tell({ kind: 'note', text: 'it was due' }))
  expect((await home.ask('GET', '/clock')).body).toEqual({ now: before, running: false })
  const moved = await home.ask('POST', '/clock', { action: 'advance', ms: 5000 })
  expect(moved.body).toEqual({ now: before + 5000, running: false })
  const [move, due] = journal.read(steps).steps
  expect([move, due]).toMatchObject([
    { kind: 'clock', movedMs: 5000 },
    { kind: 'note', cause: move?.cursor, at: before + 4000 },
  ])
  expect((await home.ask('POST', '/clock', { action: 'resume' })).body).toMatchObject({ running: true })
  expect((await home.ask('POST', '/clock', { action: 'pause' })).body).toMatchObject({ running: false })
})

test('[CTRL8] anything is said or asked as anybody, by the rules of the gateway', async () => {
  await using home = await startControlled()
  expect(await speak(home, 'bob', 'hello')).toMatchObject({ status: 201, body: { content: 'hello' } })
  const secret = home.simulation.names.channelId('secret')
  const denied = await home.ask('POST', '/speak', { user: 'bob', channel: secret, content: 'hello' })
  expect(denied).toMatchObject({ status: 200, body: { status: 403 } })
  expect(await home.ask('POST', '/commands', { user: '@carol', method: 'GET', path: '/users/@me' })).toMatchObject({
    body: { status: 200, body: { username: 'carol' } },
  })
  expect(await home.ask('POST', '/speak', { user: 'nobody', channel: 'general', content: 'x' })).toMatchObject({
    status: 404,
    body: { message: expect.stringContaining('alice, bob, carol') as string },
  })
})

test('[CTRL8] where the connection breaks there is no answer to pass on, and that is said', async () => {
  await using home = await startControlled()
  await home.ask('POST', '/faults', {
    match: { kind: 'http', path: '/api/users/@me', phase: 'response' },
    action: { type: 'drop' },
  })
  const asked = await home.ask('POST', '/commands', { user: 'alice', method: 'GET', path: '/users/@me' })
  expect(asked).toEqual({ status: 502, body: { message: 'The connection broke before there was an answer' } })
})

test('[CTRL8] whoever signed up since and a channel made since are known by name', async () => {
  await using home = await startControlled()
  const { url } = home.simulation.gateway
  await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'dora@example.com', username: 'dora', password: 'a long password' }),
  })
  const asDora = { user: 'dora', method: 'POST' }
  const made = await home.ask('POST', '/commands', { ...asDora, path: '/servers', body: { name: 'Garden' } })
  const { _id: server } = (made.body as { body: { _id: string } }).body
  const channel = { name: 'roses', type: 'GUILD_TEXT' }
  await home.ask('POST', '/commands', { ...asDora, path: `/servers/${server}/channels`, body: channel })
  const said = await home.ask('POST', '/speak', { user: 'dora', channel: '#roses', content: 'they bloom' })
  expect(said.body).toMatchObject({ status: 201 })
})

test('[CTRL9] sockets are listed by name and broken one by one', async () => {
  await using home = await startControlled()
  const { url } = home.simulation.gateway
  using alice = await readySocket(url, await home.tokenOf('alice'))
  using second = await readySocket(url, await home.tokenOf('alice'))
  const gone = new Promise((resolve) => alice.socket.once('disconnect', resolve))
  const names = ((await home.ask('GET', '/sockets')).body as { socket: string }[]).map(({ socket }) => socket)
  expect(names).toEqual(['alice#1', 'alice#2'])
  expect((await home.ask('DELETE', '/sockets/alice%231')).status).toBe(204)
  expect(await gone).toBe('transport close')
  expect((await home.ask('DELETE', '/sockets/alice%231')).status).toBe(404)
  await second.settled()
})

test('[CTRL10] a reset starts the scenario anew at the same address, and a stream of before begins anew with it', async () => {
  await using home = await startControlled()
  await speak(home, 'alice', 'one')
  const before = await stateOf(home)
  const { body } = await home.ask('POST', '/reset')
  expect(simulatorState.parse(body)).toMatchObject({ run: 2, url: before.url, scenario: 'empty', people: [] })
  expect((await fetch(`${before.url}/api/capabilities`)).status).toBe(200)
  await using stream = await openStream(home, '/events/stream', `1:${before.steps - 1}`)
  expect((await stream.next()).id).toBe('2:0')
})

test('[CTRL11] another scenario is started at the same address; one that is not there changes nothing', async () => {
  await using home = await startControlled()
  const wrong = await home.ask('POST', '/scenario', { scenario: 'nowhere' })
  expect(wrong.status).toBe(404)
  expect(await stateOf(home)).toMatchObject({ run: 1, scenario: 'empty' })
  const { body } = await home.ask('POST', '/scenario', { scenario: 'demo', seed: 5 })
  const state = simulatorState.parse(body)
  expect(state).toMatchObject({ run: 2, scenario: 'demo', seed: 5, url: home.simulation.gateway.url })
  expect(state.people.length).toBeGreaterThan(10)
})

test('[CTRL12] a gateway that keeps its data is neither reset nor given another scenario', async () => {
  using directory = createTemporaryDirectory()
  await using home = await startControlled({ dataDirectory: directory.path })
  expect((await home.ask('POST', '/reset')).status).toBe(409)
  expect((await home.ask('POST', '/scenario', { scenario: 'demo' })).status).toBe(409)
  expect(await stateOf(home)).toMatchObject({ run: 1 })
})

test('[CTRL13] a tenant has a gateway, people, faults and a clock of its own until it is ended', async () => {
  await using home = await startControlled()
  const made = await home.ask('POST', '/tenants', { scenario: 'demo', seed: 3, clock: 'virtual' })
  const tenant = tenantState.parse(made.body)
  expect(made.status).toBe(201)
  const [name, user] = Object.entries(tenant.users)[0] ?? []
  const me = await fetch(`${tenant.url}/api/users/@me`, { headers: { authorization: `Bearer ${user?.token}` } })
  expect(await me.json()).toMatchObject({ _id: user?.id })
  const state = simulatorState.parse((await home.ask('GET', `/tenants/${tenant.id}/state`)).body)
  expect(state).toMatchObject({ scenario: 'demo', seed: 3, clock: { running: false }, url: tenant.url })
  expect(state.people.map((person) => person.name)).toContain(name)
  await home.ask('POST', `/tenants/${tenant.id}/faults`, { match: { kind: 'http' }, action: { type: 'drop' } })
  expect((await stateOf(home)).faults).toEqual([])
  await expect(fetch(`${tenant.url}/api/capabilities`)).rejects.toThrow('fetch failed')

  expect((await home.ask('DELETE', `/tenants/${tenant.id}`)).status).toBe(204)
  expect((await home.ask('GET', `/tenants/${tenant.id}/state`)).status).toBe(404)
  expect((await home.ask('GET', '/tenants')).body).toEqual([])
})

test('[CTRL14] a tenant ends when its lease is not renewed, and lives as long as it is', async () => {
  const realTime = createHandDrivenClock(0)
  await using home = await startControlled({ realTime })
  const { id, url } = tenantState.parse((await home.ask('POST', '/tenants', { leaseSeconds: 10 })).body)
  for (let renewals = 0; renewals < 3; renewals += 1) {
    realTime.advance(9000)
    expect((await home.ask('POST', `/tenants/${id}/lease`)).status).toBe(204)
  }
  realTime.advance(10_000)
  expect((await home.ask('POST', `/tenants/${id}/lease`)).status).toBe(404)
  await expect.poll(() => fetch(url).catch(() => 'gone')).toBe('gone')
})

test('[CTRL15] the API describes itself, every route that it has', async () => {
  await using home = await startControlled()
  const { body } = await home.ask('GET', '/openapi.json')
  const { paths } = body as { paths: Record<string, Record<string, { requestBody?: unknown }>> }
  const { simulationRoutes, processRoutes } = await import('#shared/simulator/control-routes.ts')
  const described = Object.values(paths).flatMap((operations) => Object.keys(operations))
  expect(described.length).toBe(Object.keys(processRoutes).length + 2 * Object.keys(simulationRoutes).length)
  expect(paths['/__mew/v1/faults']?.['post']?.requestBody).toBeDefined()
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of Object.keys(operations)) {
      const answer = await fetch(home.control + path.replaceAll(/\{\w+\}/g, 'x'), { method: method.toUpperCase() })
      // Without a token nobody learns anything; the one open route wants a code.
      expect([path, answer.status]).toEqual([path, path.endsWith('/session') ? 400 : 401])
    }
  }
})

test('[CTRL22] what somebody sees, and why they did or did not get a message, is told without a trace', async () => {
  await using home = await startControlled()
  const { gateway, journal } = home.simulation
  using _alice = await readySocket(gateway.url, await home.tokenOf('alice'))
  const { body } = await speak(home, 'bob', 'for those who may')
  const { _id: message } = body as { _id: string }
  const steps = journal.length()
  const seen = async (user: string): Promise<boolean> =>
    JSON.stringify(viewAnswer.parse((await home.ask('GET', `/view?user=${user}`)).body)).includes('for those who may')
  expect([await seen('alice'), await seen('@carol')]).toEqual([true, false])
  const why = async (user: string): Promise<Explanation> =>
    explanation.parse((await home.ask('GET', `/explain?user=${user}&message=${message}`)).body)
  expect(await why('alice')).toMatchObject({ got: true, mayView: true, because: 'It was sent to alice#1.' })
  expect(await why('carol')).toMatchObject({ got: false, mayView: false })
  expect(journal.length()).toBe(steps)
  expect((await home.ask('GET', `/explain?user=alice&message=${'0'.repeat(24)}`)).status).toBe(404)
  expect((await home.ask('GET', '/view')).status).toBe(400)
})

test('[CTRL23] a reset does not wait for what a fault holds', async () => {
  await using home = await startControlled()
  const { url } = home.simulation.gateway
  await home.ask('POST', '/faults', { match: { kind: 'http', path: '/api/health' }, action: { type: 'hold' } })
  const held = fetch(`${url}/api/health`)
  await home.ask('POST', '/events/wait', { match: { kind: 'fault' } })
  await home.ask('POST', '/reset')
  expect((await held).status).toBe(200)
})

test('[CTRL24] the scenarios that come with the gateway are listed with their titles, and each can be started', async () => {
  await using home = await startControlled()
  const listed = scenarioList.parse((await home.ask('GET', '/scenarios')).body)
  expect(listed.map(({ name }) => name).toSorted()).toEqual([...scenarioNames].toSorted())
  for (const { title } of listed) expect(title).toMatch(/^[A-Z].{8,}/)
})

test('[CTRL25] what clients did wrong is told with the steps that show it, and whether anybody looks', async () => {
  await using home = await startControlled({ strict: true })
  const findings = async (below = ''): Promise<ReturnType<typeof findingList.parse>> =>
    findingList.parse((await home.ask('GET', `${below}/findings`)).body)
  expect([await findings(), (await stateOf(home)).strict]).toEqual([{ strict: true, run: 1, findings: [] }, true])
  await home.ask('POST', '/faults', {
    match: { kind: 'http', path: '/api/users/@me' },
    action: { type: 'status', status: 429, retryAfterSeconds: 60 },
    times: 1,
  })
  for (let times = 0; times < 2; times += 1) {
    await home.ask('POST', '/commands', { user: 'alice', method: 'GET', path: '/users/@me' })
  }
  const [found] = (await findings()).findings
  expect(found).toMatchObject({ rule: 'ignored-retry-after', user: 'alice' })
  expect(found?.steps.map(({ kind }) => kind)).toEqual(['answer', 'request'])

  const tenant = tenantState.parse((await home.ask('POST', '/tenants', { strict: true })).body)
  expect(await findings(`/tenants/${tenant.id}`)).toEqual({ strict: true, run: 1, findings: [] })
  await home.ask('POST', '/reset')
  expect(await findings()).toEqual({ strict: true, run: 2, findings: [] })
  await using careless = await startControlled()
  expect(findingList.parse((await careless.ask('GET', '/findings')).body)).toMatchObject({
    strict: false,
    findings: [],
  })
})
