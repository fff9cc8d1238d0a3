import type { FastifyInstance } from 'fastify'
import type { Database } from './database/open-database.ts'
import type { FileStore } from './files/file-store.ts'
import type { RealtimeTaps } from './realtime/socket-server.ts'

/**
 * Where something that sits on top of a gateway watches what passes and may stand in its way. The gateway asks for
 * nothing back but what it handed over, or what is to stand in its place: without taps it does the same.
 */
export interface Taps extends RealtimeTaps {
  /** Gets the HTTP server before any of its hooks and routes. */
  readonly http?: (app: FastifyInstance) => void
  /** Gets the database before anything but its own migrations has used it. */
  readonly database?: (database: Database) => Database
  /** Gets the store of files before anything has used it. */
  readonly files?: (files: FileStore) => FileStore
}
