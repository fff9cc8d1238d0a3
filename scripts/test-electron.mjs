// Tries the built app in Electron itself, where its binary and a display are at hand. Fetches nothing.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { presentElectron } from './electron-binary.mjs'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const { file, why } = presentElectron()
if (file === undefined) {
  console.log(`not run, as ${why}`)
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      path.join(root, 'e2e/electron/playwright.config.ts'),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MEW_ELECTRON: file } },
  )
  process.exit(status ?? 1)
}
