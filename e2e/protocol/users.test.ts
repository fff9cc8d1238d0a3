import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { notificationSettings, userPublic, userSelf, type UserSelf } from '#shared/models/user.ts'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { sessionAnswer } from '#shared/protocol/http/auth.ts'
import { givePassword } from '../fixtures/give-password.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { openBrowser, request, type Answer, type Browser } from './web-client.ts'

const PASSWORD = 'a long secret'
const unknown = 'f'.repeat(24)

async function answer(response: Promise<Response>): Promise<{ status: number; body: unknown }> {
  const { status, text } = await response.then(async (each) => ({ status: each.status, text: await each.text() }))
  return { status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
}

const self = async (home: TestGateway, person = 'alice'): Promise<UserSelf> =>
  userSelf.parse((await answer(home.call(person, 'GET', '/users/@me'))).body)

async function signUp(home: TestGateway, username: string, email = `${username}@example.test`): Promise<Browser> {
  const browser = openBrowser(home.url)
  await browser.post('/auth/register', { username, email, password: PASSWORD })
  await browser.send('/auth/csrf')
  return browser
}

const nameOf = async (browser: Browser): Promise<string[]> => {
  const { username, discriminator } = userSelf.parse((await browser.send('/users/@me')).body)
  return [username, discriminator]
}

describe('the own record', () => {
  test('[USER1] has the address and the settings, and nothing of the password', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const { body } = await browser.send('/users/@me')
    expect(Object.keys(body as object).toSorted()).toEqual([
      '_id',
      'createdAt',
      'discriminator',
      'email',
      'isBot',
      'notificationSettings',
      'updatedAt',
      'username',
    ])
    expect(body).toMatchObject({ username: 'dora', email: 'dora@example.test', isBot: false })
  })

  test('[USER1] of somebody who is gone is refused as any token that opens nothing', async () => {
    await using home = await startTestGateway()
    const authorization = `Bearer ${await home.tokenOf('carol')}`
    await home.gateway.parts.database.write(async (writer) => ({
      result: await writer.deleteFrom('user').where('id', '=', home.idOf('carol')).execute(),
    }))
    for (const [method, path] of [
      ['GET', '/users/@me'],
      ['PATCH', '/users/@me'],
      ['POST', '/users/@me/password'],
      ['GET', '/users/@me/notification-settings'],
      ['PUT', '/users/@me/notification-settings'],
      ['GET', '/users/search?q=a'],
      ['GET', `/users/${home.idOf('alice')}`],
    ] as const) {
      const { status, body } = await request(`${home.url}/api${path}`, { method, headers: { authorization } })
      expect([path, status, body]).toEqual([path, 401, { message: 'Unauthorized: Invalid token' }])
    }
  })
})

