// Attacks a gateway with hostile inputs: npm run test:hostile -- [--runs N] [--seed S].
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const valueOf = (option) => {
  const at = process.argv.indexOf(option)
  return at < 0 ? undefined : process.argv[at + 1]
}
const seed = valueOf('--seed')
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const child = spawn(
  process.execPath,
  [vitest, 'run', '--config', 'scripts/vitest.config.ts', '--project', 'protocol', 'e2e/protocol/hostile'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      MEW_HOSTILE_RUNS: valueOf('--runs') ?? '10000',
      ...(seed === undefined ? {} : { MEW_PROOF_SEED: seed }),
    },
  },
)
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
