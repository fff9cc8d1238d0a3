import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { CONTROL_BASE, INSPECTOR_BASE } from '#shared/simulator/control-paths.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'
import { runProgram } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request } from '../web-client.ts'

/** A page, and a program that writes down what it is asked to open. */
function prepare(directory: string): { inspectorRoot: string; programs: string; opened: string } {
  const inspectorRoot = path.join(directory, 'inspector')
  mkdirSync(inspectorRoot)
  writeFileSync(path.join(inspectorRoot, 'index.html'), '<p>inspector</p>')
  const [programs, opened] = [path.join(directory, 'bin'), path.join(directory, 'opened')]
  mkdirSync(programs)
  const opener = path.join(programs, process.platform === 'darwin' ? 'open' : 'xdg-open')
  writeFileSync(opener, `#!/bin/sh\nprintf '%s' "$1" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`)
  chmodSync(opener, 0o755)
  return { inspectorRoot, programs, opened }
}

async function inspect(
  home: ControlledGateway,
  args: readonly string[],
  more: Record<string, string> = {},
): Promise<{ code: unknown; out: string; err: string }> {
  const environment = { MEW_CONTROL_URL: home.control, MEW_CONTROL_TOKEN: home.token, ...more }
  await using run = runProgram(['inspector', ...args], { environment })
  return { code: await run.ended, out: run.stdout(), err: run.stderr() }
}

const exchange = async (home: ControlledGateway, code: string): Promise<number> =>
  (await request(`${home.control}${CONTROL_BASE}/session`, { method: 'POST', json: { code } })).status

test.skipIf(process.platform === 'win32')(
  '[CMD9] inspector prints an address that is good once, and opens it where there is a screen and it may',
  async () => {
    using directory = createTemporaryDirectory()
    const { inspectorRoot, programs, opened } = prepare(directory.path)
    await using home = await startControlled({ inspectorRoot })
    const screen = { PATH: `${programs}:${process.env['PATH'] ?? ''}`, DISPLAY: ':99' }

    for (const [args, environment] of [
      [['--no-open'], screen],
      [[], { ...screen, DISPLAY: process.platform === 'darwin' ? ':99' : '', CI: '1' }],
      [[], { ...screen, BROWSER: 'none' }],
    ] as const) {
      const { code, out, err } = await inspect(home, args, environment)
      expect([code, err]).toEqual([0, ''])
      const { origin, pathname, hash } = new URL(out.trim())
      expect([origin, pathname]).toEqual([home.control, INSPECTOR_BASE])
      const oneTime = hash.replace('#code=', '')
      expect([await exchange(home, oneTime), await exchange(home, oneTime)]).toEqual([200, 401])
    }
    expect(existsSync(opened)).toBe(false)

    const told = JSON.parse((await inspect(home, ['--json'], screen)).out) as { url: string; code: string }
    expect(told).toMatchObject({ url: expect.stringContaining(told.code) as string, opened: true })
    await expect.poll(() => existsSync(opened)).toBe(true)
    expect(readFileSync(opened, 'utf8')).toBe(told.url)
    expect(await exchange(home, told.code)).toBe(200)
  },
)

test('[CMD9] an inspector that was not built is said to be missing', async () => {
  await using home = await startControlled()
  expect(await inspect(home, ['--no-open'])).toEqual({
    code: 1,
    out: '',
    err: 'mew-gateway: this gateway came without the inspector: npm run build builds it\n',
  })
})
