import { expect, test } from 'vitest'
import { startTestGateway } from '../../fixtures/test-gateway.ts'
import { faultsIn, speak } from './speak.ts'

const upgrade =
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
const version = 'Sec-WebSocket-Version: 13\r\n'
const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'

/** What the random attack has found, each once and for all: the bytes, and what is answered now. */
const cases: readonly (readonly [string, string, number])[] = [
  [
    'an expectation nobody knows',
    'GET /api/health HTTP/1.1\r\nHost: localhost\r\nExpect: nonsense\r\nConnection: close\r\n\r\n',
    200,
  ],
  [
    'HEAD of what the asker has already',
    'HEAD /api/health HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\nConnection: close\r\n\r\n',
    304,
  ],
  ['a request to no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 200],
  ['an upgrade with a key that is none', `${upgrade}${version}Sec-WebSocket-Key: short\r\n\r\n`, 400],
  ['an upgrade of another version', `${upgrade}Sec-WebSocket-Version: 99\r\n${key}\r\n`, 400],
  ['an upgrade with a protocol that is none', `${upgrade}${version}${key}Sec-WebSocket-Protocol: ,,,\r\n\r\n`, 400],
  [
    'an upgrade with extensions that are none',
    `${upgrade}${version}${key}Sec-WebSocket-Extensions: permessage-deflate; x="\r\n\r\n`,
    101,
  ],
  ['an upgrade to no transport', `${upgrade.replace('=websocket', '=__proto__')}${version}${key}\r\n`, 400],
  ['an upgrade of nobody’s session', `${upgrade.replace(' HTTP', '&sid=nobody HTTP')}${version}${key}\r\n`, 400],
]

test.each(cases)('[HTTP1] %s is answered as everything is', async (_what, said, status) => {
  await using home = await startTestGateway()
  const heard = await speak(home.gateway.port, Buffer.from(said), status === 101)
  expect([heard.status, faultsIn(heard)]).toEqual([status, []])
})

test.each([
  ['with its length', (body: string) => `Content-Length: ${body.length}\r\n\r\n${body}`],
  [
    'in pieces',
    (body: string) => `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  ],
])('[HTTP1] a polled packet that is too large, sent %s, is answered as everything is', async (_how, send) => {
  await using home = await startTestGateway()
  const at = '/socket.io/?EIO=4&transport=polling'
  const opened = await (await fetch(home.url + at)).text()
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
  const head = `POST ${at}&sid=${sid} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`
  const heard = await speak(home.gateway.port, Buffer.from(head + send(`4${'x'.repeat(1_000_000)}`)))
  expect([heard.status, faultsIn(heard)]).toEqual([413, []])
})
