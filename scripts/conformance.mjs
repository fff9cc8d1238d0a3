// Runs the black-box suite of the protocol against our gateway. Without the suite beside the checkout nothing is run, and
// that is said.
// With --thorough it is run three times: nothing kept, with a data directory, and again after a restart on the same data.
// With --nginx everything goes through build/nginx/mew.conf in a real nginx.
// With --s3 files lie in an object store that is not ours, started for the run.
// Usage: node scripts/conformance.mjs [--thorough] [--area=one,two] [--nginx] [--s3]
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { judgeReport } from './conformance-rules.mjs'
import { findNginx, startNginx } from './nginx.mjs'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const kit = process.env.MEW_CONFORMANCE ?? path.join(root, '../shared/conformance')
/** Some areas; else all of them. */
const wanted = process.argv.filter((word) => word.startsWith('--area='))
const thorough = process.argv.includes('--thorough')
const behindNginx = process.argv.includes('--nginx')
const inObjectStore = process.argv.includes('--s3')
const listed = 'https://ok.test'
const secret = 'conformance'
const limitMb = '1'
const adminSecret = 'conformance of services'

function startGateway(args) {
  const entry = path.join(root, 'src/gateway/cli/mew-gateway.ts')
  const gateway = spawn(process.execPath, [entry, 'start', '--port', '0', '--no-web', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      JWT_SECRET: secret,
      MEW_ADMIN_SECRET: adminSecret,
      MEW_CORS_ORIGINS: listed,
      LIMIT_FILE_SIZE: limitMb,
      ...storeEnvironment,
    },
  })
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

function stopGateway(gateway) {
  return new Promise((resolve) => {
    gateway.removeAllListeners('exit').once('exit', resolve)
    gateway.kill()
  })
}

/** What the suite found, as data; it prints nothing itself. */
async function runKit(url, directory) {
  const report = path.join(directory, 'report.json')
  const child = spawn(process.execPath, [path.join(kit, 'run.mjs'), ...wanted, `--json=${report}`, '--quiet'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      MEW_BASE: url,
      MEW_JWT_SECRET: secret,
      MEW_ADMIN_SECRET: adminSecret,
      MEW_CORS_ALLOWED: listed,
      MEW_FILES_REACHABLE: '1',
      MEW_LIMIT_MB: limitMb,
      MEW_CORS_DENIED: 'https://evil.test',
    },
  })
  await new Promise((resolve) => {
    child.once('exit', resolve)
  })
  return JSON.parse(fs.readFileSync(report, 'utf8'))
}

/** What was said of rules that do not count: once is enough. */
const told = new Set()

/** One run against a gateway of its own, told in words. Answers whether all is well. */
async function run(name, args, directory) {
  const { gateway, url } = await startGateway(args)
  const nginx = behindNginx ? await startNginx(url) : undefined
  const { passed, failures, skipped } = judgeReport(await runKit(nginx?.url ?? url, directory))
  await nginx?.stop()
  await stopGateway(gateway)
  for (const words of failures) console.log(`FAIL ${words}`)
  for (const words of skipped.filter((rule) => !told.has(rule))) console.log(`not counted: ${words}`)
  for (const words of skipped) told.add(words)
  console.log(`conformance, ${name}:`)
  console.log(`${passed} passed, ${failures.length} failed, ${skipped.length} not counted`)
  return failures.length === 0
}

/** The variables that make a gateway keep its files in the store of the run. */
let storeEnvironment = {}

async function startStore(directory) {
  const { default: S3rver } = await import('s3rver')
  const buckets = [{ name: 'mew' }]
  const options = { address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: buckets }
  const store = new S3rver(options)
  const { port } = await store.run()
  const account = { S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' }
  storeEnvironment = { S3_ENDPOINT: '127.0.0.1', S3_PORT: String(port), S3_REGION: 'us-east-1', ...account }
}

async function runAll(directory) {
  if (inObjectStore) {
    await startStore(path.join(directory, 'store'))
    return run('files in an object store', [], directory)
  }
  const data = ['--data', path.join(directory, 'data')]
  if (!(await run('nothing kept', [], directory))) return false
  if (!thorough) return true
  if (!(await run('with a data directory', data, directory))) return false
  return run('after a restart on the same data', data, directory)
}

if (!fs.existsSync(path.join(kit, 'run.mjs'))) {
  console.log('The conformance suite is not here: its areas were not run.')
} else if (behindNginx && findNginx() === undefined) {
  console.log('nginx is not installed: the areas were not run behind it.')
} else {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'mew-conformance-'))
  const allWell = await runAll(directory)
  fs.rmSync(directory, { recursive: true, force: true })
  process.exit(allWell ? 0 : 1)
}
