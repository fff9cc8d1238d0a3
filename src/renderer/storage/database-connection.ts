import type { DBSchema, IDBPDatabase } from 'idb'
import { openDatabase, type Migration } from './open-database.ts'

interface ConnectionOptions {
  /** Undefined where the page may keep nothing. */
  readonly factory: IDBFactory | undefined
  readonly name: string
  readonly migrations: readonly Migration[]
  /** There was none of this name. */
  readonly onBegun?: () => void
  /** It was let go of: what another page does to it meanwhile nobody here sees. */
  readonly onLetGo?: () => void
}

/** Opens a database when it is first needed, and again after another page made it let go. */
export interface DatabaseConnection<Schema extends DBSchema> {
  readonly get: () => Promise<IDBPDatabase<Schema>>
  readonly close: () => void
}

export function createDatabaseConnection<Schema extends DBSchema>({
  factory,
  name,
  migrations,
  onBegun = () => undefined,
  onLetGo = () => undefined,
}: ConnectionOptions): DatabaseConnection<Schema> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const forget = (): void => {
    opened = undefined
  }
  return {
    get: () => {
      if (factory === undefined) return Promise.reject(new Error('This page may keep nothing'))
      if (opened === undefined) {
        const onClosed = (): void => {
          forget()
          onLetGo()
        }
        opened = openDatabase<Schema>({ factory, name, migrations, onClosed, onBegun })
        opened.catch(forget)
      }
      return opened
    },
    close: () => {
      void opened?.then(
        (database) => {
          database.close()
        },
        // It never opened: there is nothing to close.
        () => undefined,
      )
      forget()
    },
  }
}
