import { watch } from 'node:fs'

/** What changes without anybody changing the program. */
const ignored = /(?:^|[\\/])(?:node_modules|\.[^\\/]+)(?:[\\/]|$)|\.(?:log|sqlite|jsonl?\.tmp)$/

/** An editor writes a file in several steps. */
const QUIET_MS = 150

/** Tells, once they are quiet, that files of a directory have changed; the answer ends it. */
export function watchFiles(directory: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(directory, { recursive: true }, (_event, file) => {
    if (file !== null && ignored.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(changed, QUIET_MS)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
