import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig } from 'vite'

export const root = path.dirname(import.meta.dirname)
const cache = path.join(root, 'node_modules/.cache/bench')

const common = { configFile: false, logLevel: 'warn' } satisfies InlineConfig

/** A program for Node as the gateway is bundled: everything in it, not minified. Answers with the file. */
export async function bundleProgram(entry: string, name: string): Promise<string> {
  const outDir = path.join(cache, name)
  await build({
    ...common,
    root,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.js' } },
    },
  })
  return path.join(outDir, 'main.js')
}

/** A script for a page, made the way the app's own are. Answers with the file. */
export async function bundleScript(entry: string, name: string): Promise<string> {
  const outDir = path.join(cache, name)
  const lib = { entry, name, formats: ['iife' as const], fileName: () => 'main.js' }
  // A library leaves this open for whoever takes it in; here nobody does.
  const define = { 'process.env.NODE_ENV': '"production"' }
  await build({ ...common, root, define, build: { lib, outDir, emptyOutDir: true, target: 'es2024', minify: true } })
  return path.join(outDir, 'main.js')
}

/** A page with its scripts, made the way the app's own is, from the folder that its entry stands in. Answers with the folder it is now in. */
export async function bundlePage(entry: string, name: string): Promise<string> {
  const outDir = path.join(cache, name)
  await build({
    ...common,
    root: path.dirname(entry),
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2024', minify: true, assetsInlineLimit: 0 },
  })
  return outDir
}
