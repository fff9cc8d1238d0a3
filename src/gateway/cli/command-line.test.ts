import { expect, test } from 'vitest'
import { chooseCommand } from './command-line.ts'
import { UsageError } from './usage-error.ts'

const choose = (line: string): unknown => chooseCommand(line.split(' ').filter(Boolean))

test.each([
  ['start', 'start', []],
  ['start demo --port 0', 'start', ['demo', '--port', '0']],
  ['--port 0 start demo', 'start', ['--port', '0', 'demo']],
  ['exec --port 0 -- start --help', 'exec', ['--port', '0', '--', 'start', '--help']],
  ['stop', 'stop', []],
])('[CLI2] "%s" is the command %s', (line, name, rest) => {
  expect(choose(line)).toEqual({ name, rest })
})

test.each([
  ['', []],
  ['--help', []],
  ['-h', []],
  ['start --help', ['start']],
  ['start demo -h', ['start']],
  ['--version --help', []],
  ['exec -h -- npm test', ['exec']],
])('[CLI2] "%s" asks for help', (line, rest) => {
  expect(choose(line)).toEqual({ name: 'help', rest })
})

test.each(['--version', 'start --version'])('[CLI2] "%s" asks for the version', (line) => {
  expect(choose(line)).toEqual({ name: 'version', rest: [] })
})

test('[CLI2] options without a command are refused with the whole line as it may have been meant', () => {
  expect(() => choose('--port 0')).toThrow(UsageError)
  expect(() => choose('--port 0')).toThrow('--port needs a command, as in: mew-gateway start --port 0')
})
