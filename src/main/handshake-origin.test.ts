import { expect, test } from 'vitest'
import { handshakeHeaders } from './handshake-origin.ts'

const gateways = ['https://mew.example', 'http://127.0.0.1:3000']
const handshake = {
  url: 'wss://mew.example/socket.io/?EIO=4&transport=websocket',
  resourceType: 'webSocket',
  requestHeaders: { origin: 'app://bundle', 'User-Agent': 'x' },
}

test("[SHAKE1] the page's handshake with a gateway says that gateway's own origin", () => {
  expect(handshakeHeaders(handshake, gateways)).toEqual({ Origin: 'https://mew.example', 'User-Agent': 'x' })
  const plain = { ...handshake, url: 'ws://127.0.0.1:3000/socket.io/', initiatorOrigin: 'app://bundle' }
  expect(handshakeHeaders(plain, gateways)['Origin']).toBe('http://127.0.0.1:3000')
})

test.each([
  ['another host', { url: 'wss://evil.example/' }],
  ['another port', { url: 'ws://127.0.0.1:3001/' }],
  ['the same host without encryption', { url: 'ws://mew.example/' }],
  ['a name that begins the same', { url: 'wss://mew.example.evil.example/' }],
  ['another page', { requestHeaders: { origin: 'https://evil.example' } }],
  ['another page, whatever its header says', { initiatorOrigin: 'https://evil.example' }],
  ['a request that is no handshake', { resourceType: 'xhr' }],
])('[SHAKE2] %s is left as it is', (_what, change) => {
  const other = { ...handshake, ...change }
  expect(handshakeHeaders(other, gateways)).toEqual(other.requestHeaders)
})
