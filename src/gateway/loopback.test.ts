import { expect, test } from 'vitest'
import { addressOf, isLoopback, isReachableByLoopback } from './loopback.ts'

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['::1', 'http://[::1]:3000'],
  ['192.168.0.5', 'http://192.168.0.5:3000'],
  ['fd00::5', 'http://[fd00::5]:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
])('[CLI1] a gateway on %s is asked at %s', (host, address) => {
  expect(addressOf(host, 3000)).toBe(address)
})

test('[AUTH13] beyond loopback is every address but the loopback ones, whatever reaches it from here', () => {
  expect(['127.0.0.1', 'localhost', '::1'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '192.168.0.5', '127.0.0.1.evil.test', ''].some(isLoopback)).toBe(false)
  expect(['127.0.0.1', '::1', '0.0.0.0', '::'].every(isReachableByLoopback)).toBe(true)
  expect(isReachableByLoopback('192.168.0.5')).toBe(false)
})
