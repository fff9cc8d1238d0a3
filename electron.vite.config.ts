import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** electron-vite forces base './' on the renderer; an absolute base lets one bundle serve app:// and the gateway's http. */
const absoluteBase: Plugin = { name: 'absolute-base', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      // One file for each program is meant to be large.
      chunkSizeWarningLimit: 4000,
      // Everything is bundled: the app needs no node_modules, and the gateway starts in half the time.
      externalizeDeps: false,
      rolldownOptions: { input: { index: 'src/main/index.ts', gateway: 'src/gateway/cli/mew-gateway.ts' } },
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
    plugins: [react(), tailwindcss(), absoluteBase],
    // No file is inlined as data: the page's policy loads fonts and pictures from its own address only.
    build: { target: 'es2024', minify: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  },
})
