import type { Clock } from '../../clock.ts'
import { dropUnreferred } from '../../database/file-rows.ts'
import type { Database } from '../../database/open-database.ts'
import type { FileStore } from '../../files/file-store.ts'
import { isoTime } from '../../new-id.ts'
import { deleteUnsent } from './repository.ts'

const FIRST_AFTER_MS = 60_000
const EVERY_MS = 60 * 60_000
/** As long may a file lie there before the message that it was uploaded for. */
const GRACE_MS = 24 * 60 * 60_000
const BATCH = 200

interface FileSweepOptions {
  readonly clock: Clock
  readonly database: Database
  readonly files: FileStore
  readonly onFailure: (error: unknown) => void
}

async function* batchesOf(files: FileStore, beforeMs: number): AsyncGenerator<string[]> {
  let batch: string[] = []
  for await (const { key, storedAtMs } of files.list()) {
    if (storedAtMs >= beforeMs) continue
    batch.push(key)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/**
 * Removes files that nothing refers to a day after they came, a minute after the start and every hour, and forgets what was
 * announced and never sent. Answers its end.
 */
export function startFileSweep({ clock, database, files, onFailure }: FileSweepOptions): () => void {
  let callOff = clock.after(FIRST_AFTER_MS, begin)
  let isStopped = false

  async function sweep(): Promise<void> {
    const beforeMs = clock.now() - GRACE_MS
    for await (const keys of batchesOf(files, beforeMs)) {
      if (isStopped) return
      const dropped = await database.write(async (writer) => ({ result: await dropUnreferred(writer, keys) }))
      for (const key of dropped) await files.remove(key)
    }
    await database.write(async (writer) => ({ result: await deleteUnsent(writer, isoTime(beforeMs)) }))
  }

  function begin(): void {
    callOff = clock.after(EVERY_MS, begin)
    sweep().catch((error: unknown) => {
      // The database may have been closed under it: the next run goes on.
      if (!isStopped) onFailure(error)
    })
  }

  return () => {
    isStopped = true
    callOff()
  }
}
