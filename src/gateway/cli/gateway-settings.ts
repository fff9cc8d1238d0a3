import { logLevels, type LogLevel } from '../log.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import type { OptionTable } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

/** What `start` and `exec` make a gateway of. */
export interface GatewaySettings {
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

/** The scenarios that come with it. */
export const scenarioNames = [
  'empty',
  'demo',
  'two-friends',
  'busy-server',
  'big-history',
  'permissions',
  'reconnect-gap',
  'every-message',
] as const

export const gatewayOptions = {
  port: { type: 'string', takes: 'N', variable: 'PORT', help: '3000; 0 is any free port' },
  host: { type: 'string', takes: 'ADDRESS', help: '127.0.0.1 and ::1' },
  data: {
    type: 'string',
    takes: 'DIR',
    variable: 'MEW_DATA',
    help: 'keep everything there; else nothing is kept',
  },
  scenario: {
    type: 'string',
    takes: 'NAME',
    variable: 'MEW_SCENARIO',
    choices: scenarioNames,
    help: 'the world to start with (empty), or a file with one',
  },
  seed: { type: 'string', takes: 'N', variable: 'MEW_SEED', help: 'the seed of the scenario’s world' },
  'no-web': { type: 'boolean', help: 'do not serve the app at /' },
  'allowed-host': {
    type: 'string',
    takes: 'NAME',
    multiple: true,
    help: 'answer to this host name too (may be repeated)',
  },
  'public-url': { type: 'string', takes: 'URL', help: 'the address others reach this gateway at' },
  'log-level': {
    type: 'string',
    takes: 'LEVEL',
    choices: logLevels,
    help: 'how much is told on standard error (warn)',
  },
} as const satisfies OptionTable

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = 3000
const DEFAULT_SEED = 2027

function optionalText(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text
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

/** The scenario, named after the command or by option or environment. */
function scenarioOf(named: readonly string[], option: string | undefined, environment: Environment): string {
  const [scenario, ...rest] = named
  if (rest.length > 0) throw new UsageError(`it takes one scenario; "${rest.join(' ')}" is too much`)
  return scenario ?? option ?? optionalText(environment['MEW_SCENARIO']) ?? 'empty'
}

type Read = ReturnType<typeof readOptions<typeof gatewayOptions>>

/** Of a command that has these options among its own. @throws UsageError with a sentence that says what is wrong */
export function gatewaySettingsOf(
  { values, positionals }: Read,
  environment: Environment = process.env,
): GatewaySettings {
  const seed = values.seed ?? optionalText(environment['MEW_SEED'])
  return {
    scenario: scenarioOf(positionals, values.scenario, environment),
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

/** @throws UsageError with a sentence that says what is wrong */
export function readGatewaySettings(argv: readonly string[], environment: Environment = process.env): GatewaySettings {
  return gatewaySettingsOf(readOptions(argv, gatewayOptions), environment)
}
