import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { answerOf } from '../fixtures/kept-server.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'

const routeOf = (home: TestGateway, channel: string): string =>
  `/channels/${home.channel(channel)}/notification-settings`

const get = async (home: TestGateway, person: string, channel = 'general'): Promise<unknown[]> =>
  answerOf(await home.call(person, 'GET', routeOf(home, channel)))

/** `bob` sets it for `general`, or where it says: `bob in random`. */
async function set(home: TestGateway, who: string, level: unknown): Promise<unknown[]> {
  const [person = '', channel = 'general'] = who.split(' in ')
  return answerOf(await home.call(person, 'PUT', routeOf(home, channel), { level }))
}

async function listOf(home: TestGateway, person: string): Promise<unknown> {
  return (await home.call(person, 'GET', '/users/@me/channel-notification-settings')).json()
}

describe('[LEVEL1] how loud a channel is', () => {
  test('is each person’s own, and as the server has it until it is set', async () => {
    await using home = await startTestGateway()
    expect(await get(home, 'bob')).toEqual([200, { level: 'DEFAULT' }])
    for (const level of ['MUTE', 'ALL_MESSAGES', 'MENTIONS_ONLY']) {
      expect(await set(home, 'bob', level)).toEqual([200, { level }])
      expect(await get(home, 'bob')).toEqual([200, { level }])
    }
    expect(await set(home, 'bob in alice&bob', 'MUTE')).toEqual([200, { level: 'MUTE' }])
    expect(await get(home, 'alice')).toEqual([200, { level: 'DEFAULT' }])
    expect(await get(home, 'alice', 'alice&bob')).toEqual([200, { level: 'DEFAULT' }])
  })

  test('is as the server has it again after DEFAULT, and then it is nowhere', async () => {
    await using home = await startTestGateway()
    await set(home, 'bob', 'MUTE')
    for (let times = 0; times < 2; times += 1)
      expect(await set(home, 'bob', 'DEFAULT')).toEqual([200, { level: 'DEFAULT' }])
    expect([await get(home, 'bob'), await listOf(home, 'bob')]).toEqual([[200, { level: 'DEFAULT' }], []])
  })

  test('is set and read only by who can view the channel, and told before any fault of the body', async () => {
    await using home = await startTestGateway()
    const hidden = [403, { message: 'You do not have the required permission: VIEW_CHANNEL' }]
    expect([await get(home, 'bob', 'secret'), await set(home, 'bob in secret', 'LOUD')]).toEqual([hidden, hidden])
    const foreign = [403, { message: 'You are not a member of this DM channel.' }]
    expect([await get(home, 'carol', 'alice&bob'), await set(home, 'carol in alice&bob', 5)]).toEqual([
      foreign,
      foreign,
    ])
    const [status, answer] = await set(home, 'bob', 'LOUD')
    expect([status, answer]).toMatchObject([400, { errors: [{ path: 'level' }] }])
    expect((await home.call('bob', 'PUT', routeOf(home, 'general'))).status).toBe(400)
    expect(await listOf(home, 'bob')).toEqual([])
  })

  test('is there after a restart', async () => {
    using directory = createTemporaryDirectory()
    {
      await using home = await startTestGateway({ dataDirectory: directory.path })
      await set(home, 'bob', 'MUTE')
    }
    await using home = await startTestGateway({ dataDirectory: directory.path })
    expect(await get(home, 'bob')).toEqual([200, { level: 'MUTE' }])
  })
})

test('[LEVEL2] what was set is listed, most recently changed first, even while the clock stands still', async () => {
  const clock = createHandDrivenClock(Date.parse('2027-01-01T00:00:00Z'))
  await using home = await startTestGateway({ clock })
  for (const channel of ['general', 'random', 'alice&bob', 'general']) await set(home, `bob in ${channel}`, 'MUTE')
  await set(home, 'alice', 'MENTIONS_ONLY')
  const row = (channel: string, level = 'MUTE'): object => ({ channelId: home.channel(channel), level })
  expect(await listOf(home, 'bob')).toEqual([row('general'), row('alice&bob'), row('random')])
  await set(home, 'bob in random', 'MENTIONS_ONLY')
  await set(home, 'bob in alice&bob', 'DEFAULT')
  expect(await listOf(home, 'bob')).toEqual([row('random', 'MENTIONS_ONLY'), row('general')])
})
