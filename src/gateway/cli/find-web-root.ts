import { existsSync } from 'node:fs'
import path from 'node:path'

/** The built UI: beside the bundle, and in a checkout under `out`. */
export function findWebRoot(): string | undefined {
  const candidates = ['../renderer', '../../../out/renderer'].map((relative) =>
    path.join(import.meta.dirname, relative),
  )
  return candidates.find((candidate) => existsSync(path.join(candidate, 'index.html')))
}
