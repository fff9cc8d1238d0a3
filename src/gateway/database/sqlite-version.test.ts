import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { demandVersion, sqliteVersion } from './sqlite-version.ts'

test.each(['3.51.3', '3.51.10', '3.52.0', '3.100.0', '4.0.0'])('[DATA3] SQLite %s will do', (version) => {
  expect(() => demandVersion(version)).not.toThrow()
})

test.each(['3.51.2', '3.50.9', '3.9.99', '2.60.60', '3.51', 'undefined'])('[DATA3] SQLite %s is too old', (version) => {
  expect(() => demandVersion(version)).toThrow(`SQLite ${version} is too old: 3.51.3 or newer is needed`)
})

test('[DATA3] the one that came with Node will do', () => {
  const connection = new DatabaseSync(':memory:')
  expect(() => demandVersion(sqliteVersion(connection))).not.toThrow()
  connection.close()
})
