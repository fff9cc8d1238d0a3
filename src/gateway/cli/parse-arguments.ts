import { parseArgs } from 'node:util'
import { logLevels, type LogLevel } from '../log.ts'

/** The command line asks for something that is not there. */
export class UsageError extends Error {}

export interface StartCommand {
  readonly name: 'start'
  readonly scenario: string
  readonly port: number
  readonly host: string
  readonly data: string | undefined
  readonly seed: number
  readonly web: boolean
  readonly allowedHosts: readonly string[]
  readonly publicUrl: string | undefined
  readonly logLevel: LogLevel
}

/** Nothing to start, only something to say. */
export interface SayCommand {
  readonly name: 'help' | 'version'
}

export type Command = StartCommand | SayCommand

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  scenario: { type: 'string' },
  seed: { type: 'string' },
  'no-web': { type: 'boolean' },
  'allowed-host': { type: 'string', multiple: true },
  'public-url': { type: 'string' },
  'log-level': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = 3000
const DEFAULT_SEED = 2027

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= max) return value
  throw new UsageError(`${name} takes a whole number from 0 to ${max}, not "${text}"`)
}

type Values = ReturnType<typeof read>['values']

function read(
  argv: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function optionalText(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
}

function sayOf({ help, version }: Values, name: string | undefined): SayCommand | undefined {
  if (help === true) return { name: 'help' }
  if (version === true) return { name: 'version' }
  return name === undefined ? { name: 'help' } : undefined
}

/** An option that was written down means something: an empty one is a slip, not a default. */
function demandValues(values: Values): void {
  for (const name of ['host', 'data', 'scenario', 'public-url'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} needs a value`)
  }
}

function addressOf(text: string | undefined): string | undefined {
  if (text === undefined || URL.parse(text)?.protocol.startsWith('http') === true) return text
  throw new UsageError(`--public-url takes an http or https address, not "${text}"`)
}

function portOf(option: string | undefined, environment: Environment): number {
  if (option !== undefined) return wholeNumber('--port', option, 65_535)
  const implied = environment['PORT'] ?? ''
  // The protocol's own rule: a PORT that is no number is as if it were not set (ID-2).
  return /^\d+$/.test(implied) && Number(implied) <= 65_535 ? Number(implied) : DEFAULT_PORT
}

function logLevelOf(option = 'warn'): LogLevel {
  const level = logLevels.find((one) => one === option)
  if (level === undefined) throw new UsageError(`--log-level is one of ${logLevels.join(', ')}`)
  return level
}

/** The scenario, named after `start` or by option or environment. */
function scenarioOf(named: readonly string[], option: string | undefined, environment: Environment): string {
  const [scenario, ...rest] = named
  if (rest.length > 0) throw new UsageError(`start takes one scenario; "${rest.join(' ')}" is too much`)
  return scenario ?? option ?? optionalText(environment['MEW_SCENARIO']) ?? 'empty'
}

/** @throws UsageError with a sentence that says what is wrong */
export function parseArguments(argv: readonly string[], environment: Environment = process.env): Command {
  const { values, positionals } = read(argv)
  const [name, ...named] = positionals
  const say = sayOf(values, name)
  if (say !== undefined) return say
  if (name !== 'start') throw new UsageError(`there is no command "${name}"`)
  demandValues(values)
  const seed = values.seed ?? optionalText(environment['MEW_SEED'])
  return {
    name,
    scenario: scenarioOf(named, values.scenario, environment),
    port: portOf(values.port, environment),
    host: values.host ?? '127.0.0.1',
    data: values.data ?? optionalText(environment['MEW_DATA']),
    seed: seed === undefined ? DEFAULT_SEED : wholeNumber('--seed', seed, 2 ** 32 - 1),
    web: values['no-web'] !== true,
    allowedHosts: values['allowed-host'] ?? [],
    publicUrl: addressOf(values['public-url']),
    logLevel: logLevelOf(values['log-level']),
  }
}
