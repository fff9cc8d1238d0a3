import { spawn } from 'node:child_process'

/**
 * Is told whom it is about, and then reads until the pipe closes, which it does when this process is gone, however it went.
 * Whoever is left then is asked to end, and made to a second later.
 */
const SCRIPT = 'read -r pid || exit 0; read -r _; kill -s TERM -- "$pid" || exit 0; sleep 1; kill -s KILL -- "$pid"'

/** Sees to it that a command does not outlive this process. */
export interface Watcher {
  /** A process, or by a negative number a group of them. */
  readonly watch: (pid: number) => void
  /** Ends what is left of it now. */
  readonly end: () => void
}

/** Opened before the command is: from its first moment on there is somebody to see to it. */
export function openWatcher(): Watcher {
  if (process.platform === 'win32') return { watch: () => undefined, end: () => undefined }
  // In a session of its own: what ends us, and everything around us, must not end it.
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'mew-gateway-watch'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    detached: true,
  })
  // A system without that shell: the command runs all the same.
  shell.once('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return {
    watch: (pid) => {
      shell.stdin.write(`${pid}\n`)
    },
    end: () => {
      shell.stdin.end()
    },
  }
}
