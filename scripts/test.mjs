// npm test: the checks and tests of a working day. npm run test:full (--full): everything, longer.
import { checkSteps, vitestCount } from './check-steps.mjs'
import { ensureNode } from './own-node.mjs'
import { countOf, runSteps } from './run-steps.mjs'

await ensureNode()

const full = process.argv.includes('--full')
const journeys = 'playwright test --config e2e/ui/playwright.config.ts'
const playwrightCount = countOf(/\d+ (?:passed|flaky|skipped).*/g)

const steps = [
  { name: 'browser', command: 'node scripts/ensure-browser.mjs', summary: countOf(/browser: .*/g) },
  ...checkSteps,
  {
    name: 'protocol round trips',
    command: 'vitest run --config scripts/vitest.config.ts --project protocol',
    summary: vitestCount,
  },
  { name: 'build', command: 'electron-vite build --logLevel warn' },
  { name: 'journeys', command: `${journeys} --project light`, summary: playwrightCount },
  ...(full
    ? [
        {
          name: 'journeys, dark and narrow',
          command: `${journeys} --project dark --project narrow`,
          summary: playwrightCount,
        },
      ]
    : []),
  { name: 'desktop', command: 'node scripts/test-desktop.mjs', summary: countOf(/^desktop: .*/gm) },
  ...(full
    ? [
        {
          name: 'conformance, three times',
          command: 'node scripts/conformance.mjs --times 3',
          summary: countOf(/\d+ passed, \d+ failed.*/g),
        },
      ]
    : []),
]

const said = await runSteps(steps)
const total = [...said.values()].flatMap((output) => [
  ...output.matchAll(/(?:Tests\s+|^\s+|desktop: |, )(\d+) passed/gm),
])
const passed = total.reduce((sum, match) => sum + Number(match[1]), 0)
console.log(`${passed} passed, 0 failed`)
