// npm test: the checks and tests of a working day. npm run test:full (--full): everything, longer.
import { checkSteps } from './check-steps.mjs'
import { inWords } from './count-tests.mjs'
import { ensureNode } from './own-node.mjs'
import { runSteps } from './run-steps.mjs'

await ensureNode()

const full = process.argv.includes('--full')
const journeys = 'playwright test --config e2e/ui/playwright.config.ts'

/** What a proof says of itself: how much of it ran, by which seed. */
const proofs = { say: /^proof: .*/gm, ...(full ? { variables: { MEW_PROOFS: 'full' } } : {}) }

const protocol = {
  name: 'protocol round trips',
  command: 'vitest run --config scripts/vitest.config.ts --project protocol --maxWorkers 3',
  ...proofs,
}
const convergence = {
  name: 'convergence',
  command: 'vitest run --config scripts/vitest.config.ts --project convergence',
  ...proofs,
}

const daily = [
  { name: 'browser', command: 'node scripts/ensure-browser.mjs', say: /browser: .*/g },
  ...checkSteps,
  // The one waits most of the time, for gateways and for time to pass; the other one only ever computes. With all the histories
  // of a full run there would be nothing left for those who wait.
  ...(full ? [protocol, convergence] : [{ lanes: [[protocol], [{ ...convergence, givesWay: true }]] }]),
  { name: 'build', command: 'npm run --silent build' },
  { name: 'journeys', command: `${journeys} --project light`, ...proofs },
  { name: 'electron', command: 'node scripts/test-electron.mjs', say: /not run.*/g },
]
const longer = [
  { name: 'journeys, dark and narrow', command: `${journeys} --project dark --project narrow` },
  { name: 'desktop', command: 'node scripts/test-desktop.mjs --built', say: /^The desktop tests were NOT run.*/gm },
  { name: 'behind nginx', command: 'node scripts/test-nginx.mjs', say: /^nginx is not installed.*/gm },
  {
    name: 'conformance, three times',
    command: 'node scripts/conformance.mjs --thorough',
    say: /^(?:The conformance suite is not here.*|conformance, .*\n.*|not counted: .*)/gm,
  },
  {
    name: 'conformance behind nginx',
    command: 'node scripts/conformance.mjs --nginx',
    say: /^(?:The conformance suite|nginx) is not .*/gm,
  },
]

console.log(inWords(await runSteps(full ? [...daily, ...longer] : daily)))
