// Builds the gateway's inspector: a page of its own, which the control API's listener serves and nothing else does.
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

await build({
  root: path.join(root, 'src/inspector'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [react(), tailwindcss()],
  // No file is inlined as data: the page's policy loads fonts and pictures from its own address only.
  build: {
    target: 'es2024',
    outDir: path.join(root, 'out/inspector'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
})
