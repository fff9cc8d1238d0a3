import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { minify, type Plugin, type Rollup } from 'vite'

const loader = path.resolve('scripts/chunk-loader.js')

/** As the bundler writes an import that happens later, minified or not. */
const importLater = /Promise\.resolve\(\)\.then\(\(\)\s*=>\s*require\(([`"'])\.\/([^`"']+)\1\)\)/g
/** As it writes one that happens at once. */
const atOnce = /\brequire\(([`"'])\.\/([^`"']+)\1\)/g

const nameOf = (fileName: string): string => path.posix.basename(fileName)

/** All that a chunk cannot be made without, however far away. */
function needsOf(
  chunk: Rollup.OutputChunk | undefined,
  chunks: readonly Rollup.OutputChunk[],
): readonly Rollup.OutputChunk[] {
  const needs = new Set<Rollup.OutputChunk>()
  for (const fileName of chunk?.imports ?? []) {
    const needed = chunks.find((each) => each.fileName === fileName)
    if (needed !== undefined) for (const each of [...needsOf(needed, chunks), needed]) needs.add(each)
  }
  return [...needs]
}

/** One chunk as a classic script: what it is stands in a function, in brackets so that it is compiled without a second look. */
function addingScript({ fileName, imports, code }: Rollup.OutputChunk, chunks: readonly Rollup.OutputChunk[]): string {
  const askFor = (_import: string, _quote: string, name: string): string => {
    const needs = needsOf(
      chunks.find((chunk) => nameOf(chunk.fileName) === name),
      chunks,
    )
    return `require.later(${JSON.stringify(name)},${JSON.stringify(needs.map((need) => nameOf(need.fileName)))})`
  }
  const body = code.replaceAll(importLater, askFor).replaceAll(atOnce, 'require("$2")')
  const needs = JSON.stringify(imports.map(nameOf))
  return `mewChunks.add(${JSON.stringify(nameOf(fileName))},${needs},(function(require,exports){"use strict";${body}\n}));`
}

function chunksOf(bundle: Rollup.OutputBundle): readonly Rollup.OutputChunk[] {
  return Object.values(bundle).filter((file) => file.type === 'chunk')
}

/** What the page's head names: the first chunk, then those that it imports later as if they were part of it. */
function atStart(chunks: readonly Rollup.OutputChunk[], early: readonly string[]): readonly Rollup.OutputChunk[] {
  const entry = chunks.find(({ isEntry }) => isEntry)
  if (entry === undefined || entry.imports.length > 0) throw new Error('What comes first is to need nothing')
  const later = early.map((name) => {
    const found = chunks.find((chunk) => chunk.name === name)
    if (found === undefined) throw new Error(`There is no chunk ${name}`)
    return found
  })
  return [...new Set([entry, ...later].flatMap((chunk) => [...needsOf(chunk, chunks), chunk]))]
}

/**
 * Makes the page's program a number of classic scripts. Chromium keeps those compiled on the disk and starts with that; of
 * modules it keeps it as well, but as long as it fetches in the background it compiles each anew at every start.
 * `early` are the chunks that the entry imports later and that are fetched with it all the same, in this order.
 */
export function classicChunks(early: readonly string[]): Plugin {
  return {
    name: 'classic-chunks',
    apply: 'build',
    config: () => ({
      build: {
        modulePreload: false,
        rolldownOptions: {
          output: { format: 'cjs', dynamicImportInCjs: false },
          // The lines that would preload modules name `import.meta`; nothing calls them.
          onLog: (level, log, handle) => {
            if (log.code !== 'EMPTY_IMPORT_META' || log.id?.includes('vite/preload-helper') !== true) handle(level, log)
          },
        },
      },
    }),
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        if (bundle === undefined) return html
        const scripts = atStart(chunksOf(bundle), early).map(
          ({ fileName }) => `<script defer src="/${fileName}"></script>`,
        )
        return html.replace(/<script type="module"[^>]*><\/script>/, scripts.join('\n    '))
      },
    },
    generateBundle: {
      order: 'post',
      handler: async (_options, bundle) => {
        const { code: first } = await minify('chunk-loader.js', await readFile(loader, 'utf8'))
        const chunks = chunksOf(bundle)
        const initial = atStart(chunks, early)
        const scripts = chunks.map((chunk) => {
          const name = JSON.stringify(nameOf(chunk.fileName))
          const script = addingScript(chunk, chunks)
          if (chunk.isEntry) return `${first}${script}mewChunks.take(${name});`
          // Made while the next one is still on its way; the early ones are made by who imports them.
          return initial.includes(chunk) && !early.includes(chunk.name) ? `${script}mewChunks.take(${name});` : script
        })
        for (const [index, chunk] of chunks.entries()) chunk.code = scripts[index] ?? chunk.code
      },
    },
  }
}
