import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { simulatorState } from '#shared/simulator/control.ts'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import { runGateway } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request } from '../web-client.ts'

const START = ['start', '--port', '0', '--no-web']

const readyFile = z.strictObject({
  url: z.string(),
  webUrl: z.string(),
  port: z.int(),
  pid: z.int(),
  controlUrl: z.optional(z.string()),
  controlToken: z.optional(z.string()),
})

async function stateOf(controlUrl: string | undefined, token: string | undefined): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` }
  return (await request(`${controlUrl}${CONTROL_BASE}/state`, { headers })).body
}

test('[CLI17] the ready file holds the ready line and the token, for this account alone, and goes with the gateway', async () => {
  using directory = createTemporaryDirectory()
  const file = path.join(directory.path, 'ready.json')
  await using gateway = runGateway([...START, '--ready-file', file])
  const line = await gateway.ready
  const { controlToken, ...rest } = readyFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(rest).toEqual(line)
  expect(controlToken).toMatch(/^[\w-]{43}$/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const state = simulatorState.parse(await stateOf(line.controlUrl, controlToken))
  expect(state).toMatchObject({ scenario: 'empty', seed: 2027, url: line.url, pid: line.pid })
  expect(gateway.stdout() + gateway.stderr()).not.toContain(controlToken)
  gateway.child.kill('SIGTERM')
  expect(await gateway.ended).toBe(0)
  expect(existsSync(file)).toBe(false)
})

test('[CLI16] the control API stands on the port that is named, and a port that is taken is code 3', async () => {
  await using first = runGateway([...START, '--control-port', '0'])
  const { controlUrl = '' } = await first.ready
  const { port } = new URL(controlUrl)
  await using second = runGateway([...START, '--control-port', port])
  expect(await second.ended).toBe(3)
  expect(second.stderr()).toContain(`Port ${port} is already in use`)
  expect(second.stderr()).toContain('choose another port with --control-port')
  await using off = runGateway([...START, '--no-control'])
  expect(Object.keys(await off.ready)).toEqual(['url', 'webUrl', 'port', 'pid'])
})

test('[CLI19] only pages of the origins that are named are let in', async () => {
  const environment = { MEW_CORS_ORIGINS: 'https://other.example' }
  await using gateway = runGateway([...START, '--allow-origin', 'https://app.example'], environment)
  const { url } = await gateway.ready
  const allowed = await Promise.all(
    ['https://app.example', 'https://other.example'].map(async (origin) => {
      const { headers } = await request(`${url}/api/health`, { headers: { origin } })
      return headers['access-control-allow-origin']
    }),
  )
  expect(allowed).toEqual(['https://app.example', undefined])
})

test('[CLI20] a drawn seed is said, and is the one that is used', async () => {
  using directory = createTemporaryDirectory()
  const file = path.join(directory.path, 'ready.json')
  await using gateway = runGateway([...START, '--seed', 'random', '--ready-file', file])
  const { controlUrl } = await gateway.ready
  const { controlToken } = readyFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const said = /^Seed (\d+)$/m.exec(gateway.stderr())?.[1]
  expect(await stateOf(controlUrl, controlToken)).toMatchObject({ seed: Number(said) })
})

test.each([['--no-control'], ['--control-port=0']])(
  '[CLI21] with %s a profile is in the way from the first request on, and a virtual clock stands',
  async (control) => {
    await using gateway = runGateway([...START, control, '--faults', 'server-restart', '--clock', 'virtual'])
    const { url } = await gateway.ready
    const health = await request(`${url}/api/health`)
    expect(health.status).toBe(200)
    await using bad = runGateway([...START, control, '--faults', 'flaky-wifi', '--seed', '3'])
    const flaky = (await bad.ready).url
    const outcomes = await Promise.all(
      Array.from({ length: 400 }, () =>
        request(`${flaky}/api/health`).then(
          () => 'answered',
          () => 'lost',
        ),
      ),
    )
    expect(new Set(outcomes)).toEqual(new Set(['answered', 'lost']))
  },
)
