import { isIP } from 'node:net'
import { ConfigurationError, listOf, secondsOf, textOf, wordOf, type Environment } from './environment.ts'
import { readS3Options, type S3Options } from './files/s3-options.ts'
import { createProxyTrust, type ProxyTrust } from './plugins/proxy-trust.ts'
import { ownTokenSecret } from './token-secret.ts'
import { staticBaseOf } from './wire/file-address.ts'

/** What the environment says, read once at start (ID-2), with the safer defaults of this gateway. */
export interface Configuration {
  readonly production: boolean
  readonly jwtSecret: string
  readonly jwtIssuer: string | undefined
  readonly jwtAudience: string | undefined
  readonly accessLifetimeSeconds: number
  readonly refreshLifetimeSeconds: number
  /** Undefined: as the request came, over HTTPS or not. */
  readonly secureCookies: boolean | undefined
  readonly allowRegistration: boolean
  readonly limitRates: boolean
  /** Undefined where MEW_CORS_ORIGINS is not set. */
  readonly corsOrigins: readonly string[] | undefined
  /** Whose word about the client counts. */
  readonly trustsProxy: ProxyTrust
  readonly staticBase: string | undefined
  readonly fileLimitBytes: number
  /** How long an announced file may be sent, as answers say it. */
  readonly presignSeconds: number
  /** Undefined: files lie in the data directory. */
  readonly objectStore: S3Options | undefined
  /** Who speaks, and who writes down what was said; undefined where nobody does. */
  readonly speech: UpstreamAddress | undefined
  readonly transcription: UpstreamAddress | undefined
  /** Undefined: nothing of the operator's is let in anywhere. */
  readonly adminSecret: string | undefined
  /** Which addresses an operator may come from; undefined: those of private networks. */
  readonly infraAddresses: readonly string[] | undefined
  /** What tokens of bots are encrypted with. */
  readonly botTokenKey: string
  /** What somebody should know, though the gateway starts all the same. */
  readonly warnings: readonly string[]
}

const ACCESS_SECONDS = 30 * 60
const REFRESH_SECONDS = 30 * 24 * 60 * 60
const FILE_LIMIT_MB = 50
const PRESIGN_SECONDS = 60
const BYTES_PER_MB = 1_048_576

/** What stands in everybody's documentation is no secret. */
const knownSecrets = {
  JWT_SECRET: ['dev-jwt-secret', 'your-super-secret-jwt-key'],
  MEW_ADMIN_SECRET: ['dev-admin-secret', 'change-me'],
} as const

/** A service with the audio routes of the OpenAI API, as the environment names it. */
export interface UpstreamAddress {
  /** What stands before `/audio/…`, without a slash at its end. */
  readonly base: string
  readonly key: string | undefined
  /** What the service calls its model, where it is not what the protocol's clients ask for. */
  readonly model: string | undefined
  /** What it calls the protocol's first voice. */
  readonly voice: string | undefined
}

type Warn = (warning: string) => void

function accessSecondsOf(environment: Environment): number {
  const value = textOf(environment, 'JWT_EXPIRES_IN')
  const seconds = value === undefined ? ACCESS_SECONDS : secondsOf(value)
  if (seconds !== undefined) return seconds
  // Every log-in would fail later, one after the other (ID-15, D-42).
  throw new ConfigurationError(
    `JWT_EXPIRES_IN=${value} is no duration: give seconds, or a number and a unit, as in 30m`,
  )
}

function refreshSecondsOf(environment: Environment, warn: Warn): number {
  const value = textOf(environment, 'REFRESH_TOKEN_EXPIRES_IN')
  if (value === undefined) return REFRESH_SECONDS
  const seconds = /^\d+ ?[smhdw]?$/i.test(value) ? secondsOf(value) : undefined
  if (seconds === undefined) warn(`REFRESH_TOKEN_EXPIRES_IN=${value} is no duration: 30 days are taken`)
  return seconds ?? REFRESH_SECONDS
}

function trustOf(environment: Environment): ProxyTrust {
  const value = textOf(environment, 'MEW_TRUST_PROXY') ?? textOf(environment, 'TRUST_PROXY') ?? 'loopback'
  const setting = wordOf(value) ?? (/^\d+$/.test(value) ? Number(value) : value)
  try {
    return createProxyTrust(setting)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigurationError(`MEW_TRUST_PROXY=${value} names no proxies: ${reason}`, { cause: error })
  }
}

function fileLimitOf(value: string | undefined): number {
  const megabytes = Number(value)
  const bytes = Math.floor(megabytes * BYTES_PER_MB)
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : FILE_LIMIT_MB * BYTES_PER_MB
}

