import { mkdirSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { processRoutes, simulationRoutes } from '#shared/simulator/control-routes.ts'
import { CONTROL_BASE, INSPECTOR_BASE } from '#shared/simulator/control-paths.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { openWire } from '../open-wire.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request, type Answer } from '../web-client.ts'
import { openStream } from './event-stream.ts'

const bodies: Readonly<Record<string, unknown>> = {
  'POST /faults': { match: { kind: 'http' }, action: { type: 'drop' } },
  'POST /faults/profile': { profile: 'adversarial' },
  'PATCH /faults/:fault': { enabled: false },
  'POST /clock': { action: 'advance', ms: 5000 },
  'POST /speak': { user: 'alice', channel: 'general', content: 'I was never here' },
  'POST /commands': { user: 'alice', method: 'POST', path: '/servers', body: { name: 'Mine' } },
  'POST /events/wait': { match: {}, timeoutMs: 0 },
  'POST /scenario': { scenario: 'demo' },
  'POST /tenants': {},
  'POST /snapshots': { name: 'stolen' },
  'POST /actors': { user: 'alice' },
  'POST /actors/:actor/emit': { event: 'typing', data: {} },
}

const guarded = Object.keys({ ...simulationRoutes, ...processRoutes }).filter((name) => name !== 'POST /session')

function addressOf({ control }: ControlledGateway, name: string): { method: string; address: string } {
  const [method = '', route = ''] = name.split(' ')
  const filled = route
    .replace(':fault', 'fault-1')
    .replace(':socket', 'alice%231')
    .replace(':tenant', 'x')
    .replace(':snapshot', 'treasure')
    .replace(':actor', 'actor-1')
  return { method, address: `${control}${CONTROL_BASE}${filled}` }
}

/** Every guarded route with these headers, each with a body that would be understood. */
async function tryAll(home: ControlledGateway, headers: Record<string, string>): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const name of guarded) {
    const { method, address } = addressOf(home, name)
    const json = bodies[name]
    const sending = { method, headers, ...(json === undefined ? {} : { json }) }
    answers.push(await request(address, sending))
  }
  return answers
}

/** What a call could have changed. The journal tells of each request, so of those that were done as somebody, too. */
const traces = async ({ simulation, ask }: ControlledGateway): Promise<unknown> => ({
  run: ((await ask('GET', '/state')).body as { run: number }).run,
  snapshots: (await ask('GET', '/snapshots')).body,
  actors: (await ask('GET', '/actors')).body,
  tenants: (await ask('GET', '/tenants')).body,
  now: simulation.clock.now(),
  steps: simulation.journal.length(),
  faults: simulation.faults.list(),
})

/** A gateway with a fault, a socket, an actor and a snapshot to lose, and a check that nothing became of them. */
async function startBesieged(): Promise<
  { home: ControlledGateway; person: string; expectUntouched: () => Promise<void> } & AsyncDisposable
> {
  const home = await startControlled({ clock: 'virtual' })
  home.simulation.faults.add({ match: { kind: 'connect', user: 'carol' }, action: { type: 'refuse' } })
  const person = await home.tokenOf('alice')
  const alice = await readySocket(home.simulation.gateway.url, person)
  expect((await home.ask('POST', '/snapshots', { name: 'treasure' })).status).toBe(201)
  expect((await home.ask('POST', '/actors', { user: 'bob' })).status).toBe(201)
  const before = await traces(home)
  return {
    home,
    person,
    expectUntouched: async () => {
      expect(await traces(home)).toEqual(before)
      expect(alice.socket.connected).toBe(true)
    },
    [Symbol.asyncDispose]: async () => {
      alice[Symbol.dispose]()
      await home[Symbol.asyncDispose]()
    },
  }
}

const said = (answers: readonly Answer[]): Set<string> =>
  new Set(answers.map(({ status, text }) => `${status} ${text}`))

test('[CTRL16] without its token nothing is answered and nothing is done, whatever else is brought', async () => {
  await using siege = await startBesieged()
  const { home, person } = siege
  const attempts: Record<string, string>[] = [
    {},
    { authorization: 'Bearer ' },
    { authorization: `Bearer ${person}` },
    { authorization: `Bearer ${home.token.slice(0, -1)}` },
    { authorization: home.token },
    { cookie: `access_token=${home.token}; token=${home.token}` },
    { 'x-mew-admin-secret': home.token },
    { origin: home.control },
  ]
  for (const headers of attempts) {
    const refused = said(await tryAll(home, headers))
    expect(refused).toEqual(new Set(['401 {"message":"The control API wants its token: Authorization: Bearer …"}']))
  }
  const inQuery = await request(`${home.control}${CONTROL_BASE}/state?token=${home.token}`)
  const unknown = await request(`${home.control}/anything`)
  expect([inQuery.status, unknown.status]).toEqual([401, 401])
  await siege.expectUntouched()
})

