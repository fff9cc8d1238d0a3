// npm run check
import { checkSteps } from './check-steps.mjs'
import { ensureNode } from './own-node.mjs'
import { runSteps } from './run-steps.mjs'

await ensureNode()
await runSteps(checkSteps)
