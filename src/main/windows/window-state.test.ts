import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWindowStateFile, type WatchedWindow } from './window-state.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mew-window-'))
  file = path.join(folder, 'window.json')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const bounds = { x: 1, y: 2, width: 800, height: 600 }
const makeWindow = (change: Partial<WatchedWindow> = {}): WatchedWindow => ({
  isDestroyed: () => false,
  isMaximized: () => true,
  getNormalBounds: () => bounds,
  ...change,
})

test('[WIN1] the place of the window is there at the next start', async () => {
  const state = createWindowStateFile(file)
  state.note(makeWindow())
  await state.flush()
  expect(await createWindowStateFile(file).read()).toEqual({ bounds, maximized: true })
})

test('[WIN2] no file and a broken one are a first start', async () => {
  expect(await createWindowStateFile(file).read()).toEqual({ bounds: undefined, maximized: false })
  await writeFile(file, '{"bounds":')
  expect(await createWindowStateFile(file).read()).toEqual({ bounds: undefined, maximized: false })
})

test('[WIN3] of a window that is gone nothing is noted', async () => {
  const state = createWindowStateFile(file)
  state.note(makeWindow({ isDestroyed: () => true }))
  await state.flush()
  await expect(readFile(file)).rejects.toThrow('ENOENT')
})
