import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { CSRF_COOKIE, CSRF_HEADER } from '#shared/protocol/cookies.ts'
import { answerOf, refusal } from '../fixtures/answers.ts'
import { startBotHome, type BotHome, type MadeBot } from '../fixtures/bot-world.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { openBrowser, request } from './web-client.ts'

const OWN = '/users/@me/bots'
const NO_BOT = 'f'.repeat(24)
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const id = expect.stringMatching(/^[0-9a-f]{24}$/) as string

async function read<Answer>(response: Promise<Response>): Promise<Answer> {
  const answer = await response
  expect([answer.url, answer.ok]).toEqual([answer.url, true])
  return (await answer.json()) as Answer
}

/** A request by an access token. */
const by = (home: BotHome, token: string, way: string): Promise<Response> => {
  const [method = '', at = ''] = way.split(' ')
  return fetch(`${home.url}/api${at}`, { method, headers: { authorization: `Bearer ${token}` } })
}

async function openWithRobot(): Promise<BotHome & { readonly robot: MadeBot }> {
  const home = await startBotHome()
  await home.register('caretaking')
  return { ...home, robot: await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' }) }
}

describe('an owner', () => {
  test('[BOT1] [BOT2] makes bots, is told the token once, and finds them in the order they were made', async () => {
    await using home = await startBotHome()
    await home.register('caretaking')
    expect(await answerOf(await home.call('alice', 'GET', OWN))).toEqual([200, []])
    const claims = { accessToken: 'mine', ownerId: home.idOf('bob'), avatarUrl: 'https://x.test/a.png' }
    const body = { name: ' Robot ', serviceType: 'caretaking', ...claims }
    const [status, first] = await answerOf(await home.call('alice', 'POST', OWN, body))
    const robot = {
      _id: id,
      ownerId: home.idOf('alice'),
      botUserId: id,
      name: 'Robot',
      serviceType: 'caretaking',
      dmEnabled: false,
      config: '{}',
      createdAt: isoTime,
      updatedAt: isoTime,
    }
    expect([status, first]).toEqual([201, { ...robot, accessToken: expect.stringMatching(/^[\w-]{32}$/) as string }])
    const config = '{"model": "m"}'
    const second = await home.makeBot('alice', { name: 'Two', serviceType: 'caretaking', dmEnabled: 'true', config })
    expect(second).toMatchObject({ name: 'Two', dmEnabled: true, config })

    const { accessToken, ...shown } = first as MadeBot
    const { accessToken: _second, ...shownSecond } = second
    expect(await answerOf(await home.call('alice', 'GET', OWN))).toEqual([200, [shown, shownSecond]])
    expect(await answerOf(await home.call('alice', 'GET', `${OWN}/${shown._id}`))).toEqual([200, shown])
    expect(await answerOf(await home.call('bob', 'GET', OWN))).toEqual([200, []])
    const stored = await home.gateway.parts.database.reader.selectFrom('bot').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(accessToken)
    expect(stored[0]?.tokenHash).toBe(createHash('sha256').update(accessToken).digest('hex'))
  })

  test('[BOT1] what a bot cannot be made of is 400, with the protocol’s texts', async () => {
    await using home = await startBotHome()
    await home.register('caretaking')
    const make = async (body: object): Promise<unknown> => answerOf(await home.call('alice', 'POST', OWN, body))
    const complaint = (at: string, message: string): unknown => [400, { message, errors: [{ path: at, message }] }]
    const good = { name: 'Robot', serviceType: 'caretaking' }
    expect(await make({ ...good, name: 'R' })).toEqual(complaint('name', 'Name must be at least 2 characters long'))
    expect(await make({ ...good, name: 'R'.repeat(51) })).toEqual(complaint('name', 'Name cannot exceed 50 characters'))
    expect(await make({ ...good, serviceType: '' })).toEqual(complaint('serviceType', 'Service type is required'))
    expect(await make({ ...good, config: '{' })).toEqual(complaint('config', 'Config must be a valid JSON string'))
    expect(await make({ ...good, serviceType: 'x$&y' })).toEqual(refusal(400, 'Unknown serviceType: x$&y'))
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`
    expect(await make({ ...good, config: deep })).toEqual(refusal(400, 'The body is nested too deep: 32 levels'))
    expect(await answerOf(await home.call('alice', 'POST', OWN))).toMatchObject([400, { errors: [{ path: '' }] }])
    expect(await answerOf(await home.call('alice', 'GET', OWN))).toEqual([200, []])
  })

  test('[BOT3] a bot has an account of its own; names repeat, and the number after them then differs', async () => {
    await using home = await startBotHome()
    await home.register('caretaking')
    const body = { name: 'Same', serviceType: 'caretaking' }
    const [one, two] = [await home.makeBot('alice', body), await home.makeBot('bob', body)]
    const profile = (bot: MadeBot): Promise<{ discriminator: string }> =>
      read(home.call('carol', 'GET', `/users/${bot.botUserId}`))
    expect(await profile(one)).toEqual({
      _id: one.botUserId,
      username: 'Same',
      discriminator: expect.stringMatching(/^\d{4}$/) as string,
      isBot: true,
      createdAt: isoTime,
      dmEnabled: false,
    })
    expect((await profile(one)).discriminator).not.toBe((await profile(two)).discriminator)
  })

  test('[BOT4] somebody else’s bot is not there, in the words of each route; a malformed id is 400', async () => {
    await using home = await openWithRobot()
    const { _id, accessToken } = home.robot
    const hidden = (what: string): unknown => refusal(404, `Bot not found or you do not have permission to ${what} it.`)
    for (const [person, bot] of [
      ['bob', _id],
      ['alice', NO_BOT],
    ] as const) {
      const ask = async (method: string, rest = ''): Promise<unknown> =>
        answerOf(await home.call(person, method, `${OWN}/${bot}${rest}`, method === 'PATCH' ? { name: '' } : undefined))
      expect(await ask('GET')).toEqual(hidden('view'))
      expect(await ask('PATCH')).toEqual(hidden('view'))
      expect(await ask('DELETE')).toEqual(hidden('delete'))
      expect(await ask('POST', '/token')).toEqual(hidden('manage'))
    }
    for (const [method, rest] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/token'],
    ] as const) {
      const answer = await answerOf(await home.call('alice', method, `${OWN}/zzz${rest}`))
      expect(answer).toEqual(refusal(400, 'Invalid data format provided.'))
    }
    await home.logIn(accessToken)
  })

  test('[BOT5] changes what they name and nothing else; what cannot be changes nothing', async () => {
    await using home = await openWithRobot()
    const { accessToken, ...robot } = home.robot
    const at = `${OWN}/${robot._id}`
    const change = async (body: object): Promise<unknown> => answerOf(await home.call('alice', 'PATCH', at, body))
    const later = { ...robot, updatedAt: isoTime }
    expect(await change({ accessToken: 'mine', ownerId: home.idOf('bob') })).toEqual([200, later])
    expect(await change({ dmEnabled: 'true', config: '[1]' })).toEqual([
      200,
      { ...later, dmEnabled: true, config: '[1]' },
    ])
    expect(await change({ dmEnabled: null })).toEqual([200, { ...later, config: '[1]' }])
    expect(await change({ name: 'Other', serviceType: 'unheard of' })).toEqual(
      refusal(400, 'Unknown serviceType: unheard of'),
    )
    expect(await change({ name: 'x' })).toMatchObject([400, { errors: [{ path: 'name' }] }])
    expect(await answerOf(await home.call('alice', 'PATCH', at))).toEqual([200, { ...later, config: '[1]' }])
    await home.logIn(accessToken)
  })

  test('[BOT3] [EXT6] a new name shows on old messages, keeps its number unless that is taken, and is told', async () => {
    await using home = await openWithRobot()
    const { robot } = home
    await home.call('alice', 'POST', `/servers/${home.ids.servers.get('home')}/bots/${robot.botUserId}`)
    const general = `/channels/${home.channel('general')}/messages`
    const token = await home.logIn(robot.accessToken)
    await fetch(`${home.url}/api${general}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"content":"beep"}',
    })
    const profile = (): Promise<{ discriminator: string }> => read(home.call('bob', 'GET', `/users/${robot.botUserId}`))
    const { discriminator } = await profile()

    using asked = connectSocket(home.url, { auth: { token: await home.tokenOf('bob'), extensions: ['user-update'] } })
    await asked.wait('ready')
    using unasked = await readySocket(home.url, await home.tokenOf('bob'))
    await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { name: 'Other' })
    const [message] = await read<{ authorId: object }[]>(home.call('bob', 'GET', general))
    expect(message?.authorId).toMatchObject({ _id: robot.botUserId, username: 'Other', discriminator, isBot: true })
    expect(await asked.wait('USER_UPDATE')).toEqual(await profile())
    await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { name: 'Other', dmEnabled: true })
    await Promise.all([asked.settled(), unasked.settled()])
    expect([asked.all('USER_UPDATE').length, unasked.all('USER_UPDATE').length]).toEqual([1, 0])

    await home.gateway.parts.database.write(async (writer) => {
      const taken = { username: 'Third', discriminator }
      await writer.updateTable('user').set(taken).where('id', '=', home.idOf('carol')).execute()
      return { result: undefined }
    })
    await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { name: 'Third' })
    expect((await profile()).discriminator).not.toBe(discriminator)
  })
})

