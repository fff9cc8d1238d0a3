import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { ACCESS_COOKIE, CSRF_COOKIE, CSRF_HEADER } from '#shared/protocol/cookies.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { openBrowser } from '../web-client.ts'

interface Claims {
  readonly id: string
  readonly sid: string
  readonly cv: number
}

interface Signing {
  readonly secret: string
  readonly claims: object
  readonly issuedAt?: number
  readonly lifetime?: number
  readonly algorithm?: string
}

const now = (): number => Math.floor(Date.now() / 1000)

function sign({ secret, claims, issuedAt = now(), lifetime = 1_800, algorithm = 'HS256' }: Signing): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(new TextEncoder().encode(secret))
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signed by nobody, as old libraries let through. */
function unsigned(claims: object, algorithm: string): string {
  const lasting = { ...claims, iat: now(), exp: now() + 1_800 }
  return `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(lasting)}.`
}

/** A header that names one algorithm over a signature made by another. */
function mislabelled(secret: string, claims: object): string {
  const head = `${encode({ alg: 'HS512', typ: 'JWT' })}.${encode({ ...claims, iat: now(), exp: now() + 1_800 })}`
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
}

/** Signs somebody up and out again; answers with the access token of that time. */
async function revoked(home: TestGateway): Promise<string> {
  const browser = openBrowser(home.url)
  const person = { username: 'gone', email: 'gone@example.test', password: 'a long secret' }
  await browser.post('/auth/register', person)
  const token = browser.cookies.get(ACCESS_COOKIE) ?? ''
  await browser.send('/auth/csrf')
  const csrf = { [CSRF_HEADER]: browser.cookies.get(CSRF_COOKIE) ?? '' }
  const { status } = await browser.post('/auth/logout', undefined, csrf)
  if (status !== 204) throw new Error(`Logging out was answered ${status}`)
  return token
}

/** Every way a token can be no good; each would be Vera's, or was somebody's, if it were. */
export async function badTokens(home: TestGateway, secret: string): Promise<Readonly<Record<string, string>>> {
  const good = await home.tokenOf('vera')
  const [head = '', payload = '', signature = ''] = good.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims
  const mine = { secret, claims: { id: claims.id, sid: claims.sid, cv: claims.cv } }
  return {
    'made with another secret': await sign({ ...mine, secret: 'another secret' }),
    'made with an empty secret': unsigned(mine.claims, 'HS256'),
    expired: await sign({ ...mine, issuedAt: now() - 7_200 }),
    revoked: await revoked(home),
    'of a session that never was': await sign({ secret, claims: { ...mine.claims, sid: 'f'.repeat(24) } }),
    'of an older password': await sign({ secret, claims: { ...mine.claims, cv: claims.cv + 1 } }),
    'of another user’s session': await sign({ secret, claims: { ...mine.claims, id: home.idOf('mark') } }),
    'without a session': await sign({ secret, claims: { id: claims.id } }),
    'signed by nobody': unsigned(mine.claims, 'none'),
    'by an algorithm that is not taken': await sign({ ...mine, secret: secret.padEnd(64, '.'), algorithm: 'HS512' }),
    'under a wrong name of its algorithm': mislabelled(secret, mine.claims),
    'with a changed claim': `${head}.${encode({ ...claims, exp: now() + 99_999 })}.${signature}`,
    'with a signature cut short': good.slice(0, -2),
    'without its signature': `${head}.${payload}.`,
    'of two parts': `${head}.${payload}`,
    'that is none': 'garbage',
  }
}
