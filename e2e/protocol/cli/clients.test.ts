import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { journalStep } from '#shared/simulator/journal-step.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { hears } from './hears.ts'
import { entry, runGateway, runProgram, type GatewayProcess } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

/** What `exec` tells its command. */
const around = ({ control, token }: ControlledGateway): Record<string, string> => ({
  MEW_CONTROL_URL: control,
  MEW_CONTROL_TOKEN: token,
})

const run = (home: ControlledGateway, ...args: string[]): GatewayProcess =>
  runProgram(args, { environment: around(home) })

async function said(home: ControlledGateway, ...args: string[]): Promise<string> {
  await using client = run(home, ...args)
  expect([await client.ended, client.stderr()]).toEqual([0, ''])
  return client.stdout()
}

const speak = (home: ControlledGateway, content: string): Promise<unknown> =>
  home.ask('POST', '/speak', { user: 'alice', channel: 'general', content })

test('[CMD1] events tells the journal a line at a time, and what fits alone', async () => {
  await using home = await startControlled()
  await speak(home, 'the first')
  await speak(home, 'the second')
  const all = await said(home, 'events')
  expect(all.trimEnd().split('\n')).toHaveLength(home.simulation.journal.length())
  const lines = await said(home, 'events', '--grep', 'THE SECOND', '--kind', 'emit')
  expect(lines).toMatch(/^ +\d+ \d\d:\d\d:\d\d\.\d{3} ←\d+ +emit +event=MESSAGE_CREATE .*the second.*\n$/)
  const own = (await said(home, 'events', '--kind', 'answer', '--user', 'alice', '-o', 'ndjson')).trimEnd().split('\n')
  expect(own.map((line) => journalStep.parse(JSON.parse(line)))).toMatchObject([
    { kind: 'answer', method: 'POST', user: 'alice', status: 201 },
    { kind: 'answer', method: 'POST', user: 'alice', status: 201 },
  ])
})

test('[CMD2] events -f tells what was and goes on, until Ctrl-C or until the gateway is gone', async () => {
  await using home = await startControlled()
  await speak(home, 'before')
  await using one = run(home, 'events', '-f', '--event', 'MESSAGE_CREATE')
  await using other = run(home, 'events', '-f', '--kind', 'emit', '-o', 'ndjson')
  await Promise.all([hears(one, /before/), hears(other, /before/)])
  await speak(home, 'after')
  await Promise.all([hears(one, /after/), hears(other, /after/)])
  one.child.kill('SIGINT')
  expect(await one.ended).toBe(0)
  await home[Symbol.asyncDispose]()
  expect([await other.ended, other.stderr()]).toEqual([0, ''])
})

test('[CMD3] a fault is put up in words, listed with how often it struck, and taken away', async () => {
  await using home = await startControlled()
  const dropping = ['drop', 'http', 'method=POST', 'path=/api/channels/*/messages', 'times=1', 'name=one lost']
  expect(await said(home, 'fault', 'add', ...dropping, 'phase=request')).toBe(
    'fault-1  one lost (legal): fitted 0, struck 0\n',
  )
  await expect(speak(home, 'lost')).resolves.toMatchObject({
    status: 502,
    body: { message: 'The connection broke before there was an answer' },
  })
  expect(await said(home, 'fault', 'list')).toBe('fault-1  one lost (legal): fitted 1, struck 1\n')
  expect(await said(home, 'fault', 'remove', 'fault-1')).toBe('')
  expect(JSON.parse(await said(home, 'fault', 'profile', 'flaky-wifi', '-o', 'json'))).not.toEqual([])
  expect(await said(home, 'fault', 'clear')).toBe('')
  expect(JSON.parse(await said(home, 'fault', 'list', '--output', 'json'))).toEqual([])
  await using missing = run(home, 'fault', 'remove', 'fault-9')
  expect([await missing.ended, missing.stderr()]).toEqual([1, 'mew-gateway: There is no such fault\n'])
})

