import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import path from 'node:path'
import { root } from './bundle.ts'

const outputs = ['out/main/gateway.js', 'out/renderer/index.html'].map((file) => path.join(root, file))

const changedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

function isFresh(): boolean {
  const sources = [
    ...globSync('src/**/*.*', { cwd: root, exclude: ['**/*.test.*'] }),
    'electron.vite.config.ts',
    'package-lock.json',
  ]
  const newest = Math.max(...sources.map((file) => changedAt(path.join(root, file))))
  return outputs.every((file) => changedAt(file) > newest)
}

/** What is measured is what is built: builds it where a source is newer. */
export function ensureBuilt(): void {
  if (isFresh()) return
  process.stderr.write('Building the app\n')
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('The app cannot be built')
}
