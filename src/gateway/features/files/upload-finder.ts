import type { Database } from '../../database/open-database.ts'
import type { FileStore } from '../../files/file-store.ts'
import * as repository from './repository.ts'

interface FinderOptions {
  readonly database: Database
  readonly files: FileStore
}

/** Looks for what somebody announced for a channel and sent past the gateway, to a store of its own. */
export function createUploadFinder({
  database,
  files,
}: FinderOptions): (sender: { readonly uploaderId: string; readonly channelId: string }) => Promise<void> {
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

  return async (sender) => {
    if (files.signUpload === undefined) return
    for (const row of await repository.awaitedFrom(database.reader, sender)) await look(row)
  }
}
