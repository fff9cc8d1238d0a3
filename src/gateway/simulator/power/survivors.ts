import { ProtocolError } from '#shared/protocol/errors.ts'
import type { Database } from '../../database/open-database.ts'
import type { FileStore } from '../../files/file-store.ts'
import type { GatewayOptions } from '../../gateway-options.ts'
import { ownTokenSecret } from '../../token-secret.ts'

/** What is there again after a restart though it stands on no disk: as if it did. */
export interface Survivors {
  readonly database: (opened: Database) => Database
  readonly files: (created: FileStore) => FileStore
  /** Where none is named, the gateway draws one at each start. */
  readonly tokenSecret: string | undefined
  readonly close: () => Promise<void>
}

/** A data directory keeps all of it by itself. */
const onDisk = ({ tokenSecret }: GatewayOptions): Survivors => ({
  database: (opened) => opened,
  files: (created) => created,
  tokenSecret,
  close: () => Promise.resolve(),
})

function inMemory({ tokenSecret = ownTokenSecret(undefined) }: GatewayOptions): Survivors {
  let database: Database | undefined
  let files: FileStore | undefined
  return {
    database: (opened) => {
      if (database !== undefined) void opened.close()
      database ??= opened
      return { ...database, close: () => Promise.resolve() }
    },
    files: (created) => (files ??= created),
    tokenSecret,
    close: async () => {
      await database?.close()
    },
  }
}

export const createSurvivors = (options: GatewayOptions): Survivors =>
  options.dataDirectory === undefined ? inMemory(options) : onDisk(options)

/** What was under way when the power went stores nothing any more. */
export const untilCut = (database: Database, isCut: () => boolean): Database => ({
  ...database,
  write: (work) =>
    database.write((writer) => {
      if (isCut()) throw new ProtocolError('storageUnavailable')
      return work(writer)
    }),
})