describe('a bot’s token', () => {
  test('[BOT8] lets its bot in, with cookies that last, and goes on by them', async () => {
    await using home = await openWithRobot()
    const { accessToken, botUserId } = home.robot
    const browser = openBrowser(home.url)
    const answer = await browser.post('/auth/bot', { accessToken: `  ${accessToken} ` })
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        message: 'Bot login successful',
        user: expect.objectContaining({ _id: botUserId, username: 'Robot', isBot: true }) as unknown,
        token: expect.any(String) as string,
      },
    ])
    expect(answer.setCookies.every((line) => line.includes('Max-Age='))).toBe(true)
    await browser.send('/auth/csrf')
    const csrf = { [CSRF_HEADER]: browser.cookies.get(CSRF_COOKIE) ?? '' }
    expect((await browser.post('/auth/refresh', undefined, csrf)).body).toMatchObject({ user: { _id: botUserId } })
    const { token } = answer.body as { token: string }
    expect(await (await by(home, token, 'GET /users/@me')).json()).toMatchObject({ _id: botUserId, isBot: true })
  })

  test('[BOT8] anything else is 401, what is stored of it too, and harms nobody', async () => {
    await using home = await openWithRobot()
    const { accessToken } = home.robot
    const [row] = await home.gateway.parts.database.reader.selectFrom('bot').selectAll().execute()
    const wrong = [
      row?.tokenHash,
      row?.sealedToken,
      accessToken.slice(1),
      accessToken.toUpperCase(),
      'x'.repeat(10_000),
    ]
    const logIn = (json: unknown, headers = {}): Promise<unknown> =>
      request(`${home.url}/api/auth/bot`, { method: 'POST', headers, json }).then(({ status, body }) => [status, body])
    for (const token of wrong) expect(await logIn({ accessToken: token })).toEqual(refusal(401, 'Invalid bot token'))
    const required = {
      message: 'accessToken is required',
      errors: [{ path: 'accessToken', message: 'accessToken is required' }],
    }
    expect(await logIn({ accessToken: ' ' })).toEqual([400, required])
    for (const body of [{}, { accessToken: 5 }, [], undefined]) expect(await logIn(body)).toMatchObject([400, {}])
    expect(await logIn({ accessToken }, { origin: home.url })).toEqual(
      refusal(403, 'Forbidden: CSRF token missing or invalid'),
    )
    await home.logIn(accessToken)
  })

  test('[BOT6] a new one ends within a second all that was let in by the old one', async () => {
    await using home = await openWithRobot()
    const { accessToken, botUserId, _id } = home.robot
    const token = await home.logIn(accessToken)
    using socket = await readySocket(home.url, token)
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    const closed = new Promise((resolve) => socket.socket.once('disconnect', resolve))
    const started = performance.now()
    const fresh = await read<{ accessToken: string }>(home.call('alice', 'POST', `${OWN}/${_id}/token`))
    expect(fresh).toEqual({ accessToken: expect.stringMatching(/^[\w-]{32}$/) as string })
    expect(await closed).toBe('transport close')
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(await answerOf(await by(home, token, 'GET /users/@me'))).toEqual(refusal(401, 'Unauthorized: Invalid token'))
    await expect(home.logIn(accessToken)).rejects.toThrow('Invalid bot token')
    const again = await home.logIn(fresh.accessToken)
    expect(await (await by(home, again, 'GET /users/@me')).json()).toMatchObject({ _id: botUserId })
    await alice.settled()
    expect(alice.socket.connected).toBe(true)
  })

  test('[BOT6] nor does anybody get in who proved the old one while it was being replaced', async () => {
    await using home = await openWithRobot()
    const { parts } = home.gateway
    const { botUserId, _id } = home.robot
    const proof = { userId: botUserId, credentialVersion: 1, refusal: 'invalidBotToken' } as const
    expect((await parts.sessions.beginProved(proof, true)).userId).toBe(botUserId)
    await home.call('alice', 'POST', `${OWN}/${_id}/token`)
    await expect(parts.sessions.beginProved(proof, true)).rejects.toThrow('Invalid bot token')
  })

  test('[BOT2] outlives a restart, and with another key it still lets in but is handed to nobody', async () => {
    using directory = createTemporaryDirectory()
    const dataDirectory = directory.path
    let robot: MadeBot
    {
      await using home = await startBotHome({ dataDirectory })
      await home.register('caretaking')
      robot = await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
    }
    const bootstrap = `/bots/${robot._id}/bootstrap`
    {
      await using home = await startBotHome({ dataDirectory })
      expect(await answerOf(await home.operate('GET', bootstrap))).toMatchObject([
        200,
        { bot: { accessToken: robot.accessToken } },
      ])
    }
    await using home = await startBotHome({ dataDirectory, environment: { MEW_BOT_TOKEN_ENC_KEY: 'another key' } })
    await home.logIn(robot.accessToken)
    const lost = 'Bot access token is not available. Regenerate the token and re-bootstrap the service.'
    expect(await answerOf(await home.operate('GET', bootstrap))).toEqual(refusal(400, lost))
    const other = await home.makeBot('alice', { name: 'Other', serviceType: 'caretaking' })
    const all = await home.operate('POST', '/bots/bootstrap', { serviceType: 'caretaking' })
    expect(await answerOf(all)).toMatchObject([200, { bots: [{ _id: other._id }] }])
    const renewed = await read<{ accessToken: string }>(home.call('alice', 'POST', `${OWN}/${robot._id}/token`))
    expect(await answerOf(await home.operate('GET', bootstrap))).toMatchObject([200, { bot: renewed }])
  })
})