describe('a new name', () => {
  test('[USER2] keeps the number, and moves updatedAt', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    const before = await self(home)
    clock.advance(5_000)
    const renamed = await answer(
      home.call('alice', 'PATCH', '/users/@me', { username: ' alicia ', email: 'evil@example.test', isBot: true }),
    )
    const expected = { ...before, username: 'alicia', updatedAt: new Date(clock.now()).toISOString() }
    expect(renamed).toEqual({ status: 200, body: expected })
    expect(await self(home)).toEqual(expected)
    clock.advance(5_000)
    expect(await answer(home.call('alice', 'PATCH', '/users/@me', { username: 'alicia' }))).toEqual(renamed)
    // The token still says the old name, and is as good as before.
    expect((await answer(home.call('bob', 'GET', `/users/${home.idOf('alice')}`))).body).toMatchObject({
      username: 'alicia',
    })
  })

  test('[USER2] gets another number only where the pair is taken', async () => {
    await using home = await startTestGateway()
    const [one, other] = [await signUp(home, 'dora'), await signUp(home, 'dorothy')]
    const [, number = ''] = await nameOf(one)
    await home.gateway.parts.database.write(async (writer) => ({
      result: await writer
        .updateTable('user')
        .set({ discriminator: number })
        .where('username', '=', 'dorothy')
        .execute(),
    }))
    expect((await other.send('/users/@me', { method: 'PATCH', json: { username: 'dora' } })).status).toBe(200)
    const [name, next] = await nameOf(other)
    expect([name, next === number]).toEqual(['dora', false])
    expect(next).toMatch(/^(?!0000)\d{4}$/)
    // Another case is another name.
    await other.send('/users/@me', { method: 'PATCH', json: { username: 'Dora' } })
    expect(await nameOf(other)).toEqual(['Dora', next])
  })

  test('[USER2] of which every number is taken cannot be had', async () => {
    await using home = await startTestGateway()
    const { database } = home.gateway.parts
    const times = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' }
    const rows = Array.from({ length: 9999 }, (_, index) => ({
      id: String(index).padStart(24, 'a'),
      email: `${index}@crowd.test`,
      username: 'crowd',
      discriminator: String(index + 1).padStart(4, '0'),
      passwordHash: null,
      avatar: null,
      isBot: 0,
      credentialVersion: 1,
      ...times,
    }))
    await database.write(async (writer) => {
      for (let at = 0; at < rows.length; at += 1000) {
        await writer
          .insertInto('user')
          .values(rows.slice(at, at + 1000))
          .execute()
      }
      return { result: undefined }
    })
    expect(await answer(home.call('alice', 'PATCH', '/users/@me', { username: 'crowd' }))).toEqual({
      status: 409,
      body: { message: 'Username is unavailable.' },
    })
    const registered = await openBrowser(home.url).post('/auth/register', {
      username: 'crowd',
      email: 'late@example.test',
      password: PASSWORD,
    })
    expect([registered.status, registered.body]).toEqual([409, { message: 'Username already exists.' }])
    expect((await self(home)).username).toBe('alice')
  })

  test('[USER3] a change that changes nothing is refused, whatever it comes as', async () => {
    await using home = await startTestGateway()
    const before = await self(home)
    const authorization = `Bearer ${await home.tokenOf('alice')}`
    const patch = (sending: Parameters<typeof request>[1]): Promise<Answer> =>
      request(`${home.url}/api/users/@me`, {
        method: 'PATCH',
        ...sending,
        headers: { authorization, ...sending?.headers },
      })
    const form = formOf([{ field: 'email', data: 'evil@example.test' }])
    const empty = [
      await patch({ json: {} }),
      await patch({}),
      await patch({ json: { email: 'evil@example.test' } }),
      await patch({ raw: form.body, headers: form.headers }),
      await patch({ raw: 'x', headers: { 'content-type': 'text/plain' } }),
    ]
    for (const { status, body } of empty) expect([status, body]).toEqual([400, { message: 'No update data provided.' }])
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ username: 'ab' }, 'Username must be at least 3 characters long'],
      [{ username: 'x'.repeat(33) }, 'Username is too long'],
      [{ username: null }, 'Invalid input: expected string, received null'],
      [[], 'Invalid input: expected object, received array'],
    ]
    for (const [json, message] of wrong) {
      const { status, body } = await patch({ json })
      expect([status, body]).toMatchObject([400, { message, errors: [{ message }] }])
    }
    expect(await self(home)).toEqual(before)
  })
})

