import type { ChildProcess } from 'node:child_process'

/** The program of a bot, started anew as often as it is asked for. */
export interface BotProgram {
  /** Ends what runs and starts it again. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A process that leads a group of its own, where the system has such. */
interface BegunProgram {
  readonly child: ChildProcess
  /** Ends what is left of it, whatever it started. */
  readonly end: () => void
}

interface BotProgramOptions {
  /** @throws Error where there is no such program */
  readonly begin: () => BegunProgram
  /** Told where it ends by itself, or cannot begin. */
  readonly onEnd: (how: string) => void
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

export function startBotProgram({ begin, onEnd }: BotProgramOptions): BotProgram {
  let wanted: ChildProcess | undefined

  function watch({ child, end: endRest }: BegunProgram): void {
    wanted = child
    child.once('error', (error) => {
      if (wanted === child) onEnd(error.message)
    })
    child.once('exit', (code, signalled) => {
      endRest()
      if (wanted === child) onEnd(signalled === null ? `code ${String(code)}` : signalled)
    })
  }

  function start(): void {
    try {
      watch(begin())
    } catch (error) {
      onEnd(error instanceof Error ? error.message : String(error))
    }
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
