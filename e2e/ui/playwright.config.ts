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

/** Playwright's own list, in whose place this one stands, and the two pages that a browser loads for its address bar. */
const unused = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  forbidOnly: true,
  fullyParallel: true,
  // Pages wait more than they compute: two leave the cores of a small machine idle.
  workers: 3,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    // Pictures of every frame cost a fifth of a run: the page's own snapshots tell as much.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser.path }),
      args: [`--disable-features=${unused.join(',')}`, ...(asRoot ? ['--no-sandbox'] : [])],
    },
  },
  projects: [
    { name: 'light', use: { ...desktop, colorScheme: 'light' } },
    { name: 'dark', testIgnore: lookless, use: { ...desktop, colorScheme: 'dark' } },
    { name: 'narrow', testIgnore: lookless, use: { ...desktop, viewport: { width: 420, height: 800 } } },
  ],
})