describe('a new password', () => {
  const change = (browser: Browser, oldPassword: string, newPassword: string): Promise<Answer> =>
    browser.post('/users/@me/password', { oldPassword, newPassword })
  const logIn = (home: TestGateway, password: string): Promise<Answer> =>
    openBrowser(home.url).post('/auth/login', { email: 'dora@example.test', password })

  test('[USER4] needs the old one, and is another one; what is wrong is found in this order', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const invalid = await change(browser, '', 'short')
    expect([invalid.status, invalid.body]).toEqual([
      400,
      {
        message: 'Old password is required',
        errors: [
          { path: 'oldPassword', message: 'Old password is required' },
          { path: 'newPassword', message: 'New password must be at least 8 characters long' },
        ],
      },
    ])
    const refusals = [
      [await change(browser, 'a long secreT', 'another secret'), 401, 'Invalid old password'],
      [await change(browser, 'a long secreT', 'a long secreT'), 401, 'Invalid old password'],
      [await change(browser, PASSWORD, PASSWORD), 400, 'New password cannot be the same as the old password'],
      [await browser.post('/users/@me/password'), 400, 'Invalid input: expected object, received undefined'],
    ] as const
    for (const [refusal, status, message] of refusals) {
      expect([refusal.status, refusal.body]).toMatchObject([status, { message }])
    }
    expect((await browser.send('/users/@me')).status).toBe(200)
    expect((await logIn(home, PASSWORD)).status).toBe(200)
  })

  test('[USER4] cannot be set by who has none to begin with', async () => {
    await using home = await startTestGateway()
    const body = { oldPassword: 'anything', newPassword: 'another secret' }
    expect(await answer(home.call('alice', 'POST', '/users/@me/password', body))).toEqual({
      status: 401,
      body: { message: 'Invalid old password' },
    })
  })

  test('[USER4] guesses at the old one count as log-ins that failed', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const statuses: number[] = []
    for (let tries = 0; tries < 11; tries += 1)
      statuses.push((await change(browser, 'a guess', 'another secret')).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    expect((await logIn(home, PASSWORD)).status).toBe(429)
  })

  test('[USER5] ends every session of the account within a second: tokens, refresh tokens and sockets', async () => {
    await using home = await startTestGateway()
    const caller = await signUp(home, 'dora')
    const other = openBrowser(home.url)
    const token = sessionAnswer.parse(
      (await other.post('/auth/login', { email: 'dora@example.test', password: PASSWORD, rememberMe: true })).body,
    ).token
    await other.send('/auth/csrf')
    using near = await readySocket(home.url, caller.cookies.get(ACCESS_COOKIE) ?? '')
    using far = connectSocket(home.url, { auth: { token }, transports: ['polling'] })
    await far.wait('ready')
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const reasons = [near, far].map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)))

    const started = performance.now()
    const changed = await change(caller, PASSWORD, 'another secret')
    expect([changed.status, changed.text, changed.setCookies]).toEqual([204, '', []])
    // Whichever it is, the client tries again; `io server disconnect` would be the end.
    for (const reason of await Promise.all(reasons)) expect(reason).toMatch(/^transport (?:close|error)$/)
    expect(performance.now() - started).toBeLessThan(1_000)

    for (const browser of [caller, other]) {
      const read = await browser.send('/users/@me')
      expect([read.status, read.body]).toEqual([401, { message: 'Unauthorized: Invalid token' }])
      expect((await browser.copy().post('/auth/refresh')).status).toBe(401)
    }
    using again = connectSocket(home.url, { auth: { token } })
    const refusal = await new Promise<Error>((resolve) => again.socket.once('connect_error', resolve))
    expect(refusal.message).toBe('Authentication error: Invalid token')

    expect((await logIn(home, PASSWORD)).status).toBe(401)
    expect((await logIn(home, 'another secret')).status).toBe(200)
    await bob.settled()
    expect(bob.socket.connected).toBe(true)
  })

  test('[USER5] whoever is just being let in with the old one does not get in', async () => {
    await using home = await startTestGateway()
    const email = await givePassword(home, 'alice', PASSWORD)
    const { accounts, sessions } = home.gateway.parts
    const proof = await accounts.logIn({ email, password: PASSWORD })
    await accounts.changePassword(proof.userId, { oldPassword: PASSWORD, newPassword: 'another secret' })
    await expect(sessions.beginProved(proof, true)).rejects.toMatchObject({ code: 'invalidCredentials' })
  })

  test('[USER5] of two at once only one is taken', async () => {
    await using home = await startTestGateway()
    const browser = await signUp(home, 'dora')
    const wanted = ['one of them', 'the other one']
    const answers = await Promise.all(wanted.map((password) => change(browser, PASSWORD, password)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 401])
    const logIns = await Promise.all(wanted.map((password) => logIn(home, password)))
    expect(logIns.map(({ status }) => status)).toEqual(answers.map(({ status }) => (status === 204 ? 200 : 401)))
  })
})

test('[USER6] settings have defaults, are changed one by one, and are the ones of the own record', async () => {
  await using home = await startTestGateway()
  const route = '/users/@me/notification-settings'
  const defaults = { soundEnabled: true, soundVolume: 0.6, desktopEnabled: false }
  const put = (body: unknown): ReturnType<typeof answer> => answer(home.call('alice', 'PUT', route, body))
  expect(await answer(home.call('alice', 'GET', route))).toEqual({ status: 200, body: defaults })
  const before = await self(home)
  expect(await put({})).toEqual({ status: 200, body: defaults })
  expect(await self(home)).toEqual(before)
  expect((await put({ soundVolume: 0, colour: 'red' })).body).toEqual({ ...defaults, soundVolume: 0 })
  const all = { soundEnabled: true, soundVolume: 0, desktopEnabled: true }
  expect((await put({ desktopEnabled: true })).body).toEqual(all)
  for (const body of [{ soundVolume: 1.01 }, { soundEnabled: 'true' }, { desktopEnabled: null }]) {
    const [path] = Object.keys(body)
    expect(await put(body)).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  }
  expect(await put(undefined)).toMatchObject({ status: 400, body: { errors: [{ path: '' }] } })
  expect(notificationSettings.parse((await answer(home.call('alice', 'GET', route))).body)).toEqual(all)
  expect((await self(home)).notificationSettings).toEqual(all)
  expect((await self(home, 'bob')).notificationSettings).toEqual(defaults)
})

