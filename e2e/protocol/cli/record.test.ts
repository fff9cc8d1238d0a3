import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readScenario } from '#gateway/simulator/scenario/read-scenario.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'
import { runProgram, type GatewayProcess } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { hears } from './hears.ts'

/** What `exec` tells its command. */
const run = (home: ControlledGateway, ...args: string[]): GatewayProcess =>
  runProgram(args, { environment: { MEW_CONTROL_URL: home.control, MEW_CONTROL_TOKEN: home.token } })

const speak = (home: ControlledGateway, content: string): Promise<unknown> =>
  home.ask('POST', '/speak', { user: 'alice', channel: 'general', content })

async function startFriends(): Promise<ControlledGateway> {
  const home = await startControlled()
  await home.ask('POST', '/scenario', { scenario: 'two-friends' })
  return home
}

async function complaining(program: GatewayProcess, pattern: RegExp): Promise<void> {
  await hears({ ...program, stdout: program.stderr, child: withErrors(program) }, pattern)
}

/** Its standard error in the place of its output. */
const withErrors = ({ child }: GatewayProcess): GatewayProcess['child'] =>
  new Proxy(child, { get: (target, name) => Reflect.get(target, name === 'stdout' ? 'stderr' : name) as unknown })

test(
  '[CMD12] record writes what happened, as YAML or JSON, and says what is not in it',
  { timeout: 60_000 },
  async () => {
    await using home = await startFriends()
    using directory = createTemporaryDirectory()
    await speak(home, 'The first of all')
    await home.ask('POST', '/commands', {
      user: 'bob',
      method: 'PATCH',
      path: '/users/@me',
      body: { username: 'bobby' },
    })
    await using printed = run(home, 'record')
    expect(await printed.ended).toBe(0)
    expect(printed.stderr()).toMatch(/^Recorded from two-friends, seed 1: .*\nNot in it: PATCH \/users\/@me\.\n$/)
    expect(readScenario('printed.yaml', printed.stdout()).timeline).toMatchObject([
      { send: { by: 'alice', channel: 'general', text: 'The first of all' } },
    ])
    expect(printed.stdout()).toMatch(
      /^ {2}- \{ at: \d+.*, send: \{ by: alice, channel: general, text: The first of all \} \}$/m,
    )

    const file = path.join(directory.path, 'blank.json')
    await using blanked = run(home, 'record', '-o', file, '--texts', 'blank')
    expect([await blanked.ended, blanked.stdout()]).toEqual([0, ''])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ timeline: [{ send: { text: 'Xxx xxxxx xx xxx' } }] })

    await using nowhere = run(home, 'record', '-o', path.join(directory.path, 'none', 'x.yaml'))
    expect([await nowhere.ended, nowhere.stderr()]).toEqual([1, expect.stringContaining('cannot be written') as string])
  },
)

test(
  '[CMD12] record -f writes what happened until Ctrl-C, from now on where that is asked',
  { timeout: 60_000 },
  async () => {
    await using home = await startFriends()
    await speak(home, 'before')
    await using recording = run(home, 'record', '-f', '--from', 'now')
    await complaining(recording, /Ctrl-C ends it/)
    await speak(home, 'meanwhile')
    recording.child.kill('SIGINT')
    expect(await recording.ended).toBe(0)
    const { world, timeline } = readScenario('recording.yaml', recording.stdout())
    expect(world.history?.messages).toMatchObject([{ by: 'alice', text: 'before' }])
    expect(timeline).toMatchObject([{ send: { text: 'meanwhile' } }])
  },
)

test('[CMD12] record -f ends with 1 where the gateway is gone', { timeout: 60_000 }, async () => {
  await using home = await startFriends()
  await using recording = run(home, 'record', '-f')
  await complaining(recording, /Ctrl-C ends it/)
  await home[Symbol.asyncDispose]()
  expect([await recording.ended, recording.stdout()]).toEqual([1, ''])
})

const scenario = (more: string): string => `name: small
title: A small talk
world:
  people:
    alice:
    bob:
  servers:
    home: { owner: alice, members: [bob], channels: { general: {} } }
timeline:
  - { at: 2s, send: { by: bob, channel: general, text: hello } }
${more}`

test(
  '[CMD13] replay plays a scenario in a tenant, tells its address and whether it held what it expects',
  { timeout: 60_000 },
  async () => {
    await using home = await startFriends()
    using directory = createTemporaryDirectory()
    const file = path.join(directory.path, 'small.yaml')
    writeFileSync(file, scenario('expect: [{ messages: { channel: general, count: 1 } }]\n'))
    await using right = run(home, 'replay', file, '--speed', '10')
    expect([await right.ended, right.stderr()]).toEqual([0, ''])
    expect(right.stdout()).toMatch(
      /^A small talk: at http:\S+, for browsers at http:\S+\n1 steps were done; it is over\n$/,
    )
    expect((await home.ask('GET', '/tenants')).body).toEqual([])

    writeFileSync(file, scenario('expect: [{ messages: { channel: general, count: 2 } }]\n'))
    await using wrong = run(home, 'replay', file, '--speed', '10')
    expect([await wrong.ended, wrong.stderr()]).toEqual([1, 'mew-gateway: expect.0: general has 1 messages, not 2\n'])
  },
)

test(
  '[CMD13] where no gateway runs replay has one of its own, and a file that is none ends with 4',
  { timeout: 60_000 },
  async () => {
    using directory = createTemporaryDirectory()
    const file = path.join(directory.path, 'small.yaml')
    const here = { environment: { XDG_RUNTIME_DIR: directory.path } }
    writeFileSync(file, scenario('  - { at: 1s, edit: { by: alice, message: general~1, text: x } }\n'))
    await using own = runProgram(['replay', file, '--speed', '20', '--strict'], here)
    expect([await own.ended, own.stderr()]).toEqual([
      0,
      'mew-gateway: timeline.1 edit: There is no message 1 in general\n',
    ])
    expect(own.stdout()).toContain('2 steps were done, 1 of them in vain; it is over')

    writeFileSync(file, scenario('  - { at: 1s, send: { by: eve, channel: general } }\n'))
    await using broken = runProgram(['replay', file], here)
    expect([await broken.ended, broken.stderr()]).toEqual([
      4,
      expect.stringMatching(/small\.yaml:11:\d+ timeline\.1\.send\.by: There is no person "eve"/),
    ])
  },
)
