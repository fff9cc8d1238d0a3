import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { openDatabase } from '../../database/open-database.ts'
import type { GatewayParts } from '../../gateway-parts.ts'
import type { WorldIds } from '../world-spec.ts'
import type { SnapshotData } from './snapshot-data.ts'
import { makeRestoredDirectory } from './restored-directory.ts'
import { SnapshotError } from './snapshot-error.ts'

/** A data directory that begins as a snapshot ends. */
export interface Restored {
  readonly data: SnapshotData
  readonly dataDirectory: string
  /** Puts the files into the gateway's own store, before anybody can come in. */
  readonly prepare: (parts: GatewayParts) => Promise<void>
  readonly remove: () => Promise<void>
}

/** Of another version, or none at all: found out before anything else is given up for it. */
async function demandUsable(dataDirectory: string): Promise<void> {
  try {
    await (await openDatabase(dataDirectory)).close()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SnapshotError('broken', `The snapshot's database cannot be used: ${reason}`, { cause: error })
  }
}

/** @throws SnapshotError */
export async function restoreSnapshot(data: SnapshotData): Promise<Restored> {
  const { data: dataDirectory, remove } = await makeRestoredDirectory()
  try {
    await writeFile(path.join(dataDirectory, 'gateway.sqlite'), data.database, { mode: 0o600 })
    await demandUsable(dataDirectory)
  } catch (error) {
    await remove()
    throw error
  }
  let isPrepared = false
  return {
    data,
    dataDirectory,
    prepare: async (parts) => {
      // A start that found its port taken is tried again on the same directory.
      if (isPrepared) return
      isPrepared = true
      for (const { key, bytes } of data.files) {
        await parts.files.receive(Readable.from([bytes]), { key, limitBytes: bytes.length })
      }
    },
    remove,
  }
}

export const namesIn = ({ names }: SnapshotData): WorldIds => ({
  people: new Map(names.people),
  servers: new Map(names.servers),
  channels: new Map(names.channels),
  roles: new Map(names.roles),
})
