// Reads out of the output of a test runner how many tests passed and how many did not.
import { stripVTControlCharacters } from 'node:util'

const numbers = (output, pattern) => [...output.matchAll(pattern)].map((match) => Number(match[1]))
const sum = (all) => all.reduce((total, each) => total + each, 0)

/** For each runner: what it says of those that passed, and of those that did not. */
const runners = [
  // vitest: "Tests  1 failed | 20 passed (21)"
  { passed: /^\s*Tests .*?(\d+) passed/gm, failed: /^\s*Tests .*?(\d+) failed/gm },
  // Playwright: "  20 passed (1.4m)"
  { passed: /^\s+(\d+) passed \(/gm, failed: /^\s+(\d+) (?:failed|flaky|interrupted|did not run)$/gm },
  // node --test
  { passed: /^ℹ pass (\d+)$/gm, failed: /^ℹ (?:fail|cancelled) (\d+)$/gm },
  // the conformance suite
  { passed: /^(\d+) passed, \d+ failed/gm, failed: /^\d+ passed, (\d+) failed/gm },
]

/** `{ passed, failed }` of everything that ran in this output. */
export function countTests(output) {
  const plain = stripVTControlCharacters(output)
  return {
    passed: sum(runners.flatMap(({ passed }) => numbers(plain, passed))),
    failed: sum(runners.flatMap(({ failed }) => numbers(plain, failed))),
  }
}

export const inWords = ({ passed, failed }) => `${passed} passed, ${failed} failed`
