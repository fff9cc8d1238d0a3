import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const module = pathToFileURL(path.join(import.meta.dirname, 'run-steps.mjs')).href

/** How a process ends in which these steps run, and what it prints. */
function ran(steps) {
  const script = `const { runSteps } = await import(${JSON.stringify(module)})
    await runSteps([${steps}])`
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  return { status, stdout }
}

test('what a step says of itself is told, however it is coloured', () => {
  const command = `node -e "console.log(String.fromCharCode(27) + '[22mproof: 20 kills, seed 7')"`
  const step = `{ name: 'proofs', command: ${JSON.stringify(command)}, say: /^proof: .*/gm }`
  expect(ran(step).stdout).toMatch(/^proofs: ok, [\d.]+ s, proof: 20 kills, seed 7\n$/)
})

test('steps beside each other are all told; where one fails, nothing is begun after them', () => {
  const step = (name, code) => `{ name: '${name}', command: 'node -e "process.exit(${code})"', givesWay: true }`
  const well = ran(`{ lanes: [[${step('one', 0)}, ${step('two', 0)}], [${step('three', 0)}]] }, ${step('last', 0)}`)
  expect(well.stdout.match(/^\w+: ok/gm)?.toSorted()).toEqual(['last: ok', 'one: ok', 'three: ok', 'two: ok'])
  expect(well.status).toBe(0)
  const badly = ran(`{ lanes: [[${step('one', 3)}, ${step('two', 0)}], [${step('three', 0)}]] }, ${step('last', 0)}`)
  expect(badly.stdout.match(/^\w+: (?:ok|failed)/gm)?.toSorted()).toEqual(['one: failed', 'three: ok'])
  expect(badly.stdout).toMatch(/^0 passed, 1 failed$/m)
  expect(badly.status).toBe(1)
})
