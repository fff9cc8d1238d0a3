import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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

/**
 * 256 random bits, kept with the data: a known default would let any web page forge a token. Called by the one gateway
 * that has the directory.
 * @throws ConfigurationError where what is kept there is damaged
 */
export function ownTokenSecret(dataDirectory: string | undefined): string {
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
