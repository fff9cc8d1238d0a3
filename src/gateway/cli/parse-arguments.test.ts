import { expect, test } from 'vitest'
import { parseArguments, UsageError, type Command } from './parse-arguments.ts'

const parse = (line: string, environment: Record<string, string> = {}): Command =>
  parseArguments(line.split(' ').filter(Boolean), environment)

const plain = {
  name: 'start',
  scenario: 'empty',
  port: 3000,
  host: '127.0.0.1',
  data: undefined,
  seed: 2027,
  web: true,
  allowedHosts: [],
  publicUrl: undefined,
  logLevel: 'warn',
}

test('[CLI2] plain start is an empty gateway on the port of the protocol that keeps nothing', () => {
  expect(parse('start')).toEqual(plain)
})

test('[CLI2] every option is read', () => {
  const line =
    'start demo --port 0 --host 0.0.0.0 --data ./mew --seed 7 --no-web --allowed-host a --allowed-host b --public-url https://mew.test/x --log-level debug'
  expect(parse(line)).toEqual({
    name: 'start',
    scenario: 'demo',
    port: 0,
    host: '0.0.0.0',
    data: './mew',
    seed: 7,
    web: false,
    allowedHosts: ['a', 'b'],
    publicUrl: 'https://mew.test/x',
    logLevel: 'debug',
  })
})

test('[CLI9] the environment stands in for options that are not given', () => {
  const environment = { PORT: '4000', MEW_DATA: '/data', MEW_SCENARIO: 'demo', MEW_SEED: '5' }
  expect(parse('start', environment)).toEqual({ ...plain, port: 4000, data: '/data', scenario: 'demo', seed: 5 })
})

test('[CLI9] an option wins over it, and a scenario after start over both', () => {
  const environment = { PORT: '4000', MEW_DATA: '/data', MEW_SCENARIO: 'other', MEW_SEED: '5' }
  const line = 'start --port 0 --data here --scenario empty --seed 6'
  expect(parse(line, environment)).toEqual({ ...plain, port: 0, data: 'here', seed: 6 })
  expect(parse('start demo --scenario empty', environment)).toMatchObject({ scenario: 'demo' })
})

test.each([
  ['0', 0],
  ['banana', 3000],
  ['', 3000],
  ['-1', 3000],
  ['70000', 3000],
  ['80.5', 3000],
])('[CLI9] PORT=%s is port %i: what is no port is as if it were not set', (value, port) => {
  expect(parse('start', { PORT: value })).toMatchObject({ port })
})

test('[CLI9] empty variables are not set', () => {
  expect(parse('start', { MEW_DATA: '', MEW_SCENARIO: '', MEW_SEED: '' })).toEqual(plain)
})

test.each(['', '--help', '-h', 'start --help', 'start demo -h', '--version --help'])(
  '[CLI2] "%s" asks for help',
  (line) => {
    expect(parse(line)).toEqual({ name: 'help' })
  },
)

test.each(['--version', 'start --version'])('[CLI2] "%s" asks for the version', (line) => {
  expect(parse(line)).toEqual({ name: 'version' })
})

test.each([
  ['stop', 'there is no command "stop"'],
  ['start a b', 'start takes one scenario; "b" is too much'],
  ['start --port', '--port'],
  ['start --port banana', '--port takes a whole number from 0 to 65535, not "banana"'],
  ['start --port -1', '--port'],
  ['start --port 70000', '--port takes a whole number from 0 to 65535, not "70000"'],
  ['start --seed x', '--seed takes a whole number from 0 to 4294967295, not "x"'],
  ['start --colour', '--colour'],
  ['start --no-web=yes', '--no-web'],
  ['start --log-level loud', '--log-level is one of fatal, error, warn, info, debug, silent'],
  ['start --data=', '--data needs a value'],
  ['start --host=', '--host needs a value'],
  ['start --scenario=', '--scenario needs a value'],
  ['start --public-url nonsense', '--public-url takes an http or https address, not "nonsense"'],
  ['start --public-url file:///etc', '--public-url takes an http or https address, not "file:///etc"'],
])('[CLI2] "%s" is refused with a sentence', (line, sentence) => {
  expect(() => parse(line)).toThrow(UsageError)
  expect(() => parse(line)).toThrow(sentence)
})
