import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from '../../scripts/ensure-browser.mjs'

const browser = await findBrowser()
const asRoot = process.getuid?.() === 0
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } }

/** What is the same in every look is run in one. */
const lookless = [
  'delivery.spec.ts',
  'hostile.spec.ts',
  'line.spec.ts',
  'convergence.spec.ts',
  'convergence/*.spec.ts',
  'inspector.spec.ts',
  'killed-browser.spec.ts',
  'killed-gateway.spec.ts',
  'testing-page.spec.ts',
  'local-addresses.spec.ts',
  'other-versions.spec.ts',
  'places.spec.ts',
  'several-pages.spec.ts',
  'side-by-side.spec.ts',
]

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser.path }),
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'light', use: { ...desktop, colorScheme: 'light' } },
    { name: 'dark', testIgnore: lookless, use: { ...desktop, colorScheme: 'dark' } },
    { name: 'narrow', testIgnore: lookless, use: { ...desktop, viewport: { width: 420, height: 800 } } },
  ],
})
