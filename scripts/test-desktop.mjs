// Runs the desktop's own tests: the built main and preload in a stand-in for Electron, under Node 24.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const tests = path.join(root, 'e2e/desktop')
const standIn = path.resolve(root, process.env.MEW_STANDIN ?? '../shared/electron-standin')

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) throw error
  return status ?? 1
}

if (!existsSync(path.join(standIn, 'launch.mjs'))) {
  process.stdout.write(
    'The desktop tests were NOT run: there is no stand-in for Electron here (MEW_STANDIN names one).\n',
  )
  process.exit(0)
}
if (!process.argv.includes('--built')) {
  const vite = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const built = run(process.execPath, [vite, 'build', '--logLevel', 'warn'])
  if (built !== 0) process.exit(built)
  const inspector = run(process.execPath, [path.join(root, 'scripts/build-inspector.mjs')])
  if (inspector !== 0) process.exit(inspector)
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const files = readdirSync(tests)
  .filter((name) => name.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .map((name) => path.join(tests, name))
// One at a time: each starts an app, a browser and a gateway. The reporter ends with the counts.
process.exit(run(process.execPath, ['--test', '--test-concurrency=1', '--test-timeout=120000', ...files]))
