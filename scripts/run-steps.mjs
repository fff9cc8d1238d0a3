// Runs commands one after the other, or some side by side, tells each in a line with its time, and stops where one fails.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { countTests, inWords } from './count-tests.mjs'
import { root } from './own-node.mjs'

const bin = path.join(root, 'node_modules/.bin')
const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, FORCE_COLOR: '0' }

/** Gives way to whatever else runs. Where a system does not let it, it runs like the others. */
function giveWay({ pid }) {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // As said.
  }
}

function run({ command, variables = {}, givesWay = false }) {
  return new Promise((resolve) => {
    let output = ''
    const env = { ...environment, ...variables }
    const child = spawn(command, { cwd: root, shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] })
    if (givesWay) giveWay(child)
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

/** Whether it went well; it is told as soon as it is known, and counted into `total`. */
async function runStep(step, total) {
  const began = performance.now()
  const { code, output } = await run(step)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const counted = countTests(output)
  total.passed += counted.passed
  // What is not a test, such as the linter, counts as one failure.
  total.failed += code === 0 ? counted.failed : Math.max(1, counted.failed)
  if (code === 0) console.log(`${step.name}: ok, ${seconds} s${wordsOf(step, output, counted)}`)
  else {
    process.stdout.write(output)
    console.log(`${step.name}: failed after ${seconds} s`)
  }
  return code === 0
}

async function runLane(steps, total) {
  for (const step of steps) if (!(await runStep(step, total))) return false
  return true
}

/**
 * `steps`: `{ name, command, say?, variables?, givesWay? }`; what `say` matches of the output is told with the step,
 * `variables` are added to its environment. `{ lanes }` in place of one: lists of steps that run side by side. Returns
 * `{ passed, failed }` of all tests that ran; a step that fails ends the process, after its output and the counts so far,
 * and where others run beside it after those.
 */
export async function runSteps(steps) {
  const total = { passed: 0, failed: 0 }
  for (const step of steps) {
    const went = await Promise.all((step.lanes ?? [[step]]).map((lane) => runLane(lane, total)))
    if (went.includes(false)) {
      console.log(inWords(total))
      process.exit(1)
    }
  }
  return total
}
