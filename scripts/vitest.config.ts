import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const root = path.join(import.meta.dirname, '..')

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files of one worker share their modules where no page is about: importing them anew took half of the time. A test
    // that leaves something behind in a module shows at once.
    projects: [
      {
        root,
        test: {
          name: 'unit',
          environment: 'node',
          isolate: false,
          include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          css: { include: /tokens\.css/ },
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['src/{renderer,inspector}/**/*.test.tsx'],
          setupFiles: ['src/renderer/fixtures/patience.ts'],
        },
      },
      {
        root,
        test: { name: 'protocol', environment: 'node', isolate: false, include: ['e2e/protocol/**/*.test.ts'] },
      },
      {
        root,
        test: {
          name: 'convergence',
          environment: 'node',
          include: ['e2e/convergence/**/*.test.ts'],
          // They compute for seconds, beside gateways that want the same cores.
          testTimeout: 200_000,
        },
      },
      { root, test: { name: 'nginx', environment: 'node', include: ['e2e/nginx/**/*.test.ts'] } },
    ],
  },
})
