import type { Logger } from 'pino'
import { asText } from './log-text.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

/** How loud a log is: what is less grave is not written. */
export type LogLevel = (typeof logLevels)[number]

export const logFormats = ['text', 'json'] as const

/** How its lines look: for people, or for programs. */
export type LogFormat = (typeof logFormats)[number]

type Details = Readonly<Record<string, unknown>>

/** One line as JSON, to what was handed in: when, how bad, what it is about (an error as `err`), what happened. */
export type Write = (details: Details, text: string) => void

export interface Log {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

const gravity: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3, fatal: 4, silent: 5 }

interface LogOptions {
  readonly level: LogLevel
  readonly format?: LogFormat | undefined
}

interface Lines {
  readonly write: (line: string) => unknown
}

/** The logger is loaded with the first line that is written: most starts write none, and it takes a twentieth of one. */
export function createLog({ level, format }: LogOptions, stream: Lines): Log {
  const lines = format === 'text' ? { write: (line: string) => stream.write(asText(line)) } : stream
  let logger: Promise<Logger> | undefined
  async function open(): Promise<Logger> {
    const { pino } = await import('pino')
    return pino({ level }, lines)
  }
  function writeAt(severity: keyof Log): Write {
    if (gravity[severity] < gravity[level]) return () => undefined
    return (details, text) => {
      logger ??= open()
      // Each waits for the same load, so lines keep their order.
      void logger.then((loaded) => {
        loaded[severity](details, text)
      })
    }
  }
  return { debug: writeAt('debug'), info: writeAt('info'), warn: writeAt('warn'), error: writeAt('error') }
}
