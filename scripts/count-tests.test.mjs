import { expect, test } from 'vitest'
import { countTests } from './count-tests.mjs'

const colored =
  '\u001B[2m      Tests \u001B[22m \u001B[1m\u001B[31m1 failed\u001B[39m | \u001B[32m20 passed\u001B[39m (21)'

test.each([
  ['vitest', ' Test Files  2 passed (2)\n      Tests  20 passed (20)\n', { passed: 20, failed: 0 }],
  ['vitest in colours, with a failure', colored, { passed: 20, failed: 1 }],
  ['Playwright', '  1 failed\n    [light] › a.spec.ts:1:1 › it\n  19 passed (1.4m)\n', { passed: 19, failed: 1 }],
  ['Playwright, when a test needed a second try', '  1 flaky\n  19 passed (1.4m)\n', { passed: 19, failed: 1 }],
  ['node --test', 'ℹ tests 31\nℹ pass 30\nℹ fail 1\nℹ cancelled 0\n', { passed: 30, failed: 1 }],
  [
    'the conformance suite',
    '3.7 s against http://127.0.0.1:1\n36 passed, 0 failed, 2 skipped\n',
    { passed: 36, failed: 0 },
  ],
  ['nothing that counts', 'browser: ok\nlooked at 12 passed exams\n', { passed: 0, failed: 0 }],
])('what %s says is counted', (_runner, output, counts) => {
  expect(countTests(output)).toEqual(counts)
})
