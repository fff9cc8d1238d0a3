import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  simulatorState,
  snapshotList,
  snapshotState,
  tenantState,
  type CommandAnswer,
} from '#shared/simulator/control.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'
import { connectSocket } from '#gateway/simulator/testing/socket-client.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const speak = async ({ ask }: ControlledGateway, content: string, below = ''): Promise<CommandAnswer> =>
  (await ask('POST', `${below}/speak`, { user: 'alice', channel: '#general', content })).body as CommandAnswer

/** What stands in the channel. */
async function saidIn({ ask }: ControlledGateway, below = ''): Promise<string[]> {
  const { body } = await ask('GET', `${below}/view?user=alice`)
  const { servers } = body as { servers: { channels: { name: string; messages: { content: string }[] }[] }[] }
  const general = servers[0]?.channels.find(({ name }) => name === 'general')
  return general?.messages.map(({ content }) => content) ?? []
}

const save = async ({ ask }: ControlledGateway, name: string): Promise<ReturnType<typeof snapshotState.parse>> => {
  const { status, body } = await ask('POST', '/snapshots', { name })
  expect([status, body]).toEqual([201, expect.anything()])
  return snapshotState.parse(body)
}
const restore = ({ ask }: ControlledGateway, name: string): ReturnType<ControlledGateway['ask']> =>
  ask('POST', `/snapshots/${name}/restore`)

const coin = { match: { kind: 'http', path: '/api/health' }, action: { type: 'status', status: 418 }, probability: 0.5 }

/** How ten requests end that a fault strikes by chance. */
async function tossed(home: ControlledGateway): Promise<string> {
  const { body } = await home.ask('GET', '/state')
  const { url } = body as { url: string }
  const statuses: number[] = []
  for (let times = 0; times < 10; times += 1) statuses.push((await fetch(`${url}/api/health`)).status)
  return statuses.join(' ')
}

test('[CTRL26] a gateway goes on where a snapshot ends: what was said, its time, its faults and its chance', async () => {
  await using home = await startControlled({ clock: 'virtual', scenario: 'two-friends' })
  const { url } = home.simulation.gateway
  await speak(home, 'remember this')
  await home.ask('POST', '/clock', { action: 'advance', ms: 3_600_000 })
  await home.ask('POST', '/faults', coin)
  await home.ask('POST', '/faults', { match: { kind: 'emit' }, action: { type: 'hold' } })
  await home.ask('PATCH', '/faults/fault-2', { enabled: false })
  await tossed(home)
  const before = simulatorState.parse((await home.ask('GET', '/state')).body)
  const saved = await save(home, 'before')
  expect(saved).toMatchObject({ name: 'before', scenario: 'two-friends', seed: 1, at: before.clock.now })
  expect(snapshotList.parse((await home.ask('GET', '/snapshots')).body)).toEqual([saved])

  const next = await tossed(home)
  await speak(home, 'forget this')
  await home.ask('POST', '/clock', { action: 'resume' })
  await home.ask('DELETE', '/faults')
  const { status, body } = await restore(home, 'before')
  const after = simulatorState.parse(body)
  expect([status, after.run, after.url]).toEqual([200, 2, url])
  expect(after).toMatchObject({ scenario: 'two-friends', seed: 1, clock: before.clock, faults: before.faults })
  expect(after.people.map(({ name, id }) => [name, id])).toEqual(before.people.map(({ name, id }) => [name, id]))
  expect(await saidIn(home)).toEqual(['remember this'])
  expect(await tossed(home)).toBe(next)
  // Ids of faults go on as well, and nothing that was added since has the name of another.
  expect((await home.ask('POST', '/faults', coin)).body).toMatchObject({ id: 'fault-3' })

  const replaced = await save(home, 'before')
  expect(snapshotList.parse((await home.ask('GET', '/snapshots')).body)).toEqual([replaced])
  expect((await home.ask('POST', '/reset')).body).toMatchObject({
    run: 3,
    scenario: 'two-friends',
    seed: 1,
    faults: [],
  })
  expect(await saidIn(home)).toEqual([])
  expect((await home.ask('DELETE', '/snapshots/before')).status).toBe(204)
  expect((await home.ask('DELETE', '/snapshots/before')).status).toBe(404)
  expect((await home.ask('GET', '/snapshots')).body).toEqual([])
})