test('[BOT7] a deleted bot is gone with all its ways in, and what it said and where it was stays', async () => {
  await using home = await openWithRobot()
  const { robot } = home
  const server = home.ids.servers.get('home') ?? ''
  await home.call('alice', 'POST', `/servers/${server}/bots/${robot.botUserId}`)
  await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { dmEnabled: true })
  const direct = await read<{ _id: string }>(
    home.call('bob', 'POST', '/users/@me/channels', { recipientId: robot.botUserId }),
  )
  const token = await home.logIn(robot.accessToken)
  using socket = await readySocket(home.url, token)
  socket.socket.emit('message/create', { channelId: home.channel('general'), content: 'beep' })
  await socket.wait('MESSAGE_CREATE')
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const closed = new Promise((resolve) => socket.socket.once('disconnect', resolve))

  expect(await answerOf(await home.call('alice', 'DELETE', `${OWN}/${robot._id}`))).toEqual([204, undefined])
  await closed
  await bob.wait('PRESENCE_UPDATE', (update: { userId: string; status: string }) => update.status === 'offline')
  expect((await by(home, token, 'GET /users/@me')).status).toBe(401)
  await expect(home.logIn(robot.accessToken)).rejects.toThrow('Invalid bot token')
  const gone = 'Bot not found or you do not have permission to delete it.'
  expect(await answerOf(await home.call('alice', 'DELETE', `${OWN}/${robot._id}`))).toEqual(refusal(404, gone))

  const members = await read<{ userId: { _id: string } }[]>(home.call('bob', 'GET', `/servers/${server}/members`))
  expect(members.map(({ userId }) => userId._id)).toContain(robot.botUserId)
  const [said] = await read<object[]>(home.call('bob', 'GET', `/channels/${home.channel('general')}/messages`))
  expect(said).toMatchObject({ content: 'beep', authorId: { username: 'Robot', isBot: true } })
  const again = home.call('bob', 'POST', '/users/@me/channels', { recipientId: robot.botUserId })
  expect(await read<object>(again)).toMatchObject({ _id: direct._id })
  expect(
    await answerOf(await home.call('carol', 'POST', '/users/@me/channels', { recipientId: robot.botUserId })),
  ).toEqual(refusal(403, 'This bot does not accept DMs.'))
  const attic = home.ids.servers.get('attic') ?? ''
  expect(await answerOf(await home.call('carol', 'POST', `/servers/${attic}/bots/${robot.botUserId}`))).toEqual(
    refusal(404, 'Bot not found'),
  )
})

