// Runs commands one after the other, tells each in a line with its time, and stops at the first that fails.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { countTests, inWords } from './count-tests.mjs'
import { root } from './own-node.mjs'

const bin = path.join(root, 'node_modules/.bin')
const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, FORCE_COLOR: '0' }

function run({ command, variables = {} }) {
  return new Promise((resolve) => {
    let output = ''
    const env = { ...environment, ...variables }
    const child = spawn(command, { cwd: root, shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (words) => {
        output += words
      })
    }
    child.once('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }))
  })
}

/** What a step says about itself: what was counted and its own words, each on a line where there are several. */
function wordsOf({ say }, output, counted) {
  const own = say === undefined ? [] : [...output.matchAll(say)].map((match) => match[0].trim())
  const tests = counted.passed + counted.failed === 0 ? '' : `, ${inWords(counted)}`
  return own.length === 1 ? `, ${own[0]}${tests}` : [tests, ...own].join('\n  ')
}

/**
 * `steps`: `{ name, command, say?, variables? }`; what `say` matches of the output is told with the step, `variables` are
 * added to its environment. Returns `{ passed, failed }`
 * of all tests that ran; a step that fails ends the process, after its output and the counts so far.
 */
export async function runSteps(steps) {
  const total = { passed: 0, failed: 0 }
  for (const step of steps) {
    const began = performance.now()
    const { code, output } = await run(step)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const counted = countTests(output)
    total.passed += counted.passed
    total.failed += counted.failed
    if (code !== 0) {
      process.stdout.write(output)
      console.log(`${step.name}: failed after ${seconds} s`)
      // What is not a test, such as the linter, counts as one failure.
      console.log(inWords({ ...total, failed: Math.max(1, total.failed) }))
      process.exit(code)
    }
    console.log(`${step.name}: ok, ${seconds} s${wordsOf(step, output, counted)}`)
  }
  return total
}
