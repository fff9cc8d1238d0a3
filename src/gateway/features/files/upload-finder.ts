import type { Database } from '../../database/open-database.ts'
import type { FileStore } from '../../files/file-store.ts'
import * as repository from './repository.ts'

interface FinderOptions {
  readonly database: Database
  readonly files: FileStore
}

/** Looks for those of some files that somebody announced for a channel and sent past the gateway, to a store of its own. */
export type FindUploads = (
  sender: { readonly uploaderId: string; readonly channelId: string },
  keys: readonly string[],
) => Promise<void>

export function createUploadFinder({ database, files }: FinderOptions): FindUploads {
  /** What came to the store is held against what was announced: a signature may not have bound it there. */
  async function look({ key, size }: repository.Awaited): Promise<void> {
    const file = await files.open(key)
    if (file === undefined) return
    await file.close()
    const isRight = file.size === size
    await database.write(async (writer) => ({
      result: isRight ? await repository.settleFile(writer, key) : await repository.forgetFile(writer, key),
    }))
    if (!isRight) await files.remove(key)
  }

  return async (sender, keys) => {
    for (const row of await repository.awaitedAmong(database.reader, sender, keys)) await look(row)
  }
}
