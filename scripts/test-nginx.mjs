// Tries the documented configuration of nginx in a real one, where it is installed.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { findNginx } from './nginx.mjs'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

if (findNginx() === undefined) {
  console.log('nginx is not installed: what runs behind it was NOT tried.')
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      path.join(root, 'scripts/vitest.config.ts'),
      '--project',
      'nginx',
    ],
    { cwd: root, stdio: 'inherit' },
  )
  process.exit(status ?? 1)
}
