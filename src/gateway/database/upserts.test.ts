import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('"insert, or change what is there" is said in one file', () => {
  const root = path.join(import.meta.dirname, '..')
  const saying = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) =>
      /\.onConflict\(|\.orIgnore\(|\.orReplace\(|on conflict/i.test(readFileSync(path.join(root, file), 'utf8')),
    )
  expect(saying).toEqual([path.join('database', 'upserts.ts')])
})
