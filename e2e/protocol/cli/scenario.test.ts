import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runGateway } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const good = `name: mine
title: Mine
world:
  people: { alice: , bob: }
  servers:
    home: { owner: alice, members: [bob], channels: { general: } }
expect:
  - { messages: { channel: general, count: 1 } }
`

interface Ended {
  readonly code: unknown
  readonly stdout: string
  readonly stderr: string
}

async function run(args: readonly string[]): Promise<Ended> {
  await using gateway = runGateway(args)
  return { code: await gateway.ended, stdout: gateway.stdout(), stderr: gateway.stderr() }
}

/** A file with this text, for as long as something is done with it. */
async function withFile<Result>(text: string, read: (file: string) => Promise<Result>): Promise<Result> {
  using directory = createTemporaryDirectory()
  const file = path.join(directory.path, 'mine.yaml')
  writeFileSync(file, text)
  return await read(file)
}

test('[SCEN18] validate says that a file is right, or in which line it is not', async () => {
  await withFile(good, async (file) => {
    expect(await run(['scenario', 'validate', file])).toEqual({ code: 0, stdout: `${file}: Mine\n`, stderr: '' })
  })
  const wrong = good.replace('[bob]', '[bobby]')
  await withFile(wrong, async (file) => {
    const sentence = 'world.servers.home.members.0: There is no person "bobby": there are alice, bob'
    expect(await run(['scenario', 'validate', file])).toEqual({
      code: 4,
      stdout: '',
      stderr: `${file}:6:37 ${sentence}\n`,
    })
    const told = await run(['scenario', 'validate', file, '--json'])
    expect([told.code, JSON.parse(told.stdout), told.stderr]).toEqual([
      4,
      {
        file,
        valid: false,
        problems: [
          {
            line: 6,
            column: 37,
            path: 'world.servers.home.members.0',
            message: 'There is no person "bobby": there are alice, bob',
          },
        ],
      },
      '',
    ])
  })
})

test('[SCEN18] a file that is not there is no scenario, and a call without a file a mistake', async () => {
  const missing = await run(['scenario', 'validate', './nowhere.yaml'])
  expect([missing.code, missing.stderr]).toEqual([4, expect.stringContaining('./nowhere.yaml cannot be read: ENOENT')])
  expect((await run(['scenario'])).code).toBe(2)
})

test('[SCEN3] start takes a name or a file; of an unknown name it says which there are', async () => {
  await withFile(good, async (file) => {
    await using gateway = runGateway(['start', file, '--port', '0', '--no-web'])
    expect((await fetch(`${(await gateway.ready).url}/api/health`)).status).toBe(200)
  })
  const { code, stderr } = await run(['start', 'moon', '--port', '0', '--no-web'])
  expect([code, stderr]).toEqual([
    4,
    'mew-gateway: There is no scenario "moon": choose one of empty, demo, big-history, busy-server, every-message, ' +
      'permissions, reconnect-gap, two-friends, or name a file as ./mine.yaml\n',
  ])
})

test('[SCEN19] exec ends with 1 where the command is content and the scenario is not', async () => {
  await withFile(good, async (file) => {
    const exec = ['exec', file, '--port', '0', '--no-web', '--']
    expect(await run([...exec, 'true'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'mew-gateway: expect.0: general has 0 messages, not 1\n',
    })
    expect((await run([...exec, 'sh', '-c', 'exit 7'])).code).toBe(7)
  })
  await withFile(good.replace('count: 1', 'count: 0'), async (file) => {
    expect((await run(['exec', file, '--port', '0', '--no-web', '--', 'true'])).code).toBe(0)
  })
})