test('[BOT9] a bot sets its own system prompt and nothing else of its config; nobody else does', async () => {
  await using home = await openWithRobot()
  const { robot } = home
  const token = await home.logIn(robot.accessToken)
  const set = async (as: string, bot: string, body: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json' }
    return answerOf(
      await fetch(`${home.url}/api/bots/${bot}/config`, { method: 'PATCH', headers, body: JSON.stringify(body) }),
    )
  }
  const at = `${OWN}/${robot._id}`
  for (const [before, after] of [
    ['{"model":"m","system_prompt":"old"}', { model: 'm', system_prompt: 'new' }],
    ['[1,2]', { system_prompt: 'new' }],
    ['"text"', { system_prompt: 'new' }],
    ['null', { system_prompt: 'new' }],
  ] as const) {
    await home.call('alice', 'PATCH', at, { config: before })
    const [status, body] = (await set(token, robot._id, { system_prompt: 'new', model: 'x' })) as [number, MadeBot]
    expect([status, JSON.parse(body.config)]).toEqual([200, after])
    expect((await read<MadeBot>(home.call('alice', 'GET', at))).config).toBe(body.config)
  }
  const alice = await home.tokenOf('alice')
  expect(await set(alice, robot._id, { system_prompt: 'mine' })).toEqual(refusal(404, 'Bot not found.'))
  expect(await set(token, NO_BOT, { system_prompt: 'mine' })).toEqual(refusal(404, 'Bot not found.'))
  expect(await set(token, 'zzz', { system_prompt: 'mine' })).toEqual(refusal(400, 'Invalid data format provided.'))
  expect(await set(token, robot._id, {})).toMatchObject([400, { errors: [{ path: 'system_prompt' }] }])
})

