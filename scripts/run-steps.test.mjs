import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const module = pathToFileURL(path.join(import.meta.dirname, 'run-steps.mjs')).href

/** What is printed while these steps run in a process of their own. */
function printed(steps) {
  const script = `const { runSteps } = await import(${JSON.stringify(module)})
    await runSteps([${steps}])`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
}

test('what a step says of itself is told, however it is coloured', () => {
  const command = `node -e "console.log(String.fromCharCode(27) + '[22mproof: 20 kills, seed 7')"`
  const step = `{ name: 'proofs', command: ${JSON.stringify(command)}, say: /^proof: .*/gm }`
  expect(printed(step)).toMatch(/^proofs: ok, [\d.]+ s, proof: 20 kills, seed 7\n$/)
})
