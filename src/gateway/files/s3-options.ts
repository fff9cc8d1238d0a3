import { readFileSync } from 'node:fs'
import { ConfigurationError, listOf, textOf, wordOf, type Environment } from '../environment.ts'

/** An object store that speaks S3, as the environment names it. */
export interface S3Options {
  /** With the bucket, without a slash at its end. */
  readonly bucketUrl: string
  readonly bucket: string
  /** Where the store itself shows the bucket, with a port unless it is the usual one: addresses there are of files here (ID-1.2). */
  readonly webHost: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Whose pages may send to signed addresses; undefined: those of the gateway. */
  readonly corsOrigins: readonly string[] | undefined
}

interface Credentials {
  readonly accessKeyId: string | undefined
  readonly secretAccessKey: string | undefined
}

const KNOWN_SECRET = 'garage-secret'

/** What cannot be read is as if it were not there (ID-2). */
function credentialsIn(file: string | undefined): Credentials {
  try {
    const found: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'))
    const { accessKeyId, secretAccessKey } = Object(found) as Readonly<Record<string, unknown>>
    const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
    return { accessKeyId: text(accessKeyId), secretAccessKey: text(secretAccessKey) }
  } catch {
    return { accessKeyId: undefined, secretAccessKey: undefined }
  }
}

/** @throws ConfigurationError in production, without credentials or with those that everybody knows */
function credentialsOf(
  environment: Environment,
  production: boolean,
): { accessKeyId: string; secretAccessKey: string } {
  const filed = credentialsIn(textOf(environment, 'S3_CREDENTIALS_FILE'))
  const accessKeyId = textOf(environment, 'S3_ACCESS_KEY_ID') ?? filed.accessKeyId
  const secretAccessKey = textOf(environment, 'S3_SECRET_ACCESS_KEY') ?? filed.secretAccessKey
  const isComplete = accessKeyId !== undefined && secretAccessKey !== undefined
  if (production && (!isComplete || secretAccessKey === KNOWN_SECRET)) {
    throw new ConfigurationError(
      'Missing required S3 credentials (S3_ACCESS_KEY_ID/S3_SECRET_ACCESS_KEY or S3_CREDENTIALS_FILE)',
    )
  }
  return { accessKeyId: accessKeyId ?? 'garage', secretAccessKey: secretAccessKey ?? KNOWN_SECRET }
}

function addressOf(environment: Environment, endpoint: string): string {
  const scheme = wordOf(environment['S3_USE_SSL']) === true ? 'https' : 'http'
  const address = /^https?:\/\//.test(endpoint) ? endpoint : `${scheme}://${endpoint}`
  if (!URL.canParse(address)) throw new ConfigurationError(`S3_ENDPOINT=${endpoint} is no host`)
  const url = new URL(address)
  if (url.port === '') url.port = textOf(environment, 'S3_PORT') ?? (address === endpoint ? '' : '3900')
  return url.href.replace(/\/+$/, '')
}

function webHostOf(environment: Environment, bucket: string): string {
  const scheme = wordOf(environment['S3_USE_SSL']) === true ? 'https' : 'http'
  const host = textOf(environment, 'S3_WEB_ENDPOINT') ?? 'web.garage.localhost'
  const port = textOf(environment, 'S3_WEB_PORT') ?? '3902'
  const url = URL.parse(`${scheme}://${bucket}.${host}:${port}`)
  if (url === null) throw new ConfigurationError(`S3_WEB_ENDPOINT=${host} with S3_WEB_PORT=${port} is no host`)
  return url.host
}

/** Undefined where files lie in the data directory. */
export function readS3Options(environment: Environment, production: boolean): S3Options | undefined {
  const endpoint = textOf(environment, 'S3_ENDPOINT')
  if (endpoint === undefined) return undefined
  const bucket = textOf(environment, 'S3_BUCKET_NAME') ?? 'mew'
  return {
    bucketUrl: `${addressOf(environment, endpoint)}/${bucket}`,
    bucket,
    webHost: webHostOf(environment, bucket),
    region: textOf(environment, 'S3_REGION') ?? 'garage',
    ...credentialsOf(environment, production),
    corsOrigins: listOf(environment['S3_CORS_ORIGINS']),
  }
}
