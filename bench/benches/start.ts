import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { bundleProgram, root } from '../bundle.ts'
import type { Bench } from '../figure.ts'
import { takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const ROUNDS = 20

/** Milliseconds from starting Node to the first line of output, which both programs say once they serve. */
async function timeToFirstLine(program: string, parameters: readonly string[]): Promise<number> {
  const began = performance.now()
  // Bundling has left its mark on this process; the programs start as they do from a shell.
  const env = { ...process.env, NODE_ENV: '' }
  const child = spawn(process.execPath, [program, ...parameters], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown]
  const took = performance.now() - began
  if (typeof line !== 'string' || !line.includes('READY')) throw new Error(`${program} said no ready line`)
  const gone = once(child, 'exit')
  child.kill()
  await gone
  return took
}

async function startOurs(): Promise<number> {
  await using data = await makeTemporaryDirectory()
  const gateway = path.join(root, 'out/main/gateway.js')
  return timeToFirstLine(gateway, ['start', '--port', '0', '--data', data.path])
}

/** The bundled gateway with an empty data directory beside a bundle of nothing but Fastify and Socket.IO. */
export const start: Bench = {
  parts: ['start'],
  measure: async () => {
    const entry = fileURLToPath(import.meta.resolve('../bare/empty-server.ts'))
    const empty = await bundleProgram(entry, 'empty-server')
    const startBare = (): Promise<number> => timeToFirstLine(empty, [])
    await takeTurns(2, startOurs, startBare)
    return [{ part: 'start', unit: 'ms', ...(await takeTurns(ROUNDS, startOurs, startBare)) }]
  },
}
