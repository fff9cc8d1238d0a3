import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createAddressCheck, createInfraGate } from './infra-gate.ts'

describe('without a list', () => {
  const mayAsk = createAddressCheck(undefined)

  test.each([
    '10.0.0.1',
    '10.255.255.255',
    '127.0.0.1',
    '127.9.9.9',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '::ffff:10.1.2.3',
    '::FFFF:127.0.0.1',
    '::1',
    'fc00::1',
    'fdab:cdef::1',
    'fe80::1',
    'febf::1',
    'fe80::1%eth0',
  ])('[SVC2] %s is at home', (address) => {
    expect(mayAsk(address)).toBe(true)
  })

  test.each([
    '',
    'unknown',
    '10.0.0.256',
    '10.0.0.1, 8.8.8.8',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '192.169.0.1',
    '169.254.0.1',
    '::ffff:8.8.8.8',
    '::',
    '::2',
    'fbff::1',
    'fe7f::1',
    'fec0::1',
    '2001:db8::1',
  ])('[SVC2] "%s" is not', (address) => {
    expect(mayAsk(address)).toBe(false)
  })
})

test('[SVC2] a list names each address, and nothing else goes', () => {
  const mayAsk = createAddressCheck(['192.0.2.7', '2001:db8::7', '::ffff:192.0.2.8', 'nonsense', '10.0.0.0/8'])
  const allowed = ['192.0.2.7', '::ffff:192.0.2.7', '192.0.2.8', '2001:db8::7', '2001:DB8:0:0::7']
  expect(allowed.filter((address) => !mayAsk(address))).toEqual([])
  const others = ['192.0.2.9', '127.0.0.1', '::1', '10.0.0.1', '192.168.0.1', 'nonsense', '']
  expect(others.filter(mayAsk)).toEqual([])
})

test('[SVC1] the address comes first, then whether there is a secret, then the secret', () => {
  const ask = (adminSecret: string | undefined, ip: string, brought?: string): string => {
    const headers = brought === undefined ? {} : { 'x-mew-admin-secret': brought }
    try {
      createInfraGate({ adminSecret, addresses: undefined })({ ip, headers } as unknown as FastifyRequest)
      return 'in'
    } catch (error) {
      return error instanceof ProtocolError ? error.code : String(error)
    }
  }
  expect(ask(undefined, '8.8.8.8', 'secret')).toBe('infraForbidden')
  expect(ask('secret', '8.8.8.8', 'secret')).toBe('infraForbidden')
  for (const brought of [undefined, '', 'secret']) expect(ask(undefined, '::1', brought)).toBe('adminSecretMissing')
  for (const brought of [undefined, '', 'secre', 'secrets', 'SECRET', ' secret']) {
    expect(ask('secret', '::1', brought)).toBe('adminSecretWrong')
  }
  expect(ask('secret', '::1', 'secret')).toBe('in')
})
