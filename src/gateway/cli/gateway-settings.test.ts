import { expect, test } from 'vitest'
import { readGatewaySettings, type GatewaySettings } from './gateway-settings.ts'
import { UsageError } from './usage-error.ts'

const parse = (line: string, environment: Record<string, string> = {}): GatewaySettings =>
  readGatewaySettings(line.split(' ').filter(Boolean), environment)

const plain = {
  scenario: 'empty',
  port: 3000,
  host: '127.0.0.1',
  data: undefined,
  seed: 2027,
  web: true,
  allowedHosts: [],
  publicUrl: undefined,
  allowOrigins: undefined,
  logLevel: 'warn',
  logFormat: process.stderr.isTTY ? 'text' : 'json',
  clock: 'real',
  faults: 'none',
  control: { port: 0 },
  snapshots: undefined,
  readyFile: undefined,
  quirks: [],
  strict: false,
}

test('[CLI2] plain start is an empty gateway on the port of the protocol that keeps nothing', () => {
  expect(parse('')).toEqual(plain)
})

test('[CLI2] every option is read', () => {
  const line =
    'demo --port 0 --host 0.0.0.0 --data ./mew --seed 7 --no-web --allowed-host a --allowed-host b --public-url https://mew.test/x --log-level debug --log-format text --allow-origin https://a.test --allow-origin http://b.test:81 --clock virtual --faults train --control-port 4001 --ready-file ready.json --quirks stale-rooms,stale-embed --strict'
  expect(parse(line)).toEqual({
    scenario: 'demo',
    port: 0,
    host: '0.0.0.0',
    data: './mew',
    seed: 7,
    web: false,
    allowedHosts: ['a', 'b'],
    publicUrl: 'https://mew.test/x',
    allowOrigins: ['https://a.test', 'http://b.test:81'],
    logLevel: 'debug',
    logFormat: 'text',
    clock: 'virtual',
    faults: 'train',
    control: { port: 4001 },
    readyFile: 'ready.json',
    quirks: ['stale-rooms', 'stale-embed'],
    strict: true,
  })
})

test('[CLI9] the environment stands in for options that are not given', () => {
  const environment = { PORT: '4000', MEW_DATA: '/data', MEW_SCENARIO: 'demo', MEW_SEED: '5' }
  expect(parse('', environment)).toEqual({ ...plain, port: 4000, data: '/data', scenario: 'demo', seed: 5 })
})

test('[CLI9] so it does for what makes a simulator of it, and for how it is reached and what it tells', () => {
  const environment = {
    MEW_HOST: '0.0.0.0',
    MEW_ALLOWED_HOSTS: 'a, b',
    MEW_PUBLIC_URL: 'https://mew.test',
    MEW_WEB: 'no',
    MEW_LOG_LEVEL: 'info',
    MEW_LOG_FORMAT: 'text',
    MEW_CLOCK: 'virtual',
    MEW_FAULTS: 'flaky-wifi',
    MEW_CONTROL_PORT: '4001',
    MEW_READY_FILE: 'ready.json',
  }
  expect(parse('', environment)).toEqual({
    ...plain,
    host: '0.0.0.0',
    allowedHosts: ['a', 'b'],
    publicUrl: 'https://mew.test',
    web: false,
    logLevel: 'info',
    logFormat: 'text',
    clock: 'virtual',
    faults: 'flaky-wifi',
    control: { port: 4001 },
    readyFile: 'ready.json',
  })
  const line = '--host ::1 --clock real --faults none --control-port 0 --log-format json'
  expect(parse(line, environment)).toMatchObject({
    host: '::1',
    clock: 'real',
    faults: 'none',
    control: { port: 0 },
    logFormat: 'json',
  })
})

