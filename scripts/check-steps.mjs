// The fast gate, without a browser: what must be true of every commit.
export const checkSteps = [
  { name: 'lockfile', command: 'node scripts/lockcheck.mjs package-lock.json' },
  { name: 'format', command: 'oxfmt --check' },
  { name: 'descriptions', command: 'node scripts/write-docs.mjs --check' },
  { name: 'boundaries and lint', command: 'oxlint --deny-warnings' },
  { name: 'types', command: 'tsc -b' },
  { name: 'dead code', command: 'knip' },
  {
    name: 'unit tests',
    command: 'vitest run --config scripts/vitest.config.ts --project unit --project components',
  },
]
