// Finds Electron's binary, or fetches it once.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const PROBE_MS = 1_000
const FETCH_MS = 10 * 60_000

function installed(folder) {
  try {
    const base = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist')
    const file = path.join(base, fs.readFileSync(path.join(folder, 'path.txt'), 'utf8'))
    return fs.existsSync(file) ? file : undefined
  } catch {
    // No path.txt: it was never fetched.
    return undefined
  }
}

/** A closed network must cost a second, not a minute: packets may be dropped instead of refused. */
function isReachable() {
  const source = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com'
  return fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }).then(
    () => true,
    () => false,
  )
}

/** `{ file }` as it lies here, or `{ why }` it does not. */
export function presentElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { why: 'there is no display' }
  let folder
  try {
    folder = path.dirname(require.resolve('electron/package.json'))
  } catch {
    return { why: 'the electron package is not installed' }
  }
  const file = installed(folder)
  return file === undefined ? { why: "Electron's binary is not here", folder } : { file }
}

/** `{ file }`, fetched once where it is not here, or `{ why }` there is none. */
export async function electronBinary() {
  const { folder, ...present } = presentElectron()
  if (folder === undefined) return present
  if (!(await isReachable())) return { why: `${present.why} and its source cannot be reached` }
  console.log("Fetching Electron's binary, once")
  spawnSync(process.execPath, [path.join(folder, 'install.js')], {
    timeout: FETCH_MS,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const file = installed(folder)
  return file === undefined ? { why: "Electron's binary could not be fetched" } : { file }
}
