// npm run bench: everything that has a budget is measured, one JSON line a part. npm run bench -- <word> takes the parts named so.
import { ensureNode } from '../scripts/own-node.mjs'

await ensureNode()
const { runBenches } = await import('./run-benches.ts')
process.exit((await runBenches(process.argv[2] ?? '')) ? 0 : 1)
