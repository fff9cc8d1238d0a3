import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'

/** Why a program cannot be run; undefined where it can. */
function obstacle(file: string): 'ENOENT' | 'EACCES' | undefined {
  try {
    if (!statSync(file).isFile()) return 'EACCES'
  } catch {
    // Not there, or in a directory that may not be looked into: nothing to be run either way.
    return 'ENOENT'
  }
  try {
    accessSync(file, constants.X_OK)
    return undefined
  } catch {
    // There, and not for this account.
    return 'EACCES'
  }
}

/** Looks for a program as a shell does, by its path or along PATH; answers with why there is none, or with nothing. */
export function missingProgram(name: string, search = process.env['PATH'] ?? ''): 'ENOENT' | 'EACCES' | undefined {
  const files = name.includes('/') ? [name] : search.split(path.delimiter).map((folder) => path.join(folder, name))
  const obstacles = new Set(files.map(obstacle))
  if (obstacles.has(undefined)) return undefined
  return obstacles.has('EACCES') ? 'EACCES' : 'ENOENT'
}
