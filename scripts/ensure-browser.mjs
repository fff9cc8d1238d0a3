// Finds a Chromium for the browser tests, or gets one: `node scripts/ensure-browser.mjs`. No dependencies; runs on Node 20 too.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const env = process.env
const windows = process.platform === 'win32'
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'chrome',
].map((n) => (windows ? `${n}.exe` : n))
const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((n) => `/Applications/${n}.app/Contents/MacOS/${n}`)
const win = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
  .filter(Boolean)
  .flatMap((d) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((f) => path.join(d, f)),
  )
const dirs = (env.PATH ?? '').split(path.delimiter).filter(Boolean)
const candidates = () =>
  env.BROWSER_CANDIDATES?.split(path.delimiter) ?? [
    ...names.flatMap((n) => dirs.map((d) => path.join(d, n))),
    '/usr/bin/chromium',
    ...mac,
    ...win,
  ]

/** Its version, or undefined where it does not start (a snap stub, missing libraries). Windows browsers cannot be asked: --version opens a window. */
function version(file) {
  if (!fs.existsSync(file)) return undefined
  if (windows) return path.basename(file)
  const r = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] })
  return r.status === 0 ? r.stdout.trim() : undefined
}

/** The browser to use, as { path, version, from }, or undefined. Looks only: fetches nothing. */
export async function findBrowser() {
  for (const from of ['CHROMIUM_PATH', 'CHROME_PATH']) {
    if (!env[from]) continue
    const v = version(env[from])
    if (!v) throw new Error(`${from}=${env[from]} does not start: correct or unset it`)
    return { path: env[from], version: v, from }
  }
  const own = await import('@playwright/test').then(
    (p) => p.chromium.executablePath(),
    () => undefined,
  )
  for (const file of [...candidates(), own]) {
    const v = file && version(file)
    if (v) return { path: file, version: v, from: file === own ? 'playwright' : 'system' }
  }
  return undefined
}

const run = (cmd, args, minutes) =>
  spawnSync(cmd, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: minutes * 60_000,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0
const reachable = (url) =>
  new Promise((resolve) => {
    const socket = net.connect(
      { host: url.hostname, port: Number(url.port) || (url.protocol === 'http:' ? 80 : 443), timeout: 3000 },
      () => {
        socket.destroy()
        resolve(true)
      },
    )
    for (const event of ['error', 'timeout'])
      socket.once(event, () => {
        socket.destroy()
        resolve(false)
      })
  })
const apt = [
  '-qq',
  ...[
    'DPkg::Lock::Timeout=120',
    'Acquire::Retries=0',
    'Acquire::http::Timeout=10',
    'Acquire::https::Timeout=10',
  ].flatMap((o) => ['-o', o]),
]
async function getBrowser() {
  const steps = [
    async () =>
      (await reachable(new URL(env.HTTPS_PROXY || env.PLAYWRIGHT_DOWNLOAD_HOST || 'https://cdn.playwright.dev'))) &&
      run(
        process.execPath,
        [createRequire(import.meta.url).resolve('@playwright/test/cli'), 'install', 'chromium'],
        10,
      ),
    () =>
      fs.existsSync('/etc/debian_version') &&
      process.getuid() === 0 &&
      run('apt-get', ['update', ...apt], 3) &&
      run('apt-get', ['install', '-y', ...apt, 'chromium'], 10),
  ]
  for (const step of steps)
    if (await step()) {
      const found = await findBrowser()
      if (found) return found
    }
  throw new Error(
    'No Chromium found, and none could be fetched. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one, or run: npx playwright install --with-deps chromium',
  )
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  try {
    const b = (await findBrowser()) ?? (await getBrowser())
    console.log(`browser: ${b.path} (${b.version}, ${b.from})`)
  } catch (e) {
    console.error(e.message)
    process.exit(1)
  }
