import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

const packageFile = z.object({ version: z.string() })

/** The version of the package: above the bundle, and above the source in a checkout. */
export function readVersion(): string {
  const candidates = ['../../package.json', '../../../package.json'].map((relative) =>
    path.join(import.meta.dirname, relative),
  )
  for (const candidate of candidates) {
    try {
      return packageFile.parse(JSON.parse(readFileSync(candidate, 'utf8'))).version
    } catch {
      // Not there in this layout; the other candidate is.
    }
  }
  return 'unknown'
}
