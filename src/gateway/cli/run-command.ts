import type { ChildProcess } from 'node:child_process'
import os from 'node:os'
import tty from 'node:tty'
import { asCommandError, beginWatched } from './begin-watched.ts'

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
  // At a terminal the command shares it, and gets Ctrl-C from it as we do. Elsewhere it leads a group of its own, so that
  // each signal reaches it once, from us, and whatever it started can be ended with it.
  const ownGroup = process.platform !== 'win32' && !tty.isatty(0)
  const { child, end } = beginWatched({ command, environment, stdio: [stdio, stdio, stdio], leadsGroup: ownGroup })
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