test('[CTRL26] times of a fault count from when it came, and a real clock is never behind', async () => {
  await using home = await startControlled()
  await home.ask('POST', '/faults', {
    match: { kind: 'http', path: '/api/health' },
    action: { type: 'status', status: 418 },
    from: 60_000,
  })
  await home.ask('POST', '/clock', { action: 'advance', ms: 59_000 })
  expect(await tossed(home)).toMatch(/^200 /)
  await save(home, 'nearly')
  const { body } = await restore(home, 'nearly')
  const { clock } = simulatorState.parse(body)
  expect([clock.running, clock.now > Date.now() + 50_000]).toEqual([true, true])
  expect(await tossed(home)).toMatch(/^200 /)
  await home.ask('POST', '/clock', { action: 'advance', ms: 2000 })
  expect(await tossed(home)).toMatch(/^418 /)
})

test('[CTRL27] clients come by themselves after a restore, with the token they have', async () => {
  await using home = await startControlled()
  const token = await home.tokenOf('bob')
  using bob = connectSocket(home.simulation.gateway.url, {
    auth: { token },
    reconnection: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 50,
  })
  await bob.wait('ready')
  await save(home, 'here')
  await restore(home, 'here')
  await speak(home, 'and on it goes')
  await expect.poll(() => bob.all('ready').length).toBe(2)
  await speak(home, 'do you hear?')
  await bob.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'do you hear?')
})

test('[CTRL26] a gateway that is down is not saved, and where its address is taken for a moment it waits for it', async () => {
  await using home = await startControlled({ clock: 'virtual', scenario: 'two-friends' })
  const { url, port } = home.simulation.gateway
  await save(home, 'up')
  await home.ask('POST', '/faults', {
    match: { kind: 'http', path: '/api/health' },
    action: { type: 'restart', ms: 1000 },
    times: 1,
  })
  await fetch(`${url}/api/health`).catch(() => undefined)
  await home.ask('POST', '/events/wait', { match: { kind: 'fault', text: '"on":"gateway"' } })
  expect((await home.ask('POST', '/snapshots', { name: 'down' })).status).toBe(409)
  const squatter = net.createServer()
  await expect
    .poll(async () => {
      squatter.listen(port, '127.0.0.1')
      return Promise.race([once(squatter, 'listening').then(() => true), once(squatter, 'error').then(() => false)])
    })
    .toBe(true)
  const restored = restore(home, 'up')
  // Long enough to be met: nobody tells when it is.
  await setTimeout(200)
  squatter.close()
  expect(simulatorState.parse((await restored).body)).toMatchObject({ run: 2, url })
  expect((await fetch(`${url}/api/health`)).status).toBe(200)
})

/** A snapshot by hand, with the check of its bytes that belongs to it. */
function forge(file: string, head: object, rest: string): void {
  const body = Buffer.from(`${JSON.stringify(head)}\n${rest}`)
  writeFileSync(file, Buffer.concat([createHash('sha256').update(body).digest(), body]))
}

const honest = {
  version: 2,
  scenario: 'empty',
  seed: 1,
  at: 0,
  running: true,
  savedAt: 0,
  chance: 0,
  names: { people: [], servers: [], channels: [], roles: [] },
  faults: { sinceMs: 0, made: 0, standing: [] },
  database: 5,
  files: [],
}

