import { expect, test } from 'vitest'
import { entry, runGateway, runProgram, type GatewayProcess } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const START = ['start', '--port', '0', '--no-web']

test('[CMD7] a running gateway is found, several are listed, and one that was killed is none', async () => {
  using directory = createTemporaryDirectory()
  const run = (...args: string[]): GatewayProcess =>
    runProgram(args, { environment: { XDG_RUNTIME_DIR: directory.path } })

  await using none = run('clock', 'now')
  expect([await none.ended, none.stderr()]).toEqual([
    1,
    'mew-gateway: no gateway that can be steered is running: mew-gateway start starts one\n',
  ])

  await using one = run(...START)
  const first = await one.ready
  await using alone = run('clock', 'advance', '1h')
  expect([await alone.ended, alone.stderr()]).toEqual([0, ''])

  await using other = run(...START)
  const second = await other.ready
  await using several = run('events')
  expect([await several.ended, several.stdout()]).toEqual([2, ''])
  for (const { port, pid } of [first, second])
    expect(several.stderr()).toContain(`--port ${port}   http://127.0.0.1:${port}, process ${pid}\n`)
  await using named = run('fault', 'add', 'refuse', 'connect', '--port', String(second.port))
  expect(await named.ended).toBe(0)

  one.child.kill('SIGKILL')
  await one.ended
  await using left = run('fault', 'list')
  expect([await left.ended, left.stdout()]).toEqual([0, 'fault-1  refuse connect (legal): fitted 0, struck 0\n'])
})

test('[CMD7] inside exec its own gateway is meant', async () => {
  const inner = [process.execPath, entry, 'events', '--kind', 'answer', '-o', 'ndjson']
  const ask = `fetch(process.env.MEW_API_BASE + '/health')`
  const script = `${ask}.then(() => process.exit(require('child_process').spawnSync(${JSON.stringify(inner[0])}, ${JSON.stringify(inner.slice(1))}, { stdio: 'inherit' }).status))`
  await using gateway = runGateway(['exec', '--port', '0', '--no-web', '--', process.execPath, '-e', script])
  expect([await gateway.ended, gateway.stderr()]).toEqual([0, ''])
  expect(JSON.parse(gateway.stdout())).toMatchObject({ kind: 'answer', path: '/api/health', status: 200 })
})
