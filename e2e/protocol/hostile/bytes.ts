import type { Dice } from '../dice.ts'
import type { Said } from './requests.ts'
import type { Target } from './target.ts'

type Craft = (target: Target) => string

const whole: Craft = ({ attacker }) =>
  `POST /api/servers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${attacker.token}\r\n` +
  'Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{"name":"x"}'

/** Requests that are wrong in their bytes, by what other servers have been brought down or led astray with. */
const crafted: readonly Craft[] = [
  () => 'GARBAGE\r\n\r\n',
  () => '\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  () => 'GET / HTTP/1.1\r\n\r\n',
  () => 'GET / HTTP/1.0\r\n\r\n',
  () => 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n',
  () => 'GET /\r\n',
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  () => 'CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n',
  () => 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  () => 'GET http://localhost/api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  () => 'GET http://evil.test/api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\nConnection: close\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: \u0000\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n',
  () => `GET / HTTP/1.1\r\nHost: ${'a.'.repeat(3_000)}localhost\r\nConnection: close\r\n\r\n`,
  () => 'GET / HTTP/1.1\r\nHost: localhost\r\n folded: header\r\nConnection: close\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost : localhost\r\nConnection: close\r\n\r\n',
  () => `GET / HTTP/1.1\r\nHost: localhost\r\n${'a: b\r\n'.repeat(3_000)}Connection: close\r\n\r\n`,
  () => `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  () => 'GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET /a b c HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET /api/health#x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  () => 'GET \\api\\health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  () => 'GET /api/health HTTP/1.1\nHost: localhost\nConnection: close\n\n',
  () => 'POST /api/servers HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  () => 'POST /api/servers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
  () => 'POST /api/servers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n',
  () =>
    'POST /api/servers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x',
  () => 'POST /api/servers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n',
  () => 'POST /api/servers HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n',
  () => 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  () => 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff0\r\n',
  () =>
    `POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5;${'a'.repeat(20_000)}\r\n`,
  () =>
    'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"a',
  () => 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nExpect: nonsense\r\nConnection: close\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  () => 'GET /socket.io/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: nonsense\r\n\r\n',
  (target) => whole(target).replace('Connection: close\r\n', '').repeat(20),
  (target) => whole(target).replaceAll('\r\n', '\r\r\n'),
]

/** One of those, or an honest request with some of its bytes changed, lost or put in. */
export function hostileBytes(target: Target, dice: Dice): Said {
  if (dice.next() < 0.5) return said(Buffer.from(dice.pick(crafted)(target), 'latin1'))
  const bytes = [...Buffer.from(whole(target))]
  for (let times = 1 + dice.count(4); times > 0; times -= 1) {
    const at = Math.floor(dice.next() * bytes.length)
    const replacement = dice.pick([[], [0], [0xff], [13], [10], [32], [58], [Math.floor(dice.next() * 256)]])
    bytes.splice(at, dice.count(1), ...replacement)
  }
  return said(Buffer.from(bytes))
}

const said = (bytes: Buffer): Said => ({ what: JSON.stringify(bytes.toString('latin1').slice(0, 600)), bytes })
