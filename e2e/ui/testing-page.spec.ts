import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { findBrowser } from '../../scripts/ensure-browser.mjs'
import { root } from '../../scripts/own-node.mjs'

/** A folder of somebody else's, in which the built package and Playwright are installed. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mew-suite-'))
  await mkdir(path.join(folder, 'node_modules'))
  await symlink(root, path.join(folder, 'node_modules/mew-desktop'))
  await symlink(path.join(root, 'node_modules/@playwright'), path.join(folder, 'node_modules/@playwright'))
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  return folder
}

test('[TEST13] the suite of the page for tests passes as it stands there', async () => {
  test.setTimeout(120_000)
  const page = await readFile(path.join(root, 'docs/testing-with-the-gateway.md'), 'utf8')
  const blocks = [...page.matchAll(/```js\n(?<code>.*?)```/gs)].map(({ groups }) => groups?.['code'] ?? '')
  const [configuration = '', ...suite] = blocks
  const plain = suite.pop() ?? ''
  const folder = await makeFolder()
  try {
    await writeFile(path.join(folder, 'playwright.config.js'), configuration)
    await writeFile(path.join(folder, 'chat.spec.js'), suite.join('\n'))
    await writeFile(path.join(folder, 'plain.js'), plain)
    // The runner tells its own workers by its environment who they are: this one is none of them.
    const own = Object.entries(process.env).filter(([name]) => !/^(?:TEST_|PLAYWRIGHT_|PW_)/.test(name))
    const env = { ...Object.fromEntries(own), CHROMIUM: (await findBrowser())?.path ?? '', MEW_SEED: '7' }
    const run = (...args: string[]): Promise<{ readonly stdout: string }> =>
      promisify(execFile)(process.execPath, args, { cwd: folder, env })
    const { stdout } = await run(path.join(root, 'node_modules/@playwright/test/cli.js'), 'test')
    expect(stdout).toContain('3 passed')
    expect((await run('plain.js')).stdout).toBe('hi\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
