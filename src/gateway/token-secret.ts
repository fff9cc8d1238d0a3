import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ConfigurationError } from './environment.ts'

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

interface Keeping {
  readonly name: string
  /** What becomes of it where somebody removes it. */
  readonly loss: string
}

/** 256 random bits, the same ones each time where there is a directory to keep them in. */
function keptSecret(dataDirectory: string | undefined, { name, loss }: Keeping): string {
  const fresh = randomBytes(32).toString('base64url')
  if (dataDirectory === undefined) return fresh
  const file = path.join(dataDirectory, name)
  const kept = readIfThere(file)
  if (kept.length >= fresh.length) return kept
  // An empty file is what a power cut leaves of one that was never read.
  if (kept !== '') throw new ConfigurationError(`${file} is damaged: remove it, and ${loss}`)
  writeFileSync(`${file}.part`, fresh, { mode: 0o600, flush: true })
  chmodSync(`${file}.part`, 0o600)
  renameSync(`${file}.part`, file)
  return fresh
}

/**
 * A known default would let any web page forge a token. Called by the one gateway that has the directory.
 * @throws ConfigurationError where what is kept there is damaged
 */
export const ownTokenSecret = (dataDirectory: string | undefined): string =>
  keptSecret(dataDirectory, { name: 'jwt-secret', loss: 'everybody signs in again' })

/**
 * What lets services in where nobody has set it. What is made of it, the key to bots' tokens, has to last as the data does.
 * @throws ConfigurationError where what is kept there is damaged
 */
export function ownAdminSecret(dataDirectory: string | undefined): string {
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  return keptSecret(dataDirectory, { name: 'admin-secret', loss: 'bots get new tokens' })
}
