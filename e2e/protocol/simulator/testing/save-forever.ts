import { writeSnapshot } from '#gateway/simulator/snapshots/snapshot-file.ts'

/** Saves one snapshot after the other under one name, until it is killed. */
const [directory = '', first = '0'] = process.argv.slice(2)
const common = {
  scenario: 'empty',
  at: 0,
  running: true,
  savedAt: 0,
  chance: 0,
  names: { people: [], servers: [], channels: [], roles: [] },
  faults: { sinceMs: 0, made: 0, standing: [] },
  files: [],
}

for (let number = Number(first); ; number += 1) {
  const database = Buffer.alloc(2_000_000, number % 251)
  await writeSnapshot(directory, 'kept', { ...common, seed: number, database })
  process.stdout.write(`${number}\n`)
}
