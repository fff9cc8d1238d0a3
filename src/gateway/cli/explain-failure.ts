import { ConfigurationError } from '../environment.ts'
import { DirectoryInUseError } from '../database/lock-directory.ts'
import { UnusableDataError } from '../database/unusable-data-error.ts'
import { PortError } from '../listen.ts'
import { ScenarioError } from '../simulator/scenarios.ts'
import { EXIT } from './exit-codes.ts'
import { portOwner } from './port-owner.ts'

export interface Failure {
  readonly exitCode: number
  readonly message: string
}

function explainPort(error: PortError): string {
  const owner = portOwner(error.port)
  const by = owner === undefined ? '' : ` by ${owner}`
  return `${error.message}${by}. Stop it, or choose another port with ${error.option} (0 is any free one).`
}

function explainFiles(error: Error & { code: unknown }, directory: string | undefined): string | undefined {
  if (directory === undefined || typeof error.code !== 'string') return undefined
  const place = `the data directory ${directory}`
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return `This account may not write in ${place}`
  if (['ENOTDIR', 'EEXIST'].includes(error.code)) return `${place} is a file: name a directory with --data`
  if (error.code === 'ENOSPC') return `There is no space left for ${place}`
  if (error.code === 'ERR_SQLITE_ERROR') return `${place} cannot be used: ${error.message}`
  return undefined
}

const ownSentences = [DirectoryInUseError, ConfigurationError, UnusableDataError]

/** What went wrong and what to do, in a sentence, for the failures people really meet; the rest as it is. */
export function explainFailure(error: unknown, directory: string | undefined): Failure {
  if (error instanceof PortError) return { exitCode: EXIT.port, message: explainPort(error) }
  if (error instanceof ScenarioError) return { exitCode: EXIT.scenario, message: error.message }
  if (!(error instanceof Error)) return { exitCode: EXIT.failure, message: String(error) }
  if (ownSentences.some((kind) => error instanceof kind)) return { exitCode: EXIT.failure, message: error.message }
  const files = 'code' in error ? explainFiles(error, directory) : undefined
  return { exitCode: EXIT.failure, message: files ?? error.stack ?? error.message }
}
