import { watch } from 'node:fs'
import path from 'node:path'

/** What changes without anybody changing the program. */
const ignored = /(?:^|[\\/])(?:node_modules|\.[^\\/]+)(?:[\\/]|$)|\.log$/

/** An editor writes a file in several steps. */
const QUIET_MS = 150

/** Tells, once they are quiet, that files of a directory have changed, but for those we write; the answer ends it. */
export function watchFiles(directory: string, own: readonly string[], changed: () => void): () => void {
  const ours = new Set(own.map((file) => path.resolve(directory, file)))
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(directory, { recursive: true }, (_event, file) => {
    if (file !== null && (ignored.test(file) || ours.has(path.resolve(directory, file)))) return
    clearTimeout(timer)
    timer = setTimeout(changed, QUIET_MS)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
