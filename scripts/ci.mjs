// What a build machine runs: the test command of the README, then the suites that lie beside the checkout, if they do.
// Runs on any Node, before anything is installed. The last line adds up every test that ran.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { countTests, inWords } from './count-tests.mjs'

const root = path.dirname(import.meta.dirname)

function testCommand() {
  const [command] = /^npm ci && npm test$/m.exec(fs.readFileSync(path.join(root, 'README.md'), 'utf8')) ?? []
  if (command === undefined) throw new Error('The README names no test command')
  return command
}

function run(command) {
  console.log(`\n> ${command}`)
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, {
      cwd: root,
      shell: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CI: '1', FORCE_COLOR: '0' },
    })
    child.stdout.setEncoding('utf8').on('data', (words) => {
      output += words
      process.stdout.write(words)
    })
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The last line of `npm test` is its sum; what its steps say before that would count twice. */
const lastLine = (output) => output.trimEnd().split('\n').at(-1) ?? ''

const total = { passed: 0, failed: 0 }
function add({ code, output }) {
  const { passed, failed } = countTests(output)
  total.passed += passed
  // Something that ended badly without a failed test is a failure all the same.
  total.failed += code === 0 ? failed : Math.max(1, failed)
}

const { code, output } = await run(testCommand())
add({ code, output: lastLine(output) })
if (fs.existsSync(path.join(root, '../shared'))) {
  add(await run('node scripts/conformance.mjs --thorough'))
  add(await run('node scripts/conformance.mjs --s3'))
  add(await run('npm run --silent desktop'))
}
console.log(`\n${inWords(total)}`)
process.exit(total.failed === 0 ? 0 : 1)