test('[CMD8] explain tells why somebody got a message or did not, step by step', async () => {
  await using home = await startControlled()
  await home.ask('POST', '/faults', {
    name: 'lost',
    match: { kind: 'emit', user: 'bob', event: 'MESSAGE_CREATE' },
    action: { type: 'drop' },
  })
  using bob = await readySocket(home.simulation.gateway.url, await home.tokenOf('bob'))
  const { body } = (await speak(home, 'did you hear?')) as { body: { body: { _id: string } } }
  await bob.settled()
  const text = await said(home, 'explain', 'bob', body.body._id)
  expect(text).toMatch(/^No: .*bob#1.*lost.*\n/)
  expect(text).toMatch(/\nHow it went\n +\d+ .* request +method=POST path=\/api\/channels\/.*\n/)
  expect(text).toMatch(/\nWhat became of it\n +\d+ bob#1: dropped by lost\n/)
  expect(text).toMatch(/\nWhy bob may see it now\n/)
  expect(JSON.parse(await said(home, 'explain', 'bob', body.body._id, '-o', 'json'))).toMatchObject({ got: false })
  await using nobody = run(home, 'explain', 'nobody', body.body._id)
  expect([await nobody.ended, nobody.stderr()]).toEqual([
    1,
    expect.stringMatching(/^mew-gateway: There is no person "nobody": [^\n]*\n$/) as string,
  ])
})

test('[F42] [CMD4] clock advance moves two hours ahead and ends none of twenty idle sockets', async () => {
  await using home = await startControlled()
  const { url } = home.simulation.gateway
  const people = await Promise.all(['alice', 'bob'].map((person) => home.tokenOf(person)))
  const sockets = await Promise.all(Array.from({ length: 20 }, (_, index) => readySocket(url, people[index % 2] ?? '')))
  const before = home.simulation.clock.now()
  const from = home.simulation.journal.length()
  expect(await said(home, 'clock', 'advance', '2h')).toMatch(/^\d{4}-.*Z, running\n$/)
  expect(home.simulation.clock.now() - before).toBeGreaterThanOrEqual(7_200_000)
  for (const socket of sockets) await socket.settled()
  expect(sockets.filter(({ socket }) => !socket.connected)).toEqual([])
  const { steps } = home.simulation.journal.read(from)
  expect(steps.filter(({ kind }) => kind === 'disconnect')).toEqual([])
  // Whatever reacted names the clock; all else began with what the test said to see that sockets live.
  const [moved] = steps
  expect(moved).toMatchObject({ kind: 'clock', movedMs: 7_200_000 })
  const asked = new Set(steps.filter(({ kind }) => kind === 'receive').map(({ cursor }) => cursor))
  const others = steps.slice(1).filter(({ cursor, cause }) => !asked.has(cause ?? cursor))
  for (const step of others) expect(step).toMatchObject({ cause: moved?.cursor })
  for (const socket of sockets) socket[Symbol.dispose]()
})

test('[CMD4] the clock is read, stopped, moved and let run', async () => {
  await using home = await startControlled()
  expect(await said(home, 'clock', 'pause')).toMatch(/, standing still\n$/)
  const { now } = JSON.parse(await said(home, 'clock', 'now', '-o', 'json')) as { now: number }
  expect(JSON.parse(await said(home, 'clock', 'advance', '1.5s', '-o', 'json'))).toEqual({
    now: now + 1500,
    running: false,
  })
  expect(await said(home, 'clock', 'resume')).toMatch(/, running\n$/)
})

/** Each of the commands is a program of its own that has to start. */
const PATIENCE_MS = 60_000

test('[CMD10] a gateway is kept as it is, gone back to, listed and taken away', { timeout: PATIENCE_MS }, async () => {
  await using home = await startControlled()
  const { url } = home.simulation.gateway
  await speak(home, 'before')
  const line = /^before {2}empty of seed 1 at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, saved \S+Z, \d+ kB\n$/
  expect(await said(home, 'snapshot', 'save', 'before')).toMatch(line)
  expect(await said(home, 'snapshot', 'list')).toMatch(line)
  expect(JSON.parse(await said(home, 'snapshot', 'list', '-o', 'json'))).toMatchObject([{ name: 'before', seed: 1 }])
  expect(await said(home, 'snapshot', 'load', 'before')).toBe(
    `${url} goes on where before ends: empty of seed 1, with 3 people\n`,
  )
  expect(await said(home, 'snapshot', 'remove', 'before')).toBe('')
  expect(await said(home, 'snapshot', 'list')).toBe('')
  await using gone = run(home, 'snapshot', 'load', 'before')
  expect([await gone.ended, gone.stderr()]).toEqual([
    1,
    expect.stringMatching(/^mew-gateway: There is no snapshot "before" in [^\n]*\n$/) as string,
  ])
})

test('[CMD10] what one gateway saves a later one loads', async () => {
  using directory = createTemporaryDirectory()
  const program = `${process.execPath} ${entry} snapshot`
  const exec = ['exec', '--port', '0', '--no-web', '--snapshots', path.join(directory.path, 'kept')]
  await using one = runGateway([
    ...exec,
    '--seed',
    '7',
    '--scenario',
    'two-friends',
    '--',
    ...`${program} save a`.split(' '),
  ])
  expect([await one.ended, one.stderr()]).toEqual([0, ''])
  await using other = runGateway([...exec, '--', ...`${program} load a`.split(' ')])
  expect([await other.ended, other.stdout()]).toEqual([
    0,
    expect.stringMatching(/ goes on where a ends: two-friends of seed 7, with \d people\n$/) as string,
  ])
})

test('[CMD5] reset begins anew, seed with another world, at the same address', async () => {
  await using home = await startControlled()
  const { url } = home.simulation.gateway
  expect(await said(home, 'seed', 'demo', '--seed', '5')).toMatch(
    new RegExp(`^${url} has demo of seed 5, with \\d\\d people\n$`),
  )
  expect(await said(home, 'reset')).toMatch(/has demo of seed 5, with/)
  await using nowhere = run(home, 'seed', 'nowhere')
  expect([await nowhere.ended, nowhere.stderr()]).toEqual([
    4,
    expect.stringMatching(/^mew-gateway: There is no scenario "nowhere"[^\n]*\n$/) as string,
  ])
})

test('[CMD5] a file is looked for where seed is called, wherever the gateway runs', async () => {
  await using home = await startControlled()
  using directory = createTemporaryDirectory()
  await writeFile(path.join(directory.path, 'mine.yaml'), 'name: mine\ntitle: Mine\nworld:\n  people:\n    dora:\n')
  await using client = runProgram(['seed', 'mine.yaml'], { environment: around(home), directory: directory.path })
  expect([await client.ended, client.stderr()]).toEqual([0, ''])
  expect(client.stdout()).toMatch(/ has \S+\/mine\.yaml of seed \d+, with 1 people\n$/)
})
