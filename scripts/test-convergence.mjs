// npm run test:convergence -- --runs N --seed S --profile plain|extended [--workers N] [--path P | --replay JSON]: random
// histories of the client's store against a modelled gateway, on all cores where there are many. Fails where something is
// violated, and where too little was tried.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()
const command = path.join(root, 'e2e/convergence/command.ts')
const { status } = spawnSync(process.execPath, [command, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
