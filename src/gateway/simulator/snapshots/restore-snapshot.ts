import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { GatewayParts } from '../../gateway-parts.ts'
import type { WorldIds } from '../world-spec.ts'
import type { SnapshotData } from './snapshot-file.ts'

/** A data directory that begins as a snapshot ends. */
export interface Restored {
  readonly dataDirectory: string
  /** Puts the files into the gateway's own store, before anybody can come in. */
  readonly prepare: (parts: GatewayParts) => Promise<void>
  readonly remove: () => Promise<void>
}

export async function restoreSnapshot({ database, files }: SnapshotData): Promise<Restored> {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'mew-tenant-'))
  await writeFile(path.join(dataDirectory, 'gateway.sqlite'), database, { mode: 0o600 })
  return {
    dataDirectory,
    prepare: async (parts) => {
      for (const { key, bytes } of files) {
        await parts.files.receive(Readable.from([bytes]), { key, limitBytes: bytes.length })
      }
    },
    remove: () => rm(dataDirectory, { recursive: true, force: true }),
  }
}

export const namesIn = ({ names }: SnapshotData): WorldIds => ({
  people: new Map(names.people),
  servers: new Map(names.servers),
  channels: new Map(names.channels),
  roles: new Map(names.roles),
})
