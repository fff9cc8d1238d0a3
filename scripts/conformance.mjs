// Runs the black-box suite of the protocol against our gateway, the areas brought so far. Without the suite beside the
// checkout nothing is run, and that is said.
// With --nginx everything goes through build/nginx/mew.conf in a real nginx.
// Usage: node scripts/conformance.mjs [--times N] [--area=one,two] [--nginx]
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { findNginx, startNginx } from './nginx.mjs'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const kit = process.env.MEW_CONFORMANCE ?? path.join(root, '../shared/conformance')
const brought = ['auth', 'dm', 'handshake', 'roles', 'rooms', 'transport']
const areas = process.argv.find((word) => word.startsWith('--area='))?.slice('--area='.length) ?? brought.join(',')
const at = process.argv.indexOf('--times')
const times = at < 0 ? 1 : Number(process.argv[at + 1])
const behindNginx = process.argv.includes('--nginx')
const listed = 'https://ok.test'
const secret = 'conformance'

function startGateway() {
  const gateway = spawn(
    process.execPath,
    [path.join(root, 'src/gateway/cli/mew-gateway.ts'), 'start', '--port', '0', '--no-web'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, JWT_SECRET: secret, MEW_CORS_ORIGINS: listed } },
  )
  return new Promise((resolve, reject) => {
    let output = ''
    gateway.stdout.setEncoding('utf8').on('data', (words) => {
      output += words
      const ready = /MEW_GATEWAY_READY (\{.*\})/.exec(output)
      if (ready !== null) resolve({ gateway, url: JSON.parse(ready[1]).url })
    })
    gateway.once('exit', (code) => reject(new Error(`The gateway ended with ${code}`)))
  })
}

function runKit(url) {
  const child = spawn(process.execPath, [path.join(kit, 'run.mjs'), `--area=${areas}`], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      MEW_BASE: url,
      MEW_JWT_SECRET: secret,
      MEW_CORS_ALLOWED: listed,
      MEW_CORS_DENIED: 'https://evil.test',
    },
  })
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** One run against a fresh gateway; answers with the kit's exit code. */
async function runOnce() {
  const { gateway, url } = await startGateway()
  const nginx = behindNginx ? await startNginx(url) : undefined
  const code = await runKit(nginx?.url ?? url)
  await nginx?.stop()
  gateway.removeAllListeners('exit').kill()
  return code
}

if (!fs.existsSync(path.join(kit, 'run.mjs'))) {
  console.log('The conformance suite is not here: its areas were not run.')
} else if (behindNginx && findNginx() === undefined) {
  console.log('nginx is not installed: the areas were not run behind it.')
} else {
  for (let run = 0; run < times; run += 1) {
    const code = await runOnce()
    if (code !== 0) process.exit(code)
  }
}
