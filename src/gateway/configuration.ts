import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { staticBaseOf } from './wire/file-address.ts'

/** What the environment says, read once at start (ID-2), with the safer defaults of this gateway. */
export interface Configuration {
  readonly production: boolean
  readonly jwtSecret: string
  readonly jwtIssuer: string | undefined
  readonly jwtAudience: string | undefined
  readonly accessLifetimeSeconds: number
  readonly refreshLifetimeSeconds: number
  readonly allowRegistration: boolean
  /** Undefined where MEW_CORS_ORIGINS is not set. */
  readonly corsOrigins: readonly string[] | undefined
  /** Which proxies are believed: all, none, this many of them, or these addresses. */
  readonly trustProxy: boolean | number | string
  readonly staticBase: string | undefined
}

/** The environment asks for something that cannot be. */
export class ConfigurationError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const ACCESS_SECONDS = 30 * 60
const REFRESH_SECONDS = 30 * 24 * 60 * 60
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

function secondsOf(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined || value.trim() === '') return fallback
  const match = /^(\d+) ?([smhdw]?)$/i.exec(value.trim())
  const seconds = Number(match?.[1] ?? Number.NaN) * (unitSeconds[(match?.[2] ?? '').toLowerCase()] ?? 1)
  if (Number.isSafeInteger(seconds) && seconds > 0) return seconds
  throw new ConfigurationError(`${name}=${value} is no duration: give seconds, or a number with s, m, h, d or w`)
}

function flagOf(value: string | undefined, fallback: boolean): boolean {
  const word = value?.trim().toLowerCase() ?? ''
  if (['1', 'true', 'yes', 'y', 'on'].includes(word)) return true
  if (['0', 'false', 'no', 'n', 'off'].includes(word)) return false
  return fallback
}

function proxyOf(value: string | undefined): Configuration['trustProxy'] {
  const word = value?.trim() ?? ''
  if (word === '') return 'loopback'
  if (/^(?:1|true|yes|y|on)$/i.test(word)) return true
  if (/^(?:0|false|no|n|off)$/i.test(word)) return false
  return /^\d+$/.test(word) ? Number(word) : word
}

const listOf = (value: string | undefined): string[] | undefined => {
  const entries = value
    ?.split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries === undefined || entries.length === 0 ? undefined : entries
}

const weakSecrets = new Set(['dev-jwt-secret', 'your-super-secret-jwt-key'])

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/**
 * 256 random bits, kept with the data: a known default would let any web page forge a token. Called by the one gateway
 * that has the directory.
 */
function ownSecret(dataDirectory: string | undefined): string {
  const fresh = randomBytes(32).toString('base64url')
  if (dataDirectory === undefined) return fresh
  const file = path.join(dataDirectory, 'jwt-secret')
  const kept = readIfThere(file)
  if (kept.length >= fresh.length) return kept
  // An empty file is what a power cut leaves of one that was never read.
  if (kept !== '') throw new ConfigurationError(`${file} is damaged: remove it, and everybody signs in again`)
  writeFileSync(`${file}.part`, fresh, { mode: 0o600, flush: true })
  chmodSync(`${file}.part`, 0o600)
  renameSync(`${file}.part`, file)
  return fresh
}

function secretOf(environment: Environment, production: boolean, dataDirectory: string | undefined): string {
  const given = environment['JWT_SECRET']
  if (given === undefined || given === '') {
    if (production) throw new ConfigurationError('Missing required env: JWT_SECRET')
    return ownSecret(dataDirectory)
  }
  if (production && weakSecrets.has(given)) {
    throw new ConfigurationError('Insecure env: JWT_SECRET is one that everybody knows')
  }
  return given
}

/** @throws ConfigurationError */
export function readConfiguration(environment: Environment, dataDirectory: string | undefined): Configuration {
  const production = environment['NODE_ENV'] === 'production'
  const corsOrigins = listOf(environment['MEW_CORS_ORIGINS'])
  const staticUrl = environment['MEW_STATIC_URL'] ?? ''
  return {
    production,
    jwtSecret: secretOf(environment, production, dataDirectory),
    jwtIssuer: environment['JWT_ISSUER'] || undefined,
    jwtAudience: environment['JWT_AUDIENCE'] || undefined,
    accessLifetimeSeconds: secondsOf('JWT_EXPIRES_IN', environment['JWT_EXPIRES_IN'], ACCESS_SECONDS),
    refreshLifetimeSeconds: secondsOf(
      'REFRESH_TOKEN_EXPIRES_IN',
      environment['REFRESH_TOKEN_EXPIRES_IN'],
      REFRESH_SECONDS,
    ),
    allowRegistration: flagOf(environment['MEW_ALLOW_USER_REGISTRATION'], true),
    corsOrigins: corsOrigins ?? (production ? [] : undefined),
    trustProxy: proxyOf(environment['MEW_TRUST_PROXY'] ?? environment['TRUST_PROXY']),
    staticBase: staticUrl === '' ? undefined : staticBaseOf(staticUrl),
  }
}