test('[DM5] [USER7] [USER8] a bot is written to and found once it says so, and what was begun goes on after', async () => {
  await using home = await openWithRobot()
  const { robot } = home
  const open = (person: string): Promise<Response> =>
    home.call(person, 'POST', '/users/@me/channels', { recipientId: robot.botUserId })
  const found = (): Promise<object[]> => read(home.call('bob', 'GET', '/users/search?q=robot'))
  const declined = refusal(403, 'This bot does not accept DMs.')
  expect(await answerOf(await open('bob'))).toEqual(declined)
  expect(await found()).toEqual([])

  await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { dmEnabled: true })
  expect(await found()).toEqual([expect.objectContaining({ _id: robot.botUserId, isBot: true, dmEnabled: true })])
  expect(await read<object>(home.call('bob', 'GET', `/users/${robot.botUserId}`))).toMatchObject({ dmEnabled: true })
  using bot = await readySocket(home.url, await home.logIn(robot.accessToken))
  const { _id } = await read<{ _id: string }>(open('bob'))
  expect(await bot.wait('DM_CHANNEL_CREATE')).toMatchObject({ _id })
  await home.call('bob', 'POST', `/channels/${_id}/messages`, { content: 'hello' })
  await bot.wait('MESSAGE_CREATE')

  await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { dmEnabled: false })
  expect(await read<object>(open('bob'))).toMatchObject({ _id })
  expect(await answerOf(await open('carol'))).toEqual(declined)
  bot.socket.emit('message/create', { channelId: _id, content: 'still here' })
  await bot.wait('MESSAGE_CREATE', (message: { content: string }) => message.content === 'still here')
})

