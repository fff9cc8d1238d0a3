import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { clientAddressOf, createProxyTrust } from './proxy-trust.ts'

describe('[WHO9] who is believed', () => {
  test.each([
    ['loopback', '127.0.0.1', true],
    ['loopback', '127.8.9.1', true],
    ['loopback', '::1', true],
    ['loopback', '::ffff:127.0.0.1', true],
    ['loopback', '10.0.0.1', false],
    ['uniquelocal', '172.31.0.9', true],
    ['uniquelocal', '172.32.0.9', false],
    ['linklocal, 10.1.2.3', '10.1.2.3', true],
    ['linklocal, 10.1.2.3', 'fe80::1', true],
    ['10.0.0.0/255.255.0.0', '10.0.200.1', true],
    ['10.0.0.0/255.255.0.0', '10.1.0.1', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['loopback', 'unknown', false],
    ['loopback', '', false],
  ])('%s: %s is %s', (setting, address, believed) => {
    expect(createProxyTrust(setting)(address, 0)).toBe(believed)
  })

  test.each([
    'banana',
    '10.0.0.1/0',
    '10.0.0.1/33',
    '10.0.0.1/x',
    '::1/129',
    '10.0.0.1/8/8',
    '10.0.0.1/255.0.255.0',
    '',
  ])('a list with %j in it is refused', (setting) => {
    expect(() => createProxyTrust(setting)).toThrow(TypeError)
  })
})

const request = (remoteAddress: string, forwarded?: string | string[]): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage

describe('[WHO9] the address of a client', () => {
  test.each([
    [false, ['10.0.0.1', '10.0.0.2'], '127.0.0.1'],
    [true, ['10.0.0.1', '10.0.0.2'], '10.0.0.1'],
    [1, ['10.0.0.1', '10.0.0.2'], '10.0.0.2'],
    [2, ['10.0.0.1', '10.0.0.2'], '10.0.0.1'],
    [9, ['10.0.0.1', '10.0.0.2'], '10.0.0.1'],
    ['loopback', ['10.0.0.1', '10.0.0.2'], '10.0.0.2'],
    ['loopback, 10.0.0.2', ['10.0.0.1', '10.0.0.2'], '10.0.0.1'],
    ['loopback', [], '127.0.0.1'],
  ] as const)('%s believed, %j handed on: %s', (setting, forwarded, address) => {
    expect(clientAddressOf(request('127.0.0.1', forwarded.join(', ')), createProxyTrust(setting))).toBe(address)
  })

  test('a stranger who claims to hand on is taken at face value', () => {
    expect(clientAddressOf(request('8.8.8.8', '10.0.0.1'), createProxyTrust('loopback'))).toBe('8.8.8.8')
    expect(clientAddressOf(request('127.0.0.1'), createProxyTrust('loopback'))).toBe('127.0.0.1')
  })
})
