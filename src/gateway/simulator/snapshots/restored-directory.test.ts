import { existsSync } from 'node:fs'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeRestoredDirectory } from './restored-directory.ts'

const LONG_AGO = new Date(0)

test('[CTRL31] what a killed process left is taken away, and what somebody goes on in is not', async () => {
  const left = await mkdtemp(path.join(os.tmpdir(), 'mew-restored-'))
  const young = await mkdtemp(path.join(os.tmpdir(), 'mew-restored-'))
  const file = path.join(os.tmpdir(), `mew-restored-file-${process.pid}`)
  await writeFile(path.join(left, 'gateway.sqlite'), 'left')
  await writeFile(file, '')
  await utimes(left, LONG_AGO, LONG_AGO)
  await utimes(file, LONG_AGO, LONG_AGO)
  const alive = await makeRestoredDirectory()
  await utimes(path.dirname(alive.data), LONG_AGO, LONG_AGO)
  const next = await makeRestoredDirectory()
  expect([left, young, file, alive.data, next.data].map((each) => existsSync(each))).toEqual([
    false,
    true,
    true,
    true,
    true,
  ])
  await alive.remove()
  await next.remove()
  await next.remove()
  expect([alive.data, next.data].map((each) => existsSync(path.dirname(each)))).toEqual([false, false])
  await Promise.all([young, file].map((each) => rm(each, { recursive: true })))
})