test('[CTRL28] what is no snapshot is refused in words that say why, and nothing is lost by it', async () => {
  using directory = createTemporaryDirectory()
  await using home = await startControlled({ snapshotDirectory: directory.path })
  await speak(home, 'still here')
  await save(home, 'whole')
  const at = (name: string): string => path.join(directory.path, `${name}.snapshot`)
  const bytes = readFileSync(at('whole'))
  writeFileSync(at('cut'), bytes.subarray(0, -1))
  writeFileSync(at('damaged'), Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]))
  writeFileSync(at('nothing'), '')
  forge(at('later'), { ...honest, version: 3 }, 'later')
  forge(at('escaping'), { ...honest, files: [{ key: '../../out', size: 0 }] }, 'later')
  forge(at('short'), { ...honest, database: 6 }, 'later')
  forge(at('negative'), { ...honest, database: -5, files: [] }, 'later')
  forge(at('none'), { ...honest, faults: undefined }, 'later')
  forge(at('no-database'), honest, 'later')
  const listed = snapshotList.parse((await home.ask('GET', '/snapshots')).body).map(({ name }) => name)
  expect(listed).toEqual(['damaged', 'no-database', 'whole'])
  for (const [name, status, words] of [
    ['cut', 422, 'it is not whole'],
    ['damaged', 422, 'it is not whole'],
    ['nothing', 422, 'it is not whole'],
    ['later', 422, 'it is of version 3, and this gateway reads 2'],
    ['escaping', 422, 'it does not hold what a snapshot holds'],
    ['short', 422, 'it is not whole'],
    ['negative', 422, 'it does not hold what a snapshot holds'],
    ['none', 422, 'it does not hold what a snapshot holds'],
    ['no-database', 422, "The snapshot's database cannot be used"],
    ['missing', 404, 'There is no snapshot "missing"'],
    ['..%2F..%2Fetc', 400, 'is no name for a snapshot'],
    ['%2e%2e', 404, ''],
    ['UPPER', 400, 'is no name for a snapshot'],
    ['a'.repeat(65), 400, 'is no name for a snapshot'],
    ['x%00', 400, 'is no name for a snapshot'],
  ] as const) {
    const refused = await restore(home, name)
    expect([name, refused.status, refused.body]).toEqual([
      name,
      status,
      { message: expect.stringContaining(words) as string },
    ])
  }
  for (const name of ['../out', '', '.hidden', 'a/b', 'x'.repeat(65), 'wörld', 7]) {
    expect([name, (await home.ask('POST', '/snapshots', { name })).status]).toEqual([name, 400])
  }
  expect((await home.ask('DELETE', '/snapshots/..%2Fwhole')).status).toBe(400)
  expect(await saidIn(home)).toEqual(['still here'])
  expect(simulatorState.parse((await home.ask('GET', '/state')).body).run).toBe(1)
  expect(readFileSync(at('whole'))).toEqual(bytes)
})

test('[CTRL29] a gateway that keeps its data is saved, and goes on nowhere else', async () => {
  using directory = createTemporaryDirectory()
  await using home = await startControlled({ dataDirectory: directory.path })
  await speak(home, 'kept anyway')
  await save(home, 'copy')
  expect((await restore(home, 'copy')).status).toBe(409)
  const tenant = tenantState.parse((await home.ask('POST', '/tenants', { snapshot: 'copy' })).body)
  expect(await saidIn(home, `/tenants/${tenant.id}`)).toEqual(['kept anyway'])
})