test('[CTRL17] no other host name and no other page gets in, not with the token either', async () => {
  await using siege = await startBesieged()
  const { home } = siege
  const { port } = new URL(home.control)
  const { url, webUrl, port: dataPort } = home.simulation.gateway
  const authorization = `Bearer ${home.token}`
  const hosts = [
    `evil.example:${port}`,
    `rebound.localhost:${port}`,
    `127.0.0.1.nip.io:${port}`,
    `localhost.:${port}`,
    `127.0.0.1:${dataPort}`,
    'localhost',
  ]
  for (const host of hosts) {
    const statuses = (await tryAll(home, { authorization, host })).map(({ status }) => status)
    expect([host, new Set(statuses)]).toEqual([host, new Set([421])])
  }
  for (const origin of [
    url,
    webUrl,
    'https://evil.example',
    `http://evil.example:${port}`,
    `https://127.0.0.1:${port}`,
    'null',
  ]) {
    const answers = await tryAll(home, { authorization, origin })
    expect([origin, new Set(answers.map(({ status }) => status))]).toEqual([origin, new Set([403])])
    expect(
      answers.flatMap(({ headers }) => Object.keys(headers).filter((name) => name.startsWith('access-control'))),
    ).toEqual([])
  }
  const preflight = await request(`${home.control}${CONTROL_BASE}/reset`, {
    method: 'OPTIONS',
    headers: {
      origin: url,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  })
  expect(preflight.status).toBe(403)
  await siege.expectUntouched()
  for (const host of [`localhost:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
    const own = await request(`${home.control}${CONTROL_BASE}/state`, { headers: { authorization, host } })
    expect(own.status).toBe(200)
  }
  const ownPage = { authorization, origin: `http://localhost:${port}` }
  expect((await request(`${home.control}${CONTROL_BASE}/state`, { headers: ownPage })).status).toBe(200)
})

test('[CTRL18] only JSON of a bearable size is read', async () => {
  await using siege = await startBesieged()
  const { home } = siege
  const fault = JSON.stringify(bodies['POST /faults'])
  for (const name of guarded.filter((each) => /^(POST|PATCH|DELETE) /.test(each))) {
    const { method, address } = addressOf(home, name)
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const headers = { authorization: `Bearer ${home.token}`, 'content-type': type }
      const raw = JSON.stringify(bodies[name] ?? {})
      expect([name, type, (await request(address, { method, headers, raw })).status]).toEqual([name, type, 415])
    }
  }
  async function post(type: string, raw: string): Promise<number> {
    const headers = { authorization: `Bearer ${home.token}`, 'content-type': type }
    return (await request(`${home.control}${CONTROL_BASE}/faults`, { method: 'POST', headers, raw })).status
  }
  expect(await post('application/x-www-form-urlencoded', 'match=1')).toBe(415)
  expect(await post('text/plain', fault)).toBe(415)
  expect(await post('multipart/form-data; boundary=x', `--x\r\n\r\n${fault}\r\n--x--`)).toBe(415)
  expect(await post('application/json', '{"match":')).toBe(400)
  expect(await post('application/json', JSON.stringify({ name: 'x'.repeat(1_100_000) }))).toBe(413)
  const nested = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  expect(await post('application/json', nested)).toBe(400)
  await siege.expectUntouched()
})

const reaches = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port })
    const end = (reached: boolean) => (): void => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', end(true))
    socket.once('error', end(false))
  })

test('[CTRL35] a connection that says nothing, half of something, or no more is ended after a minute; a stream stays', async () => {
  const realTime = createHandDrivenClock(0)
  await using home = await startControlled({ realTime })
  const port = Number(new URL(home.control).port)
  const state = `GET ${CONTROL_BASE}/clock HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: Bearer ${home.token}\r\n\r\n`
  using silent = openWire(port)
  using half = openWire(port)
  half.write(`GET ${CONTROL_BASE}/state HTTP/1.1\r\nhost: loc`)
  using answered = openWire(port)
  answered.write(state)
  await answered.until('"running"')
  using trickling = openWire(port)
  trickling.write(`${state}GET ${CONTROL_BASE}/state HTTP/1.1\r\n`)
  await trickling.until('"running"')
  await using stream = await openStream(home, '/events/stream?kind=note')
  // Whoever came before this one has been let in by now.
  expect((await home.ask('GET', '/clock')).status).toBe(200)
  for (let times = 0; times < 3; times += 1) {
    realTime.advance(20_000)
    trickling.write('x-a: b\r\n')
  }
  expect(await Promise.all([silent.closed, half.closed])).toEqual(['', ''])
  for (const { closed } of [answered, trickling]) expect((await closed).split('HTTP/1.1').length).toBe(2)

  realTime.advance(600_000)
  home.simulation.journal.tell({ kind: 'note', text: 'still there?' })
  expect((await stream.next()).data).toMatchObject({ text: 'still there?' })
})

