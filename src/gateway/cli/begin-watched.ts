import { spawn, type ChildProcess } from 'node:child_process'
import { Writable } from 'node:stream'
import { missingProgram } from './find-program.ts'
import { openWatcher } from './watch-over.ts'

/** The command could not be begun at all. */
export class CommandError extends Error {}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'this account may not run it',
}

export const asCommandError = (name: string, code: string | undefined, cause: Error | undefined): CommandError =>
  new CommandError(`${name} cannot be run: ${sentences[code ?? ''] ?? cause?.message ?? ''}`, { cause })

type Stream = 'inherit' | 'ignore'

interface Beginning {
  readonly command: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly stdio: readonly [input: Stream, output: Stream, errors: Stream]
  /** Whether it leads a group of processes of its own. On Windows there are none. */
  readonly leadsGroup: boolean
}

export interface Begun {
  readonly child: ChildProcess
  /** Ends what is left of it, and whoever watches over it. */
  readonly end: () => void
}

/** Waits for a word on its fourth descriptor, and ends where there will be none. */
const GATE = 'read -r _ <&3 || exit 1; exec 3<&-; exec "$@"'

/**
 * Begins a command once there is somebody to end it should we be killed, in the very next moment perhaps: it waits at a
 * gate until its watcher knows it.
 * @throws CommandError
 */
export function beginWatched({ command, environment: env, stdio, leadsGroup }: Beginning): Begun {
  const [name = '', ...args] = command
  if (process.platform === 'win32') {
    return { child: spawn(name, args, { stdio: [...stdio], env }), end: () => undefined }
  }
  const missing = missingProgram(name, env['PATH'])
  if (missing !== undefined) throw asCommandError(name, missing, undefined)
  const watcher = openWatcher()
  const child = spawn('/bin/sh', ['-c', GATE, 'sh', name, ...args], {
    stdio: [...stdio, 'pipe'],
    detached: leadsGroup,
    env,
  })
  if (child.pid !== undefined) watcher.watch(leadsGroup ? -child.pid : child.pid)
  const gate = child.stdio[3]
  if (gate instanceof Writable) gate.end('\n')
  return { child, end: watcher.end }
}