test.skipIf(process.platform === 'win32')(
  '[CTRL30] snapshots are for this account alone, and not kept or read where others may write',
  async () => {
    using directory = createTemporaryDirectory()
    const place = path.join(directory.path, 'snapshots')
    await using home = await startControlled({ snapshotDirectory: place })
    await save(home, 'mine')
    const modes = [place, path.join(place, 'mine.snapshot')].map((file) => statSync(file).mode & 0o777)
    expect(modes).toEqual([0o700, 0o600])
    expect(readdirSync(place)).toEqual(['mine.snapshot'])
    // What a killed process was writing long ago, and what one may be writing now.
    for (const name of ['left', 'now']) writeFileSync(path.join(place, `${name}.snapshot.0.part`), '')
    utimesSync(path.join(place, 'left.snapshot.0.part'), new Date(0), new Date(0))
    await save(home, 'mine')
    expect(readdirSync(place)).toEqual(['mine.snapshot', 'now.snapshot.0.part'])
    rmSync(path.join(place, 'now.snapshot.0.part'))

    chmodSync(place, 0o777)
    const refusals = [
      await home.ask('GET', '/snapshots'),
      await home.ask('POST', '/snapshots', { name: 'other' }),
      await restore(home, 'mine'),
      await home.ask('POST', '/tenants', { snapshot: 'mine' }),
      await home.ask('DELETE', '/snapshots/mine'),
    ]
    const message = `Snapshots are not kept in ${place}: others may write there`
    for (const { status, body } of refusals) expect([status, body]).toEqual([409, { message }])
    expect(readdirSync(place)).toEqual(['mine.snapshot'])

    const file = path.join(directory.path, 'file')
    writeFileSync(file, '')
    await using nowhere = await startControlled({ snapshotDirectory: path.join(file, 'snapshots') })
    expect((await nowhere.ask('POST', '/snapshots', { name: 'other' })).status).toBe(409)
    mkdirSync(path.join(directory.path, 'empty'))
  },
)

test('[CTRL31] a tenant begins as a snapshot ends, and leaves nothing behind', async () => {
  await using home = await startControlled({ clock: 'virtual' })
  await speak(home, 'said before')
  await home.ask('POST', '/faults', coin)
  const { at } = await save(home, 'base')
  await speak(home, 'said since')
  const made = await home.ask('POST', '/tenants', { snapshot: 'base' })
  const tenant = tenantState.parse(made.body)
  const below = `/tenants/${tenant.id}`
  const state = simulatorState.parse((await home.ask('GET', `${below}/state`)).body)
  expect(state).toMatchObject({ clock: { now: at, running: false }, seed: 1, faults: [{ id: 'fault-1' }] })
  await speak(home, 'said in it', below)
  expect(await saidIn(home, below)).toEqual(['said before', 'said in it'])
  expect(await saidIn(home)).toEqual(['said before', 'said since'])
  expect((await home.ask('POST', `${below}/snapshots`, { name: 'of-tenant' })).status).toBe(201)
  expect((await home.ask('DELETE', below)).status).toBe(204)
  const both = await home.ask('POST', '/tenants', { snapshot: 'base', scenario: 'demo' })
  expect([both.status, (await home.ask('POST', '/tenants', { snapshot: 'gone' })).status]).toEqual([400, 404])
  await restore(home, 'of-tenant')
  expect(await saidIn(home)).toEqual(['said before', 'said in it'])
})

test('[CTRL32] a timeline does not happen again, and people of the demo have their names and go on', async () => {
  await using gap = await startControlled({ clock: 'virtual', scenario: 'reconnect-gap' })
  const advance = (): Promise<unknown> => gap.ask('POST', '/clock', { action: 'advance', ms: 600_000 })
  const messages = async (): Promise<number> => {
    const { body } = await gap.ask('GET', '/events?kind=emit&event=MESSAGE_CREATE')
    return (body as { steps: unknown[] }).steps.length
  }
  await advance()
  expect(await messages()).toBeGreaterThan(0)
  await save(gap, 'played')
  await restore(gap, 'played')
  await advance()
  expect(await messages()).toBe(0)

  await using demo = await startControlled({ scenario: 'demo' })
  const shown = async (): Promise<unknown> => {
    const { people } = simulatorState.parse((await demo.ask('GET', '/state')).body)
    return people.map(({ name, id, online }) => [name, id, online])
  }
  const online = async (): Promise<number> => JSON.stringify(await shown()).split('true').length - 1
  await expect.poll(online).toBeGreaterThan(5)
  const before = await shown()
  await save(demo, 'demo')
  await restore(demo, 'demo')
  await expect.poll(shown).toEqual(before)
})
