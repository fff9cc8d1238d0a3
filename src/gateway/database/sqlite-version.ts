import type { DatabaseSync } from 'node:sqlite'
import { UnusableDataError } from './unusable-data-error.ts'

/** Older ones can damage a database in WAL mode: two connections at a checkpoint, at the wrong moment. */
const OLDEST = [3, 51, 3] as const

/** @throws UnusableDataError where the SQLite that Node brings is too old */
export function demandVersion(version: string): void {
  const parts = version.split('.').map(Number)
  const at = OLDEST.findIndex((wanted, index) => parts[index] !== wanted)
  if (at < 0 || (parts[at] ?? 0) > (OLDEST[at] ?? 0)) return
  throw new UnusableDataError(
    `SQLite ${version} is too old: ${OLDEST.join('.')} or newer is needed, as newer Nodes bring it`,
  )
}

export function sqliteVersion(connection: DatabaseSync): string {
  return String(connection.prepare('select sqlite_version() as version').get()?.['version'])
}
