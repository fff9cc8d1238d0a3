import type { Dice } from '../dice.ts'
import { doors } from '../doors/doors.ts'
import { SERVICE, thingOfName } from '../doors/things.ts'
import { hostileJson, hostileValue } from './values.ts'
import { ADMIN_SECRET, type Target } from './target.ts'

/** A request as bytes, and its first words for whoever reads of it. */
export interface Said {
  readonly what: string
  readonly bytes: Buffer
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'QUERY']

/** What an honest client sends to the doors that need no token. */
const openBodies: Readonly<Record<string, () => unknown>> = {
  'POST /api/auth/register-cookie': () => ({ username: 'x', email: 'x', password: 'short', rememberMe: true }),
  'POST /api/auth/login-cookie': () => ({ email: 'mark@example.test', password: 'nor that one' }),
  'POST /api/auth/register': () => ({ username: 'someone', email: 'someone@example.test', password: 'a long secret' }),
  'POST /api/auth/login': () => ({ email: 'vera@example.test', password: 'not that one', rememberMe: true }),
  'POST /api/auth/bot': () => ({ accessToken: 'x'.repeat(32) }),
  'POST /api/bots/bootstrap': () => ({ serviceType: SERVICE }),
  'POST /api/infra/service-types/register': () => ({
    serviceType: SERVICE,
    serverName: 'x',
    icon: 'x',
    description: 'x',
    configTemplate: { a: 1 },
  }),
  'POST /api/auth/local': () => ({ code: 'not that one' }),
}

const oddSegments = [
  '%00',
  '%',
  '%zz',
  '%c0%af',
  '%ed%a0%80',
  '%2e%2e%2f',
  '..',
  '.',
  '@me',
  '%40me',
  '__proto__',
  'a'.repeat(600),
  '%F0%9F%91%8D'.repeat(30),
  '\u{1f44d}',
  "'",
  '*',
  ';x=1',
  '0',
  'ffffffffffffffffffffffff%0a',
]

/** What stands at a place of a path: mostly something that is there. What is deleted is never one's own: it is needed. */
function segment(name: string, { own, others }: Target, { dice, method }: { dice: Dice; method: string }): string {
  const part = thingOfName[name]
  const drawn = dice.next()
  if (part === undefined || drawn < 0.1) return dice.pick(oddSegments)
  if (drawn < 0.2) return encodeURIComponent(wordsOf(hostileValue(dice)))
  return drawn < 0.4 || method === 'DELETE' ? others[part] : own[part]
}

const wordsOf = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 2_000).toWellFormed()

const queries = [
  '',
  '',
  '',
  '?limit=100',
  '?limit=-1',
  '?limit=1e9',
  '?limit=1&limit=2',
  '?limit[]=1',
  '?before=ffffffffffffffffffffffff',
  '?before=zzz',
  '?before[$gt]=',
  '?q=%',
  '?q=(a%2B)%2B%24',
  `?q=${'x'.repeat(8_000)}`,
  '?__proto__[x]=1&constructor=1',
  '?%00=%00',
  `?${'a=1&'.repeat(2_000)}`,
  '??&&==',
]

const headerLines: readonly ((target: Target) => string)[] = [
  () => 'Content-Type: text/plain',
  () => 'Content-Type: application/json; charset=utf-16',
  () => 'Content-Type: application/json\r\nContent-Type: text/html',
  () => 'Content-Type: multipart/form-data; boundary=x',
  () => 'Content-Type: multipart/form-data',
  () => 'Content-Type: /;;=',
  () => `Content-Type: ${'a'.repeat(5_000)}`,
  () => 'Content-Encoding: gzip',
  () => 'Origin: null',
  () => 'Origin: https://evil.test',
  () => 'Origin: http://localhost:99999',
  () => 'Sec-Fetch-Site: cross-site',
  () => 'If-None-Match: *',
  () => `If-None-Match: ${'"x",'.repeat(500)}`,
  () => 'Range: bytes=0-,5-1',
  () => 'Accept: */*;q=nan',
  () => 'Accept-Encoding: gzip;q=0, *;q=0',
  () => 'X-Forwarded-For: 1.2.3.4, ::1, evil',
  () => 'X-Forwarded-Host: evil.test',
  () => 'X-Mew-Refresh-Id: 12345678',
  () => 'X-Mew-Csrf-Token: x\r\nCookie: mew_csrf_token=x; mew_refresh_token=garbage',
  () => 'Cookie: mew_access_token=%zz; ;;=; mew_csrf_token="',
  ({ attacker }) => `Cookie: mew_access_token=${attacker.token}; mew_access_token=x`,
  () => `Cookie: ${'a=b; '.repeat(1_000)}`,
  () => 'X-HTTP-Method-Override: DELETE',
  () => 'Expect: 100-continue',
  () => 'Upgrade: h2c',
  () => '__proto__: x',
  () => 'Constructor: x',
]

/** Tokens that are no good, and now and then none; mostly the attacker's own good one. */
function authorization(target: Target, dice: Dice): string[] {
  const drawn = dice.next()
  if (drawn < 0.8) return [`Authorization: Bearer ${target.attacker.token}`]
  const [head = '', claims = '', signature = ''] = target.attacker.token.split('.')
  const bad = [
    `${head}.${claims}.`,
    `${head}..${signature}`,
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
    `${head}.${Buffer.from('{"id":{"$gt":""}}').toString('base64url')}.${signature}`,
    `${head}.${claims}.${signature}`.toUpperCase(),
    'x'.repeat(6_000),
    'null',
    '....',
  ]
  return drawn < 0.95 ? [`Authorization: Bearer ${dice.pick(bad)}`] : []
}

interface Asked {
  readonly target: Target
  readonly dice: Dice
  /** The door, as `METHOD /path`. */
  readonly name: string
}

function bodyFor({ target, dice, name }: Asked): string {
  const example = (openBodies[name] ?? doors[name]?.body)?.(dice.next() < 0.8 ? target.own : target.others)
  return example === undefined && dice.next() < 0.7 ? '' : hostileJson(example ?? {}, dice)
}

function lineFor({ target, dice, name }: Asked): string {
  const [usual = '', url = ''] = name.split(' ')
  const path = url.replaceAll(/:(\w+)/g, (_whole, part: string) => segment(part, target, { dice, method: usual }))
  const method = dice.next() < 0.92 ? usual : dice.pick(methods)
  return `${method} ${path}${dice.pick(queries)} HTTP/1.1`
}

function headersFor({ target, dice, name }: Asked, body: string): string[] {
  const extra = dice.sample(headerLines, dice.next() < 0.3 ? 1 + dice.count(2) : 0).map((line) => line(target))
  const hasType = body === '' || extra.some((line) => line.startsWith('Content-Type'))
  return [
    ...authorization(target, dice),
    ...(doors[name]?.passes === 'operator' && dice.next() < 0.8 ? [`X-Mew-Admin-Secret: ${ADMIN_SECRET}`] : []),
    ...(hasType ? [] : ['Content-Type: application/json']),
    ...extra,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
}

/** A request to some route, right in most of it. */
export function hostileRequest(target: Target, dice: Dice): Said {
  const asked: Asked = { target, dice, name: dice.pick(Object.keys(doors)) }
  const body = bodyFor(asked)
  const head = [lineFor(asked), 'Host: localhost', 'Connection: close', ...headersFor(asked, body)].join('\r\n')
  return { what: `${head.slice(0, 600)}\n${body.slice(0, 400)}`, bytes: Buffer.from(`${head}\r\n\r\n${body}`) }
}
