import { randomInt } from 'node:crypto'
import { logFormats, logLevels, type LogFormat, type LogLevel } from '../log.ts'
import { listOf, textOf, wordOf } from '../environment.ts'
import { profileNames, type ProfileName } from '#shared/simulator/profile-names.ts'
import { scenarioNames } from '#shared/simulator/scenario-names.ts'
import { readControl, type ControlSetting } from './control-setting.ts'
import {
  ALL_QUIRKS,
  parseQuirks,
  quirkNames,
  UnknownQuirkError,
  type QuirkName,
} from '#shared/simulator/quirk-names.ts'
import { suggest } from './nearest.ts'
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
  /** Origins of pages that may use it; undefined: as the environment says. */
  readonly allowOrigins: readonly string[] | undefined
  readonly logLevel: LogLevel
  readonly logFormat: LogFormat
  readonly clock: 'real' | 'virtual'
  /** The name of a set of faults. */
  readonly faults: ProfileName
  /** Undefined: off. */
  readonly control: ControlSetting | undefined
  /** Where snapshots are kept; undefined: where this account has them. */
  readonly snapshots: string | undefined
  /** Is written once it serves. */
  readonly readyFile: string | undefined
  readonly quirks: readonly QuirkName[]
  /** Whether a referee watches the clients. */
  readonly strict: boolean
}

const clocks = ['real', 'virtual'] as const

export const gatewayOptions = {
  port: { type: 'string', takes: 'N', variable: 'PORT', help: '3000; 0 is any free port' },
  host: { type: 'string', takes: 'ADDRESS', variable: 'MEW_HOST', help: '127.0.0.1 and ::1' },
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
  seed: {
    type: 'string',
    takes: 'N',
    variable: 'MEW_SEED',
    help: 'of its world and of chance (2027); or random',
  },
  clock: {
    type: 'string',
    takes: 'KIND',
    variable: 'MEW_CLOCK',
    choices: clocks,
    help: 'a virtual one stands still until it is moved (real)',
  },
  faults: {
    type: 'string',
    takes: 'PROFILE',
    variable: 'MEW_FAULTS',
    choices: profileNames,
    help: 'what is in the way (none)',
  },
  quirks: {
    type: 'string',
    takes: 'NAME,…',
    variable: 'MEW_QUIRKS',
    help: `known misbehaviour, or ${ALL_QUIRKS}, as "quirks" lists it (none)`,
  },
  strict: { type: 'boolean', variable: 'MEW_STRICT=yes', help: 'say what clients do wrong, as they do it' },
  'control-port': {
    type: 'string',
    takes: 'N',
    variable: 'MEW_CONTROL_PORT',
    help: 'of the control API, on loopback alone (any free port)',
  },
  'no-control': {
    type: 'boolean',
    variable: 'MEW_CONTROL=no',
    help: 'as in production and beyond this machine anyway',
  },
  snapshots: {
    type: 'string',
    takes: 'DIR',
    variable: 'MEW_SNAPSHOTS',
    help: 'keep snapshots there (a directory of this account)',
  },
  'ready-file': {
    type: 'string',
    takes: 'FILE',
    variable: 'MEW_READY_FILE',
    help: 'the ready line with the token of the control API',
  },
  'no-web': { type: 'boolean', variable: 'MEW_WEB=no', help: 'do not serve the app at /' },
  'allowed-host': {
    type: 'string',
    takes: 'NAME',
    multiple: true,
    variable: 'MEW_ALLOWED_HOSTS',
    help: 'answer to this host name too (may be repeated)',
  },
  'allow-origin': {
    type: 'string',
    takes: 'URL',
    multiple: true,
    variable: 'MEW_CORS_ORIGINS',
    help: 'let pages of this origin use it (may be repeated)',
  },
  'public-url': {
    type: 'string',
    takes: 'URL',
    variable: 'MEW_PUBLIC_URL',
    help: 'the address others reach this gateway at',
  },
  'log-level': {
    type: 'string',
    takes: 'LEVEL',
    variable: 'MEW_LOG_LEVEL',
    choices: logLevels,
    help: 'how much is told (warn)',
  },
  'log-format': {
    type: 'string',
    takes: 'FORMAT',
    variable: 'MEW_LOG_FORMAT',
    choices: logFormats,
    help: 'text on a terminal, else json',
  },
} as const satisfies OptionTable

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = 3000
const DEFAULT_SEED = 2027
const SEED_LIMIT = 2 ** 32

function portOf(option: string | undefined, environment: Environment): number {
  if (option !== undefined) return wholeNumber('--port', option, 65_535)
  const implied = environment['PORT'] ?? ''
  // The protocol's own rule: a PORT that is no number is as if it were not set (ID-2).
  return /^\d+$/.test(implied) && Number(implied) <= 65_535 ? Number(implied) : DEFAULT_PORT
}

