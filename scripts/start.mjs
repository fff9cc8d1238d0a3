// npm start: the desktop app, or where that cannot be, the gateway and the same UI in a browser.
// npm start -- --web asks for the browser directly.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { electronBinary } from './electron-binary.mjs'
import { gatewayFlags } from './gateway-flags.mjs'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const arguments_ = process.argv.slice(2)
const web = arguments_.includes('--web')
const passedOn = arguments_.filter((argument) => argument !== '--web')
/** An app that ends sooner than this with an error did not start at all. */
const FAILED_START_MS = 10_000

/** When the newest of these files was written; folders are looked through. */
function newest(...names) {
  return Math.max(
    ...names.map((name) => {
      const entry = path.join(root, name)
      const stat = fs.statSync(entry)
      if (!stat.isDirectory()) return stat.mtimeMs
      return newest(...fs.readdirSync(entry).map((child) => path.join(name, child)))
    }),
  )
}

/** Built, and from what lies here now. */
function isBuilt() {
  const parts = ['out/main/gateway.js', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
  if (!parts.every((part) => fs.existsSync(path.join(root, part)))) return false
  return newest('out/renderer/index.html') >= newest('src', 'package.json', 'electron.vite.config.ts')
}

function build() {
  if (isBuilt()) return
  console.log('Building the app')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** The user's data directory, the same one the desktop app has. */
function dataDirectory() {
  const home = os.homedir()
  const base =
    process.platform === 'darwin'
      ? path.join(home, 'Library/Application Support')
      : process.platform === 'win32'
        ? (process.env.APPDATA ?? path.join(home, 'AppData/Roaming'))
        : (process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'))
  return path.join(base, 'Mew Desktop', 'gateway')
}

/** Runs the app; false where it ended at once with an error, so that something else may be tried. */
function runElectron(file) {
  const began = performance.now()
  const asRoot = process.platform === 'linux' && process.getuid() === 0
  const app = spawn(file, [...(asRoot ? ['--no-sandbox'] : []), root, ...passedOn], { stdio: 'inherit' })
  return new Promise((resolve) => {
    app.once('error', () => resolve(false))
    app.once('exit', (code) => {
      if (code === 0 || performance.now() - began > FAILED_START_MS) process.exit(code ?? 0)
      resolve(false)
    })
  })
}

function launched(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}

async function openBrowser(address) {
  if (process.env.CI || process.env.BROWSER === 'none') return
  if (process.platform === 'darwin') await launched('open', [address])
  else if (process.platform === 'win32') await launched('rundll32', ['url.dll,FileProtocolHandler', address])
  else if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) await launched('xdg-open', [address])
}

/** Starts the gateway and prints the one address that opens the workspace. Port 3000, or a free one where that is taken. */
function runGateway(port, mayMove) {
  const code = randomBytes(16).toString('base64url')
  const own = passedOn.includes('--data') ? [] : ['--data', dataDirectory()]
  const chosen = port === undefined ? [] : ['--port', port]
  const gateway = spawn(
    process.execPath,
    [...gatewayFlags, path.join(root, 'out/main/gateway.js'), 'start', 'demo', ...own, ...chosen, ...passedOn],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MEW_START_CODE: code, MEW_LAUNCHER: '1' } },
  )
  let said = ''
  gateway.stderr.on('data', (words) => {
    said += words
  })
  let output = ''
  gateway.stdout.setEncoding('utf8').on('data', (words) => {
    output += words
    const ready = /^MEW_GATEWAY_READY (\{.*\})$/m.exec(output)
    if (ready === null) return
    output = ''
    gateway.stderr.pipe(process.stderr)
    const address = `${JSON.parse(ready[1]).webUrl}/#start=${code}`
    console.log(`Open ${address}`)
    void openBrowser(address)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => gateway.kill(signal))
  gateway.once('exit', (exit) => {
    if (exit === 3 && mayMove) {
      runGateway('0', false)
      return
    }
    process.stderr.write(said)
    process.exit(exit ?? 0)
  })
}

build()
if (!web) {
  const { file, why } = await electronBinary()
  if (file === undefined) console.log(`No desktop window, as ${why}: the app runs in a browser instead.`)
  else if (!(await runElectron(file))) console.log('Electron did not start: the app runs in a browser instead.')
}
runGateway(undefined, !passedOn.includes('--port'))
