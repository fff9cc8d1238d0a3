import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPrivateAddress } from './private-address.ts'

describe('an address of a network of one’s own, or of nobody, is private', () => {
  test.each([
    ['nobody', '0.0.0.0', '0.255.255.255', '::'],
    ['this computer', '127.0.0.1', '127.255.255.254', '::1'],
    ['a home or an office', '10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
    ['a home or an office, by IPv6', 'fc00::', 'fd12:3456:789a::1', 'fdff:ffff::1', 'fec0::1'],
    ['one cable', '169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1'],
    ['a carrier', '100.64.0.0', '100.127.255.255'],
    ['many at once', '224.0.0.1', '239.255.255.255', 'ff02::1', '255.255.255.255'],
    [
      'what is kept back',
      '240.0.0.1',
      '192.0.0.170',
      '192.88.99.1',
      '198.18.0.1',
      '198.19.255.255',
      '100::1',
      '5f00::1',
    ],
    ['books', '192.0.2.1', '198.51.100.7', '203.0.113.255', '2001:db8::1', '2001:db8:ffff::', '3fff::1', '3fff:fff::1'],
    ['IPv4 inside IPv6', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::FFFF:7f00:1', '::10.0.0.1', '::ffff:0:10.0.0.1'],
    [
      'IPv4 behind IPv6',
      '64:ff9b::a00:1',
      '64:ff9b::8.8.8.8',
      '64:ff9b:1::1',
      '2002:a00:1::',
      '2001::1',
      '2001:1ff::1',
    ],
  ])('%s', (_what, ...addresses) => {
    expect(addresses.filter((address) => !isPrivateAddress(address))).toEqual([])
  })
})

test('an address of the internet is not', () => {
  const addresses = `1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
    169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0
    198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255
    2001:200::1 2001:db7:ffff::1 2001:db9:: 2003::1 2606:4700::1111 2A00:1450:4001::200e 3ffe::1`
  expect(addresses.split(/\s+/).filter(isPrivateAddress)).toEqual([])
})

const noAddresses = `localhost example.com 8.8.8 8.8.8.8.8 8.8.8.256 08.8.8.8 0x8.8.8.8 134744072 2606:4700::1::1
  2606:4700 2606:4700::12345 2606:4700:::1 :2606:4700:: 2606:4700::1%eth0 2606:1:2:3:4:5:6:7:8 2606:1:2:3:4:5:6:7::
  [2606:4700::1] 2606:4700::8.8.8 2606:8.8.8.8::1 2606::g`

test.each(['', '8.8.8.8 ', ...noAddresses.split(/\s+/)])('what is no address, as %j, is not called either', (text) => {
  expect(isPrivateAddress(text)).toBe(true)
})

test('no IPv4 address gets through inside an IPv6 one, and no text breaks the reading', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.string()), (text) => {
      const forms = [`::ffff:${text}`, `::${text}`, `64:ff9b::${text}`, `2002:${text}::`]
      expect(forms.filter((form) => !isPrivateAddress(form))).toEqual([])
    }),
  )
})