function addressOf(text: string | undefined): string | undefined {
  if (text === undefined || URL.parse(text)?.protocol.startsWith('http') === true) return text
  throw new UsageError(`--public-url takes an http or https address, not "${text}"`)
}

/** Exactly an origin, as browsers send it: anything behind it would never be met. */
function originOf(text: string): string {
  if (text === '*' || URL.parse(text)?.origin === text) return text
  throw new UsageError(`--allow-origin takes an origin, as in https://example.org, not "${text}"`)
}

function oneOf<Choice extends string>(name: string, choices: readonly Choice[], text: string): Choice {
  const chosen = choices.find((choice) => choice === text)
  if (chosen === undefined) throw new UsageError(`${name} is one of ${choices.join(', ')}`)
  return chosen
}

/** A drawn one is said, so that it can be asked for again. */
function seedOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SEED
  if (text !== 'random') return wholeNumber('--seed', text, SEED_LIMIT - 1)
  const seed = randomInt(SEED_LIMIT)
  process.stderr.write(`Seed ${seed}\n`)
  return seed
}

/** The scenario, named after the command or by option or environment. */
function scenarioOf(named: readonly string[], option: string | undefined, environment: Environment): string {
  const [scenario, ...rest] = named
  if (rest.length > 0) throw new UsageError(`it takes one scenario; "${rest.join(' ')}" is too much`)
  return scenario ?? option ?? textOf(environment, 'MEW_SCENARIO') ?? 'empty'
}

/** @throws UsageError */
export function quirksOf(text: string): readonly QuirkName[] {
  try {
    return parseQuirks(text)
  } catch (error) {
    if (!(error instanceof UnknownQuirkError)) throw error
    const { quirk } = error
    throw new UsageError(`--quirks: there is no "${quirk}"${suggest(quirk, [ALL_QUIRKS, ...quirkNames])}`)
  }
}

type Read = ReturnType<typeof readOptions<typeof gatewayOptions>>

type Given = (option: string | undefined, variable: string) => string | undefined

/** An option wins over its variable. */
const givenIn =
  (environment: Environment): Given =>
  (option, variable) =>
    option ?? textOf(environment, variable)

function simulatorSettingsOf(
  values: Read['values'],
  environment: Environment,
): Pick<GatewaySettings, 'seed' | 'clock' | 'faults' | 'quirks' | 'strict'> {
  const given = givenIn(environment)
  return {
    seed: seedOf(given(values.seed, 'MEW_SEED')),
    clock: oneOf('--clock', clocks, given(values.clock, 'MEW_CLOCK') ?? 'real'),
    faults: oneOf('--faults', profileNames, given(values.faults, 'MEW_FAULTS') ?? 'none'),
    quirks: quirksOf(given(values.quirks, 'MEW_QUIRKS') ?? ''),
    strict: values.strict === true || wordOf(environment['MEW_STRICT']) === true,
  }
}

/** Of a command that has these options among its own. @throws UsageError with a sentence that says what is wrong */
export function gatewaySettingsOf(
  { values, positionals }: Read,
  environment: Environment = process.env,
): GatewaySettings {
  const given = givenIn(environment)
  const host = given(values.host, 'MEW_HOST') ?? '127.0.0.1'
  return {
    ...simulatorSettingsOf(values, environment),
    control: readControl({ port: values['control-port'], off: values['no-control'], host }, environment),
    scenario: scenarioOf(positionals, values.scenario, environment),
    port: portOf(values.port, environment),
    host,
    data: given(values.data, 'MEW_DATA'),
    web: values['no-web'] !== true && wordOf(environment['MEW_WEB']) !== false,
    allowedHosts: values['allowed-host'] ?? listOf(environment['MEW_ALLOWED_HOSTS']) ?? [],
    publicUrl: addressOf(given(values['public-url'], 'MEW_PUBLIC_URL')),
    allowOrigins: values['allow-origin']?.map(originOf),
    logLevel: oneOf('--log-level', logLevels, given(values['log-level'], 'MEW_LOG_LEVEL') ?? 'warn'),
    logFormat: oneOf('--log-format', logFormats, given(values['log-format'], 'MEW_LOG_FORMAT') ?? plainFormat()),
    snapshots: given(values.snapshots, 'MEW_SNAPSHOTS'),
    readyFile: given(values['ready-file'], 'MEW_READY_FILE'),
  }
}

const plainFormat = (): LogFormat => (process.stderr.isTTY ? 'text' : 'json')

/** @throws UsageError with a sentence that says what is wrong */
export function readGatewaySettings(argv: readonly string[], environment: Environment = process.env): GatewaySettings {
  return gatewaySettingsOf(readOptions(argv, gatewayOptions), environment)
}
