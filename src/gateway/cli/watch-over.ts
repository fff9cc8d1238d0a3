import { spawn } from 'node:child_process'

/**
 * Reads until this process is gone, however it went: the pipe closes. Whoever is left then is asked to end, and made to a
 * second later.
 */
const SCRIPT = 'read -r _; kill -s TERM -- "$1" || exit 0; sleep 1; kill -s KILL -- "$1"'

/** Sees to it that a process (or, by a negative number, a group of them) does not outlive this one. */
export function watchOver(pid: number): void {
  if (process.platform === 'win32') return
  // In a session of its own: what ends us, and everything around us, must not end it.
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'mew-gateway-watch', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    detached: true,
  })
  // A system without that shell: the command runs all the same.
  watcher.once('error', () => undefined)
  watcher.unref()
}
