import { existsSync } from 'node:fs'
import path from 'node:path'

/** Built pages: beside the bundle and above its pieces, and in a checkout under `out`. */
function findPages(name: string): string | undefined {
  const candidates = [`../${name}`, `../../${name}`, `../../out/${name}`].map((relative) =>
    path.join(import.meta.dirname, relative),
  )
  return candidates.find((candidate) => existsSync(path.join(candidate, 'index.html')))
}

/** The app. */
export const findWebRoot = (): string | undefined => findPages('renderer')

export const findInspectorRoot = (): string | undefined => findPages('inspector')
