import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bench } from '../figure.ts'
import { webRoot } from '../world.ts'

const tags = /<script[^>]* src="([^"]+)"|<link[^>]*rel="modulepreload"[^>]* href="([^"]+)"/g
/** `import … from "x"` and `import "x"`, minified or not; a dynamic `import("x")` is none. */
const imports = /(?:\bfrom\s*|\bimport\s*)["'](\.{1,2}\/[^"']+\.js)["']/g

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? match[2] ?? [])

/** Every script that must be there before the page can do anything, by file. */
async function initialScripts(): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>()
  const waiting = found(await readFile(path.join(webRoot, 'index.html'), 'utf8'), tags).map((address) =>
    path.join(webRoot, address),
  )
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (scripts.has(file)) continue
    const script = await readFile(file, 'utf8')
    scripts.set(file, script)
    const folder = path.dirname(file)
    waiting.push(...found(script, imports).map((relative) => path.join(folder, relative)))
  }
  return scripts
}

/** What the scripts weigh that the page's head names, with all they import statically, each compressed alone. */
export const scriptsSize: Bench = {
  parts: ['scripts-size'],
  measure: async () => {
    const scripts = await initialScripts()
    if (scripts.size === 0) throw new Error('The page has no script')
    const bytes = [...scripts.values()].reduce((sum, script) => sum + gzipSync(script).length, 0)
    return [{ part: 'scripts-size', unit: 'kB gzip', ours: [bytes / 1000] }]
  },
}
