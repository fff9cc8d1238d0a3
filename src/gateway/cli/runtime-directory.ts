import { lstatSync, mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Where this user's programs leave word while they run. Undefined on Windows, whose temporary directory is a user's own. */
const userId = (): number | undefined => process.getuid?.()

function pathOf(environment: Environment): string {
  const given = environment['XDG_RUNTIME_DIR'] ?? ''
  if (path.isAbsolute(given)) return path.join(given, 'mew-gateway')
  return path.join(os.tmpdir(), `mew-gateway-${userId() ?? 'records'}`)
}

/** What is there is this user's own, and nobody else may look in: anybody can make a directory of that name in /tmp first. */
function isOwn(directory: string): boolean {
  const found = lstatSync(directory)
  if (!found.isDirectory()) return false
  return userId() === undefined || (found.uid === userId() && (found.mode & 0o077) === 0)
}

/** The directory of the records; undefined where there is none that can be trusted. */
export function runtimeDirectory(environment: Environment = process.env): string | undefined {
  const directory = pathOf(environment)
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return isOwn(directory) ? directory : undefined
  } catch {
    // No room, no right, or a file in the way: a gateway runs without a record, and says so.
    return undefined
  }
}