test('[CTRL35] a body that stands still ends its connection, and nothing is done', async () => {
  const realTime = createHandDrivenClock(0)
  await using home = await startControlled({ realTime })
  const port = Number(new URL(home.control).port)
  using wire = openWire(port)
  const head = [
    `POST ${CONTROL_BASE}/clock HTTP/1.1`,
    `host: localhost:${port}`,
    `authorization: Bearer ${home.token}`,
    'content-type: application/json',
    'content-length: 40',
    'expect: 100-continue',
  ]
  wire.write(`${head.join('\r\n')}\r\n\r\n{"action":"pau`)
  await wire.until('100 Continue')
  realTime.advance(60_000)
  expect(await wire.closed).toContain('HTTP/1.1 408 ')
  expect(home.simulation.clock.isRunning()).toBe(true)
})

test('[CTRL19] it listens on loopback alone, and nothing of it stands on the port that clients use', async () => {
  await using home = await startControlled()
  const { port } = new URL(home.control)
  const addresses = Object.values(os.networkInterfaces()).flatMap((each) => each ?? [])
  const outside = addresses.filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const { address } of outside) expect([address, await reaches(address, Number(port))]).toEqual([address, false])
  expect(await reaches('127.0.0.1', Number(port))).toBe(true)
  const headers = { authorization: `Bearer ${home.token}` }
  for (const at of [`${CONTROL_BASE}/state`, INSPECTOR_BASE]) {
    const answer = await request(home.simulation.gateway.url + at, { headers })
    expect([at, [401, 404].includes(answer.status)]).toEqual([at, true])
  }
})

test('[CTRL20] a page gets a token of its own for a code that is good once', async () => {
  await using home = await startControlled()
  const made = (await home.ask('POST', '/codes')).body as { code: string; url: string }
  expect(made.url).toBe(`${home.control}${INSPECTOR_BASE}#code=${made.code}`)
  const exchange = (code: string, headers: Record<string, string> = {}): Promise<Answer> =>
    request(`${home.control}${CONTROL_BASE}/session`, { method: 'POST', json: { code }, headers })
  expect((await exchange('guessed')).status).toBe(401)
  expect((await exchange(made.code, { origin: home.simulation.gateway.url })).status).toBe(403)
  const { token } = (await exchange(made.code, { origin: home.control })).body as { token: string }
  expect((await exchange(made.code)).status).toBe(401)
  const state = await request(`${home.control}${CONTROL_BASE}/state`, { headers: { authorization: `Bearer ${token}` } })
  expect([token === home.token, state.status]).toEqual([false, 200])
})

test('[CTRL21] the inspector is served to whoever asks, under a policy that lets nothing else in, and no other file is', async () => {
  using directory = createTemporaryDirectory()
  const root = path.join(directory.path, 'inspector')
  mkdirSync(path.join(root, 'assets'), { recursive: true })
  writeFileSync(path.join(root, 'index.html'), '<p>inspector</p>')
  writeFileSync(path.join(root, 'assets', 'page-1.js'), 'let page')
  writeFileSync(path.join(directory.path, 'secret.txt'), 'secret')
  await using home = await startControlled({ inspectorRoot: root })
  const get = (file: string): Promise<Answer> => request(`${home.control}${INSPECTOR_BASE}${file}`)
  const page = await get('')
  expect([page.status, page.text, page.headers['content-type']]).toEqual([
    200,
    '<p>inspector</p>',
    'text/html; charset=utf-8',
  ])
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'; script-src 'self'")
  expect(policy).not.toMatch(/unsafe|\*|data: 'self'|http/)
  expect((await get('assets/page-1.js')).text).toBe('let page')
  for (const file of [
    '../secret.txt',
    '%2e%2e/secret.txt',
    '..%2fsecret.txt',
    './/secret.txt',
    'assets',
    'assets/',
    '.env',
  ]) {
    const answer = await get(file)
    expect([file, answer.text.includes('secret"'), answer.status >= 400]).toEqual([file, false, true])
  }
  const foreign = await request(`${home.control}${INSPECTOR_BASE}`, { headers: { host: 'evil.example' } })
  expect(foreign.status).toBe(421)
  await using bare = await startControlled()
  expect((await request(`${bare.control}${INSPECTOR_BASE}`)).status).toBe(401)
})
