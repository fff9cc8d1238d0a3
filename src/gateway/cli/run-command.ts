import { spawn, type ChildProcess } from 'node:child_process'
import os from 'node:os'
import { Writable } from 'node:stream'
import tty from 'node:tty'
import { missingProgram } from './find-program.ts'
import { openWatcher } from './watch-over.ts'

/** The command could not be begun at all. */
export class CommandError extends Error {}

/** What a shell says of a command that a signal ended. */
const SIGNALLED = 128

const signals = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const

/** Signals that a terminal sends to everything in its foreground. */
const ofTerminals: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT'])

function passSignals(child: ChildProcess, ownGroup: boolean): () => void {
  const pass = (signal: NodeJS.Signals): void => {
    const fromTerminal = ofTerminals.has(signal)
    // Its group may be gone already: then it has ended, and that is on its way to us.
    if (ownGroup && fromTerminal && child.pid !== undefined) signalGroup(child.pid, signal)
    else if (ownGroup || !fromTerminal) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
  }
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'this account may not run it',
}

const asCommandError = (name: string, code: string | undefined, cause: Error | undefined): CommandError =>
  new CommandError(`${name} cannot be run: ${sentences[code ?? ''] ?? cause?.message ?? ''}`, { cause })

interface Begun {
  readonly child: ChildProcess
  readonly ownGroup: boolean
  /** Ends what is left of it. */
  readonly end: () => void
}

/** Waits for a word on its fourth descriptor, and ends where there will be none. */
const GATE = 'read -r _ <&3 || exit 1; exec 3<&-; exec "$@"'

/**
 * Begins a command once there is somebody to end it should we be killed, in the very next moment perhaps: it waits at a
 * gate until its watcher knows it.
 */
function begin([name = '', ...args]: readonly string[], env: NodeJS.ProcessEnv, stdio: 'inherit' | 'ignore'): Begun {
  if (process.platform === 'win32') {
    return { child: spawn(name, args, { stdio, env }), ownGroup: false, end: () => undefined }
  }
  const missing = missingProgram(name, env['PATH'])
  if (missing !== undefined) throw asCommandError(name, missing, undefined)
  // At a terminal the command shares it, and gets Ctrl-C from it as we do. Elsewhere it leads a group of its own, so that
  // each signal reaches it once, from us, and whatever it started can be ended with it.
  const ownGroup = !tty.isatty(0)
  const watcher = openWatcher()
  const child = spawn('/bin/sh', ['-c', GATE, 'sh', name, ...args], {
    stdio: [stdio, stdio, stdio, 'pipe'],
    detached: ownGroup,
    env,
  })
  if (child.pid !== undefined) watcher.watch(ownGroup ? -child.pid : child.pid)
  const gate = child.stdio[3]
  if (gate instanceof Writable) gate.end('\n')
  return { child, ownGroup, end: watcher.end }
}

/**
 * Runs a command on our own input and output, passes signals on to it, and answers with the code it ended with. Should this
 * process be killed meanwhile, the command ends too.
 * @throws CommandError
 */
export async function runCommand(
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdio: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  const { child, ownGroup, end } = begin(command, environment, stdio)
  const stopPassing = passSignals(child, ownGroup)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (child.pid === undefined) reject(asCommandError(command[0] ?? '', error.code, error))
      })
      child.once('exit', (code, signal) => {
        resolve(code ?? SIGNALLED + (signal === null ? 0 : os.constants.signals[signal]))
      })
    })
  } finally {
    stopPassing()
    end()
  }
}