test.each<readonly [string, Record<string, string>, number | undefined]>([
  ['', {}, 0],
  ['--no-control', {}, undefined],
  ['--no-control --control-port 4001', {}, undefined],
  ['', { MEW_CONTROL: 'no' }, undefined],
  ['--control-port 4001', { MEW_CONTROL: 'no' }, 4001],
  ['', { NODE_ENV: 'production' }, undefined],
  ['--control-port 0', { NODE_ENV: 'production' }, 0],
  ['', { MEW_LAUNCHER: '1' }, undefined],
  ['', { MEW_LAUNCHER: '1', MEW_CONTROL_PORT: '4001' }, 4001],
  ['--host 0.0.0.0', {}, undefined],
  ['--host 0.0.0.0 --control-port 0', {}, 0],
])('[CLI16] "%s" with %o has its control API on port %s', (line, environment, port) => {
  expect(parse(line, environment).control).toEqual(port === undefined ? undefined : { port })
})

test('[CLI9] an option wins over it, and a scenario after start over both', () => {
  const environment = { PORT: '4000', MEW_DATA: '/data', MEW_SCENARIO: 'other', MEW_SEED: '5' }
  const line = '--port 0 --data here --scenario empty --seed 6'
  expect(parse(line, environment)).toEqual({ ...plain, port: 0, data: 'here', seed: 6 })
  expect(parse('demo --scenario empty', environment)).toMatchObject({ scenario: 'demo' })
})

test.each([
  ['0', 0],
  ['banana', 3000],
  ['', 3000],
  ['-1', 3000],
  ['70000', 3000],
  ['80.5', 3000],
])('[CLI9] PORT=%s is port %i: what is no port is as if it were not set', (value, port) => {
  expect(parse('', { PORT: value })).toMatchObject({ port })
})

test('[CLI9] empty variables are not set', () => {
  expect(parse('', { MEW_DATA: '', MEW_SCENARIO: '', MEW_SEED: '' })).toEqual(plain)
})

test.each([
  ['a b', 'it takes one scenario; "b" is too much'],
  ['--port', '--port needs a value'],
  ['--port --no-web', '--port needs a value'],
  ['--port banana', '--port takes a whole number from 0 to 65535, not "banana"'],
  ['--port -1', '--port needs a value'],
  ['--port=-1', '--port takes a whole number'],
  ['--port 70000', '--port takes a whole number from 0 to 65535, not "70000"'],
  ['--seed x', '--seed takes a whole number from 0 to 4294967295, not "x"'],
  ['--control-port x', '--control-port takes a whole number from 0 to 65535, not "x"'],
  ['--clock fast', '--clock is one of real, virtual'],
  ['--faults weather', '--faults is one of none, flaky-wifi, train, server-restart, adversarial'],
  ['--log-format xml', '--log-format is one of text, json'],
  ['--allow-origin example.org', '--allow-origin takes an origin, as in https://example.org, not "example.org"'],
  ['--allow-origin https://a.test/', '--allow-origin takes an origin'],
  ['--colour', 'there is no option --colour'],
  ['--prot 0', 'there is no option --prot: did you mean --port?'],
  ['--pub http://a', 'there is no option --pub: did you mean --public-url?'],
  ['-p 0', 'there is no option -p'],
  ['--no-web=yes', '--no-web takes no value'],
  ['--log-level loud', '--log-level is one of fatal, error, warn, info, debug, silent'],
  ['--quirks stale-embeds', '--quirks: there is no "stale-embeds": did you mean stale-embed?'],
  ['--data=', '--data needs a value'],
  ['--host=', '--host needs a value'],
  ['--scenario=', '--scenario needs a value'],
  ['--public-url nonsense', '--public-url takes an http or https address, not "nonsense"'],
  ['--public-url file:///etc', '--public-url takes an http or https address, not "file:///etc"'],
])('[CLI2] "%s" is refused with a sentence', (line, sentence) => {
  expect(() => parse(line)).toThrow(UsageError)
  expect(() => parse(line)).toThrow(sentence)
})
