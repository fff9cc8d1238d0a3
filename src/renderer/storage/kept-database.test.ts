import '../fixtures/held-factory.ts'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { examplePending } from '../fixtures/records.ts'
import { createDatabaseConnection } from './database-connection.ts'
import { keptMigrations, writeKept, type KeptSchema } from './kept-database.ts'

test('[rule 23] what is called kept was written for good', async () => {
  const connection = createDatabaseConnection<KeptSchema>({
    factory: new IDBFactory(),
    name: 'mew kept gateway user',
    migrations: keptMigrations,
  })
  const database = await connection.get()
  const begun: (IDBTransactionOptions | undefined)[] = []
  const watched = new Proxy(database, {
    get: (target, member) =>
      member === 'transaction'
        ? (...[stores, mode, options]: Parameters<typeof target.transaction>) => {
            begun.push(options)
            return target.transaction(stores, mode, options)
          }
        : Reflect.get(target, member),
  })
  await writeKept(watched, [{ store: 'items', key: 'a', value: { kind: 'message', ...examplePending('a') } }])
  expect(begun).toEqual([{ durability: 'strict' }])
  connection.close()
})
