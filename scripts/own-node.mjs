// Goes over to the Node that npm installed with the project, where a script was started by an older one.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const WANTED = 24
export const root = path.dirname(import.meta.dirname)

/** The binary of the package `node`, or undefined where npm was not allowed to install it. */
function ownNode() {
  const file = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return fs.existsSync(file) ? file : undefined
}

/** Runs the calling script again under Node 24 if it has to; returns only where the running one will do. */
export async function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return
  const own = ownNode()
  if (own === undefined) {
    console.error(
      `Node ${WANTED} or newer is needed; this is ${process.versions.node}. Run npm ci first, or install it.`,
    )
    process.exit(1)
  }
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.exit(
    await new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 0)))
    }),
  )
}