test('[MSG23] who owns a bot retracts what it said wherever they see it, and edits none of it', async () => {
  await using home = await openWithRobot()
  const { robot } = home
  await home.call('carol', 'POST', `/servers/${home.ids.servers.get('attic')}/bots/${robot.botUserId}`)
  await home.call('alice', 'POST', `/servers/${home.ids.servers.get('home')}/bots/${robot.botUserId}`)
  await home.call('alice', 'PATCH', `${OWN}/${robot._id}`, { dmEnabled: true })
  using bot = await readySocket(home.url, await home.logIn(robot.accessToken))
  const open = (person: string): Promise<{ _id: string }> =>
    read(home.call(person, 'POST', '/users/@me/channels', { recipientId: robot.botUserId }))
  const [own, others] = [await open('alice'), await open('bob')]
  const say = async (channelId: string): Promise<string> => {
    bot.socket.emit('message/create', { channelId, content: `in ${channelId}` })
    const fits = (message: { channelId: string }): boolean => message.channelId === channelId
    return `/channels/${channelId}/messages/${((await bot.wait('MESSAGE_CREATE', fits)) as { _id: string })._id}`
  }
  const [general, direct, elsewhere, whispered] = [
    await say(home.channel('general')),
    await say(own._id),
    await say(home.channel('boxes')),
    await say(others._id),
  ]
  const edit = await home.call('alice', 'PATCH', direct, { content: 'mine' })
  expect(await answerOf(edit)).toEqual(refusal(403, 'Permission check failed: Invalid channel.'))
  expect((await home.call('bob', 'DELETE', general)).status).toBe(403)
  expect((await home.call('bob', 'DELETE', whispered)).status).toBe(403)
  for (const at of [elsewhere, whispered]) expect((await home.call('alice', 'DELETE', at)).status).toBe(403)
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  expect(await answerOf(await home.call('alice', 'DELETE', direct))).toMatchObject([200, { attachments: [] }])
  expect(await alice.wait('MESSAGE_UPDATE')).toMatchObject({ channelId: own._id, retractedAt: isoTime })

  // Not as the server's owner: bob's bot speaks where alice owns and bob does not.
  const bobs = await home.makeBot('bob', { name: 'Second', serviceType: 'caretaking' })
  await home.call('alice', 'POST', `/servers/${home.ids.servers.get('home')}/bots/${bobs.botUserId}`)
  using second = await readySocket(home.url, await home.logIn(bobs.accessToken))
  second.socket.emit('message/create', { channelId: home.channel('general'), content: 'boop' })
  const fits = (message: { content: string }): boolean => message.content === 'boop'
  const { _id } = (await second.wait('MESSAGE_CREATE', fits)) as { _id: string }
  const at = `/channels/${home.channel('general')}/messages/${_id}`
  expect((await home.call('bob', 'PATCH', at, { content: 'mine' })).status).toBe(403)
  expect((await home.call('bob', 'DELETE', at)).status).toBe(200)
})
