import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Database } from '../../database/open-database.ts'
import type { FileStore } from '../../files/file-store.ts'
import type { Simulation } from '../simulation.ts'
import type { WorldIds } from '../world-spec.ts'
import type { SnapshotData } from './snapshot-data.ts'

async function databaseBytes(database: Database): Promise<Uint8Array> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'mew-snapshot-'))
  try {
    const copy = path.join(directory, 'gateway.sqlite')
    await database.copyTo(copy)
    return await readFile(copy)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function fileBytes(files: FileStore): Promise<SnapshotData['files']> {
  const all: SnapshotData['files'][number][] = []
  for await (const { key } of files.list()) {
    const file = await files.open(key)
    if (file !== undefined) all.push({ key, bytes: await buffer(await file.stream()) })
  }
  return all
}

function entriesOf({ people, servers, channels, roles }: WorldIds): SnapshotData['names'] {
  return { people: [...people], servers: [...servers], channels: [...channels], roles: [...roles] }
}

/** The database first: a file that is stored meanwhile is one too many, and never one too few. */
export async function takeSnapshot(simulation: Simulation): Promise<SnapshotData> {
  const { gateway, scenario, seed, clock, chance, names, faults } = simulation
  const { database, files } = gateway.parts
  const stored = await databaseBytes(database)
  return {
    scenario,
    seed,
    at: clock.now(),
    running: clock.isRunning(),
    savedAt: Date.now(),
    chance: chance(),
    names: entriesOf(names.known()),
    faults: faults.keep(),
    database: stored,
    files: await fileBytes(files),
  }
}
