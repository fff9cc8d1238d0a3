import * as z from 'zod/mini'
import { readJsonFile, writeJsonFile } from '../json-file.ts'
import { logProblem } from '../log.ts'
import type { Bounds } from './clamp-bounds.ts'

const savedState = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  maximized: z.boolean(),
})

export interface WindowState {
  /** Undefined at the first start. */
  readonly bounds: Bounds | undefined
  readonly maximized: boolean
}

/** What a window tells of itself, as Electron's windows do. */
export interface WatchedWindow {
  readonly isDestroyed: () => boolean
  readonly isMaximized: () => boolean
  readonly getNormalBounds: () => Bounds
}

export interface WindowStateFile {
  readonly read: () => Promise<WindowState>
  /** Notes where the window is, and writes it down a little later: moving tells of every step. */
  readonly note: (window: WatchedWindow) => void
  /** Writes down what is still only noted. */
  readonly flush: () => Promise<void>
}

const WRITE_DELAY_MS = 500

/** Remembers where the window was. A lost or broken file costs the place of a window, nothing more. */
export function createWindowStateFile(file: string): WindowStateFile {
  let noted: WindowState | undefined
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    const state = noted
    noted = undefined
    if (state !== undefined) {
      writing = writing
        .then(() => writeJsonFile(file, state))
        .catch((error: unknown) => {
          logProblem('the place of the window could not be stored', error)
        })
    }
    return writing
  }

  return {
    read: async () => {
      try {
        const read = await readJsonFile(file, savedState)
        return read.status === 'read' ? read.value : { bounds: undefined, maximized: false }
      } catch (error) {
        logProblem('the place of the window could not be read', error)
        return { bounds: undefined, maximized: false }
      }
    },
    note: (window) => {
      if (window.isDestroyed()) return
      noted = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), WRITE_DELAY_MS)
    },
    flush,
  }
}