function upstreamOf(environment: Environment, name: string): UpstreamAddress | undefined {
  const url = textOf(environment, `${name}_URL`)
  if (url === undefined) return undefined
  const { protocol = '', username, password, search, hash } = URL.parse(url) ?? {}
  if (!/^https?:$/.test(protocol) || [username, password, search, hash].some((part) => part !== '')) {
    throw new ConfigurationError(`${name}_URL is no address of a service: give one as in https://host/v1`)
  }
  return {
    base: url.replace(/\/+$/, ''),
    key: textOf(environment, `${name}_KEY`),
    model: textOf(environment, `${name}_MODEL`),
    voice: textOf(environment, `${name}_VOICE`),
  }
}

function presignSecondsOf(value: string | undefined): number {
  const seconds = Number(value?.trim() || Number.NaN)
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : PRESIGN_SECONDS
}

/** In production both secrets are there and nobody knows them; elsewhere a known one is said aloud (ID-2). */
function demandSecrets(environment: Environment, production: boolean, warn: Warn): void {
  for (const name of ['JWT_SECRET', 'MEW_ADMIN_SECRET'] as const) {
    const value = textOf(environment, name)
    if (value === undefined && production) throw new ConfigurationError(`Missing required env: ${name}`)
    if (value === undefined || !knownSecrets[name].some((known) => known === value)) continue
    const complaint = `Insecure env: ${name} is one that everybody knows`
    if (production) throw new ConfigurationError(complaint)
    warn(complaint)
  }
}

function infraAddressesOf(environment: Environment, warn: Warn): readonly string[] | undefined {
  const addresses = listOf(environment['MEW_INFRA_ALLOWED_IPS'])
  // Nobody is let in by it, as everywhere else; it is not what was meant.
  for (const entry of addresses ?? []) {
    if (isIP(entry) === 0) warn(`MEW_INFRA_ALLOWED_IPS names ${entry}, which is no address`)
  }
  return addresses
}

function originsOf(environment: Environment, production: boolean, warn: Warn): readonly string[] | undefined {
  const origins = listOf(environment['MEW_CORS_ORIGINS'])
  if (production && origins?.includes('*') === true) warn('MEW_CORS_ORIGINS lets pages of every origin in')
  return origins ?? (production ? [] : undefined)
}

/** What the gateway knows of its secret by itself. */
interface OwnSecret {
  readonly dataDirectory?: string | undefined
  readonly tokenSecret?: string | undefined
}

function secretOf(environment: Environment, { dataDirectory, tokenSecret }: OwnSecret): string {
  const given = environment['JWT_SECRET'] ?? ''
  return given.trim() === '' ? (tokenSecret ?? ownTokenSecret(dataDirectory)) : given
}

/** @throws ConfigurationError */
export function readConfiguration(environment: Environment, own: OwnSecret = {}): Configuration {
  const production = environment['NODE_ENV'] === 'production'
  const warnings: string[] = []
  const warn = (warning: string): void => {
    warnings.push(warning)
  }
  demandSecrets(environment, production, warn)
  const jwtSecret = secretOf(environment, own)
  const adminSecret = textOf(environment, 'MEW_ADMIN_SECRET')
  const staticUrl = textOf(environment, 'MEW_STATIC_URL')
  return {
    production,
    jwtSecret,
    jwtIssuer: environment['JWT_ISSUER'] || undefined,
    jwtAudience: environment['JWT_AUDIENCE'] || undefined,
    accessLifetimeSeconds: accessSecondsOf(environment),
    refreshLifetimeSeconds: refreshSecondsOf(environment, warn),
    secureCookies: wordOf(environment['MEW_SECURE_COOKIES']),
    allowRegistration: wordOf(environment['MEW_ALLOW_USER_REGISTRATION']) ?? true,
    limitRates: production || environment['MEW_ENABLE_RATE_LIMIT'] === 'true',
    corsOrigins: originsOf(environment, production, warn),
    trustsProxy: trustOf(environment),
    staticBase: staticUrl === undefined ? undefined : staticBaseOf(staticUrl),
    fileLimitBytes: fileLimitOf(environment['LIMIT_FILE_SIZE']),
    objectStore: readS3Options(environment, production),
    presignSeconds: presignSecondsOf(environment['S3_PRESIGN_EXPIRES_SECONDS']),
    speech: upstreamOf(environment, 'MEW_SPEECH'),
    transcription: upstreamOf(environment, 'MEW_TRANSCRIPTION'),
    adminSecret,
    infraAddresses: infraAddressesOf(environment, warn),
    botTokenKey: textOf(environment, 'MEW_BOT_TOKEN_ENC_KEY') ?? adminSecret ?? jwtSecret,
    warnings,
  }
}
