// Builds what other projects test with, `mew-desktop/testing`: one bundle without dependencies, and its types.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { ensureNode, root } from './own-node.mjs'

await ensureNode()

const source = path.join(root, 'src/gateway/simulator')
const out = path.join(root, 'out/testing')

await rm(out, { recursive: true, force: true })
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node24',
    outDir: out,
    emptyOutDir: false,
    copyPublicDir: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // What the framework loads at once in any case.
      checks: { ineffectiveDynamicImport: false },
      external: [/^node:/, '@playwright/test'],
      input: {
        index: path.join(source, 'testing/simulator.ts'),
        playwright: path.join(source, 'testing/playwright.ts'),
        'search-worker': path.join(root, 'src/gateway/database/search/search-worker.ts'),
      },
      // All in one folder: pictures, pages and the worker of searches are found from where their code lies.
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        comments: { legal: true, annotation: false, jsdoc: false },
      },
    },
  },
})

/** Files of plain types are declarations as they stand; only what they import is called otherwise. */
async function declare(file, replacements) {
  const text = await readFile(path.join(source, file), 'utf8')
  const declared = replacements.reduce((all, [from, to]) => all.replace(from, to), text)
  await writeFile(path.join(out, path.basename(file).replace(/\.ts$/, '.d.ts')), declared)
}

const contract = path.join(root, 'src/shared/models/permissions.ts')
const { permissions } = await import(pathToFileURL(contract).href)
const permission = permissions.map((word) => `'${word}'`).join(' | ')
await mkdir(out, { recursive: true })
await declare('testing/api.ts', [
  ["'../world-spec.ts'", "'./world-spec.js'"],
  ["'./client-packets.ts'", "'./client-packets.js'"],
])
await declare('testing/client-packets.ts', [])
await declare('testing/playwright-api.ts', [["'./api.ts'", "'./api.js'"]])
await declare('world-spec.ts', [[/import type \{.*Permission.*\} from .*\n/, `type Permission = ${permission}\n`]])
await writeFile(
  path.join(out, 'index.d.ts'),
  `import type { SimulatorDoor } from './api.js'
export type * from './api.js'
export type * from './client-packets.js'
export declare const Simulator: SimulatorDoor
`,
)
await writeFile(
  path.join(out, 'playwright.d.ts'),
  `import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from '@playwright/test'
import type { GatewayFixtures, GatewayWorkerFixtures } from './playwright-api.js'
export type * from './playwright-api.js'
export { expect } from '@playwright/test'
export declare const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & GatewayFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & GatewayWorkerFixtures
>
`,
)
