import { expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { request, type Answer } from './web-client.ts'

const environment = { MEW_ENABLE_RATE_LIMIT: 'true' }
const TOO_MANY = { message: 'Too many requests, please try again later.' }

/** Policy, limit, what is left, and in how many seconds it starts anew. */
const figures = ({ headers }: Answer): unknown[] =>
  ['policy', 'limit', 'remaining', 'reset'].map((name) => headers[`ratelimit-${name}`])

const from = (client: string): Record<string, string> => ({ 'x-forwarded-for': client })
const health = (home: TestGateway, client = '192.0.2.1'): Promise<Answer> =>
  request(`${home.url}/api/health`, { headers: from(client) })
/** A log-in that costs no password check. */
const knock = (home: TestGateway, client = '192.0.2.1'): Promise<Answer> =>
  request(`${home.url}/api/auth/login`, { method: 'POST', json: {}, headers: from(client) })

async function times(count: number, ask: () => Promise<Answer>): Promise<Answer> {
  for (let done = 1; done < count; done += 1) await ask()
  return ask()
}

test('[RATE1] nothing is counted outside production unless it is asked for', async () => {
  await using home = await startTestGateway()
  expect(figures(await health(home))).toEqual([undefined, undefined, undefined, undefined])
  const last = await times(201, () => knock(home))
  expect([last.status, figures(last)[0]]).toEqual([400, undefined])
})

test('[RATE1] the three thousand and first request of a window is refused, of that client alone, and of all of /api', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ environment, clock })
  expect(figures(await health(home))).toEqual(['3000;w=300', '3000', '2999', '300'])
  clock.advance(60_500)
  const last = await times(2_999, () => health(home))
  expect([last.status, figures(last)]).toEqual([200, ['3000;w=300', '3000', '0', '240']])
  for (const path of ['/api/health', '/api/Health/', '/api/%68ealth', '/api/nope', '/api/auth/csrf']) {
    const refused = await request(home.url + path, { headers: from('192.0.2.1') })
    expect([path, refused.status, refused.body, refused.headers['retry-after']]).toEqual([path, 429, TOO_MANY, '240'])
    expect(refused.headers['content-type']).toMatch(/^application\/json/)
    expect(figures(refused)).toEqual(['3000;w=300', '3000', '0', '240'])
    expect(refused.headers['x-content-type-options']).toBe('nosniff')
  }
  expect((await health(home, '192.0.2.2')).status).toBe(200)
  expect((await request(`${home.url}/`, { headers: from('192.0.2.1') })).status).toBe(200)
  clock.advance(239_500)
  expect(figures(await health(home))).toEqual(['3000;w=300', '3000', '2999', '300'])
})

test('[RATE2] two hundred writes below /api/auth in a quarter of an hour, reads not counted', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ environment, clock })
  const config = await request(`${home.url}/api/auth/config`, { headers: from('192.0.2.1') })
  expect(figures(config)).toEqual(['3000;w=300', '3000', '2999', '300'])
  expect(figures(await knock(home))).toEqual(['200;w=900', '200', '199', '900'])
  const last = await times(199, () => knock(home))
  expect([last.status, figures(last)[2]]).toEqual([400, '0'])
  for (const path of ['/api/auth/login', '/API/Auth/refresh/', '/api/auth/nope', '/api/%61uth/logout']) {
    const refused = await request(home.url + path, { method: 'POST', json: {}, headers: from('192.0.2.1') })
    expect([path, refused.status, refused.headers['retry-after'], figures(refused)]).toEqual([
      path,
      429,
      '900',
      ['200;w=900', '200', '0', '900'],
    ])
  }
  const read = await request(`${home.url}/api/auth/csrf`, { headers: from('192.0.2.1') })
  expect([read.status, figures(read)[1]]).toEqual([204, '3000'])
  expect((await health(home)).status).toBe(200)
  clock.advance(900_000)
  expect((await knock(home)).status).toBe(400)
})

test('[RATE3] a count that was asked for is there in refusals too', async () => {
  await using home = await startTestGateway({ environment })
  const refused = await request(`${home.url}/api/users/@me`)
  expect([refused.status, figures(refused)[2]]).toEqual([401, '2999'])
  const unknown = await request(`${home.url}/api/nope`)
  expect([unknown.status, figures(unknown)[2]]).toEqual([404, '2998'])
  expect(Object.keys(unknown.headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([])
})

test('[RATE4] one customer’s IPv6 addresses are one client; another proxy’s word does not count', async () => {
  await using home = await startTestGateway({ environment })
  const left = async (client: string): Promise<unknown> => figures(await health(home, client))[2]
  expect(await left('2001:db8:1:2200::1')).toBe('2999')
  expect(await left('2001:db8:1:22ff:ffff::1')).toBe('2998')
  expect(await left('2001:db8:1:2300::1')).toBe('2999')
  // The nearest address that is no proxy counts, whatever was claimed before it.
  expect(await left('192.0.2.9, 198.51.100.1')).toBe('2999')
  expect(await left('192.0.2.10, 198.51.100.1')).toBe('2998')

  await using alone = await startTestGateway({ environment: { ...environment, MEW_TRUST_PROXY: 'off' } })
  expect(figures(await health(alone, '192.0.2.1'))[2]).toBe('2999')
  expect(figures(await health(alone, '192.0.2.2'))[2]).toBe('2998')
})

test('[RATE5] preflights and bodies that are no JSON cost nothing, what has no token does', async () => {
  await using home = await startTestGateway({ environment })
  const json = { 'content-type': 'application/json' }
  const origin = 'http://localhost:5173'
  const preflight = await request(`${home.url}/api/health`, { method: 'OPTIONS', headers: { origin } })
  expect([preflight.status, figures(preflight)[2]]).toEqual([204, undefined])
  for (const raw of ['{', '5', `{"pad":"${'x'.repeat(1_048_577)}"}`]) {
    const unread = await request(`${home.url}/api/auth/login`, { method: 'POST', raw, headers: json })
    expect(figures(unread)).toEqual([undefined, undefined, undefined, undefined])
  }
  const body = { method: 'POST', json: {} }
  expect(figures(await request(`${home.url}/api/servers`, body))[2]).toBe('2999')
  expect(figures(await request(`${home.url}/api/servers`, body))[2]).toBe('2998')
})
