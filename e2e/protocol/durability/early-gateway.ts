// A gateway that answers before it commits, as a process of its own.
// Usage: node early-gateway.ts <milliseconds a commit takes> --data <directory>
import { setTimeout } from 'node:timers/promises'
import { startGateway } from '#gateway/start-gateway.ts'
import { answerBeforeCommit } from './answer-early.ts'

const [commitMs, , dataDirectory] = process.argv.slice(2)
const { url, webUrl, port } = await startGateway({
  port: 0,
  dataDirectory,
  prepare: (parts) => {
    answerBeforeCommit(parts, () => setTimeout(Number(commitMs)))
    return Promise.resolve()
  },
})
process.stdout.write(`MEW_GATEWAY_READY ${JSON.stringify({ url, webUrl, port, pid: process.pid })}\n`)
