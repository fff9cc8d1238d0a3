// Runs commands one after the other, tells each in a line with its time, and stops at the first that fails.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './own-node.mjs'

const bin = path.join(root, 'node_modules/.bin')
const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, FORCE_COLOR: '0' }

function run(command) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, { cwd: root, shell: true, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (words) => (output += words))
    child.once('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * `steps`: `{ name, command, summary? }`; `summary` picks out of the output what was counted.
 * Returns what every step said, by name; ends the process where one fails.
 */
export async function runSteps(steps) {
  const said = new Map()
  for (const { name, command, summary } of steps) {
    const began = performance.now()
    const { code, output } = await run(command)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    if (code !== 0) {
      process.stdout.write(output)
      console.log(`${name}: failed after ${seconds} s`)
      process.exit(code)
    }
    const counted = summary?.(output)
    console.log(`${name}: ok, ${seconds} s${counted === undefined ? '' : `, ${counted}`}`)
    said.set(name, output)
  }
  return said
}

/** The line of a test runner that says how many passed. */
export const countOf = (pattern) => (output) =>
  [...output.matchAll(pattern)].map((match) => match[0].trim()).join('; ') || undefined
