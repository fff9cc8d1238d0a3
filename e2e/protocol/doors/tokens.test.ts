import { expect, test } from 'vitest'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { connectSocket } from '#gateway/simulator/testing/socket-client.ts'
import { knock } from './asking.ts'
import { badTokens } from './bad-tokens.ts'
import { collectRoutes, nameOf } from './collect-routes.ts'
import { doors } from './doors.ts'
import { openHouse } from './things.ts'

const SECRET = 'the secret of this test'
const NO_TOKEN = { message: 'Unauthorized: No token provided' }
const BAD_TOKEN = { message: 'Unauthorized: Invalid token' }

const closed = (await collectRoutes()).filter(({ open }) => !open)

test(
  '[WHO1] [AUTH12] no route takes a bad token, or none, as a header or as a cookie, and nothing comes of it',
  { timeout: 60_000 },
  async () => {
    await using house = await openHouse({ JWT_SECRET: SECRET })
    const tokens = await badTokens(house.home, SECRET)
    const before = await house.stored()
    const attempts: [string, Record<string, string>, object][] = [
      ['none', {}, NO_TOKEN],
      ...Object.entries(tokens).flatMap(([what, token]): [string, Record<string, string>, object][] => [
        [what, { authorization: `Bearer ${token}` }, BAD_TOKEN],
        [`${what}, as a cookie`, { cookie: `${ACCESS_COOKIE}=${token}` }, BAD_TOKEN],
      ]),
    ]
    for (const route of closed) {
      const door = doors[nameOf(route)] ?? { passes: 'own' }
      for (const [what, headers, refusal] of attempts) {
        const answer = await knock({ url: house.home.url, route, door, things: house.open, headers })
        expect([nameOf(route), what, answer.status, answer.body]).toEqual([nameOf(route), what, 401, refusal])
      }
    }
    expect(await house.stored()).toBe(before)
    // A good one passes: it was the token that was refused.
    expect((await house.home.call('vera', 'GET', '/users/@me')).status).toBe(200)
  },
)

test('[CONN1] [AUTH12] nor is a socket let in by one', async () => {
  await using house = await openHouse({ JWT_SECRET: SECRET })
  const tokens = await badTokens(house.home, SECRET)
  for (const [what, token] of Object.entries(tokens)) {
    using client = connectSocket(house.home.url, { auth: { token } })
    const refusal = await new Promise<string>((resolve) => {
      client.socket.once('connect_error', ({ message }) => {
        resolve(message)
      })
      client.socket.once('ready', () => {
        resolve('let in')
      })
    })
    expect([what, refusal]).toEqual([what, 'Authentication error: Invalid token'])
    expect(client.heard).toEqual([])
  }
})
