import { expect, test } from 'vitest'
import { clientOf } from './rate-limit.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2200::1', '2001:db8:1:2200'],
  ['2001:DB8:1:22ff:a:b:c:d', '2001:db8:1:2200'],
  ['2001:db8:1:23ff:a:b:c:d', '2001:db8:1:2300'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0'],
  ['unknown', 'unknown'],
  ['', 'unknown'],
  ['x'.repeat(10_000), 'unknown'],
])('[RATE4] %s is counted as %s', (address, client) => {
  expect(clientOf(address)).toBe(client)
})
