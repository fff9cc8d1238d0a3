import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { classicChunks } from './scripts/classic-chunks.ts'

/** electron-vite forces base './' on the renderer; an absolute base lets one bundle serve app:// and the gateway's http. */
const absoluteBase: Plugin = { name: 'absolute-base', config: () => ({ base: '/' }) }

/**
 * The main process's programs in ASCII: one letter from outside Latin-1, in a comment even, and V8 holds and reads the whole
 * file two bytes a letter, a tenth of the gateway's start. The escapes mean the same in texts, patterns and names.
 */
const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle: (_options, bundle) => {
    const escape = (unit: string): string => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[^\0-\u007F]/g, escape)
    }
  },
}

export default defineConfig({
  main: {
    plugins: [asciiOnly],
    build: {
      // One file for each program is meant to be large.
      chunkSizeWarningLimit: 4000,
      // Everything is bundled: the app needs no node_modules, and the gateway starts in half the time.
      externalizeDeps: false,
      rolldownOptions: {
        // The logger lies in the gateway's own file, as the framework names it, and is run with the first line all the same.
        onLog: (level, log, handle) => {
          if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT' || !log.message.includes('/pino.js')) handle(level, log)
        },
        input: {
          index: 'src/main/index.ts',
          gateway: 'src/gateway/cli/mew-gateway.ts',
          'search-worker': 'src/gateway/database/search/search-worker.ts',
        },
        // Started by a path beside the file that starts it, which is a chunk.
        output: {
          comments: { legal: true, annotation: false, jsdoc: false },
          entryFileNames: ({ name }) => (name === 'search-worker' ? 'chunks/[name].js' : '[name].js'),
          // One file of what a gateway starts with, and one of what all programs share: in a dozen pieces, each with its own look
          // at the disk, a start takes longer. The thread of search loads neither.
          codeSplitting: {
            groups: [
              { name: 'search', test: /database[\\/]search[\\/](?:find-matches|fold-text)/, priority: 3 },
              {
                name: 'contract',
                test: /src[\\/]shared[\\/](?!simulator)|node_modules[\\/]zod/,
                minShareCount: 2,
                priority: 2,
              },
              {
                name: 'gateway',
                test: /src[\\/]gateway[\\/](?:start-gateway|simulator[\\/](?:simulation|power[\\/][\w-]+)|cli[\\/]launch[\w-]*)\.ts$/,
                priority: 1,
              },
              // What every command reads its options with: by itself, as most of them load no gateway.
              {
                name: 'options',
                test: /src[\\/](?:gateway[\\/]cli[\\/](?:gateway-settings|nearest|read-options|usage-error)|shared[\\/]simulator[\\/](?:profile|scenario)-names)\.ts$/,
                priority: 4,
              },
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    // English comes with the program, as most need it; whoever reads another language waits for that alone.
    plugins: [react(), tailwindcss(), absoluteBase, asciiOnly, classicChunks(['en', 'start'])],
    // One sheet of styles, which the page names: no part of the program waits for one of its own.
    // No file is inlined as data: the page's policy loads fonts and pictures from its own address only.
    build: { target: 'es2024', minify: true, cssCodeSplit: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  },
})