describe('searching people', () => {
  const names = ['a.b(c', 'a%b_c', 'Ärgernis', 'Иван Петров', 'back\\slash', 'seeker', 'robot']
  const world = {
    people: names.map((username) => ({ ref: username, username, isBot: username === 'robot' })),
    servers: [],
    directs: [],
  }
  const hits = async (home: TestGateway, q: string): Promise<string[]> => {
    const { status, body } = await answer(home.call('seeker', 'GET', `/users/search?q=${encodeURIComponent(q)}`))
    expect(status).toBe(200)
    return (body as { username: string }[]).map((hit) => hit.username)
  }

  test.each([
    ['a', ['a%b_c', 'a.b(c', 'back\\slash']],
    ['B(', ['a.b(c']],
    ['.*', []],
    ['a.b.c', []],
    ['%', ['a%b_c']],
    ['_', ['a%b_c']],
    ['\\', ['back\\slash']],
    ['ärger', ['Ärgernis']],
    ['ИВАН', ['Иван Петров']],
    ['seek', []],
    ['robot', []],
    ['', []],
  ])('[USER7] %j is taken letter by letter, in any case: %j', async (q, expected) => {
    await using home = await startTestGateway({ world })
    expect((await hits(home, q)).toSorted()).toEqual(expected)
  })

  test('[USER7] a hit is what others see beside a message, and there are ten at most', async () => {
    const crowd = Array.from({ length: 15 }, (_, index) => ({ ref: `p${index}`, username: `person ${index}` }))
    await using home = await startTestGateway({ world: { ...world, people: [...world.people, ...crowd] } })
    const { body } = await answer(home.call('seeker', 'GET', '/users/search?q=person'))
    expect(body).toHaveLength(10)
    for (const hit of body as object[]) {
      expect(Object.keys(hit).toSorted()).toEqual(['_id', 'discriminator', 'isBot', 'username'])
    }
  })

  test('[USER7] without a question there is no hit; a long one and two at once are refused', async () => {
    await using home = await startTestGateway({ world })
    const ask = (query: string): ReturnType<typeof answer> =>
      answer(home.call('seeker', 'GET', `/users/search${query}`))
    expect(await ask('')).toEqual({ status: 200, body: [] })
    expect(await ask('?q=')).toEqual({ status: 200, body: [] })
    expect(await ask('?q=a&q=b')).toEqual({ status: 400, body: { message: 'Invalid data format provided.' } })
    expect(await ask(`?q=${'x'.repeat(100)}`)).toEqual({ status: 200, body: [] })
    expect(await ask(`?q=${'x'.repeat(101)}`)).toMatchObject({ status: 400, body: { errors: [{ path: 'query.q' }] } })
  })
})

test('[USER8] anybody signed in may read a profile, which has nothing private in it', async () => {
  await using home = await startTestGateway({
    world: {
      people: [
        { ref: 'alice', username: 'alice' },
        { ref: 'bob', username: 'bob' },
        { ref: 'robot', username: 'robot', isBot: true },
      ],
      servers: [],
      directs: [],
    },
  })
  const profile = (id: string): ReturnType<typeof answer> => answer(home.call('alice', 'GET', `/users/${id}`))
  const { body } = await profile(home.idOf('bob').toUpperCase())
  expect(Object.keys(body as object).toSorted()).toEqual(['_id', 'createdAt', 'discriminator', 'isBot', 'username'])
  expect(userPublic.parse(body)).toMatchObject({ _id: home.idOf('bob'), username: 'bob', isBot: false })
  expect((await profile(home.idOf('robot'))).body).toMatchObject({ isBot: true, dmEnabled: false })
  expect(await profile(unknown)).toEqual({ status: 404, body: { message: 'User not found' } })
  expect(await profile('zzz')).toEqual({ status: 400, body: { message: 'Invalid data format provided.' } })
})
