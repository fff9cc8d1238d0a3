import { writeSnapshot } from '#gateway/simulator/snapshots/snapshot-file.ts'

/** Saves one snapshot after the other under one name, until it is killed. */
const [directory = '', first = '0'] = process.argv.slice(2)
const names = { people: [], servers: [], channels: [], roles: [] }

for (let number = Number(first); ; number += 1) {
  const database = Buffer.alloc(2_000_000, number % 251)
  await writeSnapshot(directory, 'kept', { seed: number, at: 0, chance: 0, names, database, files: [] })
  process.stdout.write(`${number}\n`)
}
