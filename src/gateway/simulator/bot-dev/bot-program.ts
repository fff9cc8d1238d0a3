import { spawn, type ChildProcess } from 'node:child_process'

/** The program of a bot, started anew as often as it is asked for. */
export interface BotProgram {
  /** Ends what runs and starts it again. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

interface BotProgramOptions {
  readonly command: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Told where it ends by itself. */
  readonly onEnd: (how: string) => void
  /** Told of each process that leads a group of its own. */
  readonly onStart?: (pid: number) => void
}

/** As long as it may take to end when it is asked to. */
const PATIENCE_MS = 2_000

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name)
  } catch {
    // It has just gone by itself.
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const late = setTimeout(() => {
    signal(child, 'SIGKILL')
  }, PATIENCE_MS)
  signal(child, 'SIGTERM')
  await gone
  clearTimeout(late)
}

export function startBotProgram({ command, environment, onEnd, onStart }: BotProgramOptions): BotProgram {
  const [name = '', ...args] = command
  let wanted: ChildProcess | undefined

  function start(): void {
    const child = spawn(name, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      env: environment,
    })
    wanted = child
    if (child.pid !== undefined) onStart?.(child.pid)
    child.once('error', (error) => {
      if (wanted === child) onEnd(error.message)
    })
    child.once('exit', (code, signalled) => {
      if (wanted === child) onEnd(signalled === null ? `code ${String(code)}` : signalled)
    })
  }

  async function stop(): Promise<void> {
    const child = wanted
    wanted = undefined
    if (child !== undefined) await end(child)
  }

  start()
  return {
    stop,
    restart: async () => {
      await stop()
      start()
    },
  }
}
