import { describe, expect, test } from 'vitest'
import { answerOf, crowdOf, keptServer, serverOf } from '../fixtures/kept-server.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const NOBODY = 'a'.repeat(24)
const LACKING = [403, { message: 'You do not have the required permission: MANAGE_CHANNEL' }]
const NOT_FOUND = [404, { message: 'Channel not found.' }]

const routeOf = (home: TestGateway, channel: string, server = 'home'): string =>
  `/servers/${serverOf(home, server)}/channels/${home.channel(channel)}`

const change = async (home: TestGateway, channel: string, body: unknown): Promise<unknown[]> =>
  answerOf(await home.call('bob', 'PATCH', routeOf(home, channel), body))

async function rowOf(home: TestGateway, person: string, channel: string): Promise<object | undefined> {
  const rows = (await (await home.call(person, 'GET', `/servers/${serverOf(home)}/channels`)).json()) as {
    _id: string
  }[]
  return rows.find((row) => row._id === home.channel(channel))
}

async function categoriesOf(home: TestGateway, person: string, server: string): Promise<{ _id: string }[]> {
  return (await (await home.call(person, 'GET', `/servers/${serverOf(home, server)}/categories`)).json()) as []
}

describe('[CHAN5] the gates of a channel’s settings', () => {
  const bodies: readonly (readonly [string, string, unknown])[] = [
    ['PATCH', '', { name: '' }],
    ['PUT', '/permissions', [{}]],
    ['GET', '/permissions', undefined],
    ['DELETE', '', undefined],
  ]

  test.each(bodies)('%s %s needs MANAGE_CHANNEL, under either path and before the body', async (method, rest, body) => {
    await using home = await startTestGateway({ world: keptServer })
    for (const channel of ['general', 'secret']) {
      for (const mount of [routeOf(home, channel), `/channels/${home.channel(channel)}`]) {
        expect(await answerOf(await home.call('dave', method, mount + rest, body))).toEqual(LACKING)
        expect(await answerOf(await home.call('carol', method, mount + rest, body))).toEqual([
          403,
          { message: 'You are not a member of this server.' },
        ])
      }
    }
    const direct = `/channels/${home.channel('alice&bob')}${rest}`
    const never = [403, { message: 'Action not allowed in DMs: MANAGE_CHANNEL' }]
    expect(await answerOf(await home.call('alice', method, direct, body))).toEqual(never)
    expect(await answerOf(await home.call('dave', method, direct, body))).toEqual([
      403,
      { message: 'You are not a member of this DM channel.' },
    ])
  })

  test.each(bodies)('[MSG12] %s %s finds no channel of elsewhere', async (method, rest, body) => {
    await using home = await startTestGateway({ world: keptServer })
    const attempt = async (person: string, route: string): Promise<unknown[]> =>
      answerOf(await home.call(person, method, route + rest, body))
    for (const channel of ['boxes', 'alice&bob'])
      expect(await attempt('alice', routeOf(home, channel))).toEqual(NOT_FOUND)
    // Nor does it say whose it is.
    expect(await attempt('bob', routeOf(home, 'boxes'))).toEqual(NOT_FOUND)
    expect(await attempt('dave', routeOf(home, 'alice&bob'))).toEqual(NOT_FOUND)
    expect(await attempt('bob', `/servers/${serverOf(home)}/channels/${NOBODY}`)).toEqual(NOT_FOUND)
    expect(await attempt('bob', `/channels/${NOBODY}`)).toEqual(NOT_FOUND)
    expect((await attempt('bob', '/channels/zzz'))[0]).toBe(400)
  })

  test('with it a fault of the body is told', async () => {
    await using home = await startTestGateway({ world: keptServer })
    for (const mount of [routeOf(home, 'secret'), `/channels/${home.channel('secret')}`]) {
      expect((await home.call('bob', 'PATCH', mount, { name: '' })).status).toBe(400)
      expect((await home.call('bob', 'PUT', `${mount}/permissions`, [{}])).status).toBe(400)
    }
  })

  test('MANAGE_CHANNEL may come by an override, and then counts there only', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const override = { targetType: 'member', targetId: home.idOf('dave'), allow: ['MANAGE_CHANNEL'], deny: [] }
    await home.call('alice', 'PUT', `${routeOf(home, 'general')}/permissions`, [override])
    expect((await home.call('dave', 'PATCH', routeOf(home, 'general'), { name: 'mine' })).status).toBe(200)
    expect(await answerOf(await home.call('dave', 'PATCH', routeOf(home, 'docs'), { name: 'mine' }))).toEqual(LACKING)
  })

  test('whoever manages without viewing sets and deletes, and still reads nothing', async () => {
    await using home = await startTestGateway({ world: keptServer })
    expect(await change(home, 'secret', { name: 'hush' })).toMatchObject([200, { name: 'hush' }])
    expect((await home.call('bob', 'GET', `/channels/${home.channel('secret')}/messages`)).status).toBe(403)
    expect((await home.call('bob', 'DELETE', `/channels/${home.channel('secret')}`)).status).toBe(200)
  })
})

describe('[CHAN6] a change', () => {
  test('takes what it names and leaves the rest', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const [talk] = await categoriesOf(home, 'alice', 'home')
    const record = {
      _id: home.channel('general'),
      type: 'GUILD_TEXT',
      serverId: serverOf(home),
      name: 'general',
      topic: 'Whatever comes up',
      categoryId: talk?._id,
      position: 0,
      recipients: [],
      permissionOverrides: [],
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    }
    const odd = { type: 'GUILD_WEB', position: 9, serverId: NOBODY, permissionOverrides: [{}] }
    expect(await change(home, 'general', odd)).toEqual([200, record])
    expect(await change(home, 'general', { name: 'new' })).toEqual([200, { ...record, name: 'new' }])
    expect(await change(home, 'general', { topic: '' })).toEqual([200, { ...record, name: 'new', topic: '' }])
    expect(await rowOf(home, 'dave', 'general')).toMatchObject({ name: 'new', topic: '', categoryId: talk?._id })
    expect((await change(home, 'general', undefined))[0]).toBe(400)
  })

  test('moves it into a category of its own server, or out of all', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const [talk] = await categoriesOf(home, 'alice', 'home')
    const [old] = await categoriesOf(home, 'carol', 'attic')
    expect(await change(home, 'general', { categoryId: null })).toMatchObject([200, { categoryId: null }])
    expect(await rowOf(home, 'dave', 'general')).not.toHaveProperty('categoryId')
    const upper = talk?._id.toUpperCase()
    expect(await change(home, 'general', { categoryId: upper })).toMatchObject([200, { categoryId: talk?._id }])
    const refusals = [
      [old?._id, 'Category does not belong to this server'],
      [NOBODY, 'Category not found'],
      ['zzz', 'Invalid data format provided.'],
    ]
    for (const [categoryId, message] of refusals) {
      expect(await change(home, 'general', { name: 'never', categoryId })).toEqual([400, { message }])
    }
    expect(await rowOf(home, 'dave', 'general')).toMatchObject({ name: 'general', categoryId: talk?._id })
  })

  test('gives a web channel another address and a text channel none', async () => {
    await using home = await startTestGateway({ world: keptServer })
    expect(await change(home, 'docs', { url: ' https://other.test/ ' })).toMatchObject([
      200,
      { type: 'GUILD_WEB', url: 'https://other.test/' },
    ])
    expect((await change(home, 'docs', { url: 'javascript:alert(1)' }))[0]).toBe(400)
    expect(await change(home, 'general', { url: 'https://other.test/' })).toEqual([
      400,
      { message: 'URL is only applicable to web channels.' },
    ])
    expect(await rowOf(home, 'dave', 'docs')).toMatchObject({ url: 'https://other.test/' })
  })
})

describe('[CHAN7] a change is told', () => {
  test('once to everybody where everybody sees it, also when nothing changed', async () => {
    await using home = await startTestGateway({ world: keptServer })
    using crowd = await crowdOf(home, ['alice', 'bob', 'dave', 'carol'])
    const answers = [await change(home, 'general', { name: 'new' }), await change(home, 'general', {})]
    for (const person of ['alice', 'bob', 'dave']) {
      expect(await crowd.heard(person)).toEqual(answers.map(([, payload]) => ({ event: 'CHANNEL_UPDATE', payload })))
    }
    expect(await crowd.heard('carol')).toEqual([])
  })

  test('of a hidden one to who sees or manages it; the others learn only that there is something to read again', async () => {
    await using home = await startTestGateway({ world: keptServer })
    using crowd = await crowdOf(home, ['alice', 'bob', 'dave', 'erin', 'carol'])
    const [, payload] = await change(home, 'secret', { name: 'hush' })
    for (const person of ['alice', 'bob', 'erin']) {
      expect(await crowd.heard(person)).toEqual([{ event: 'CHANNEL_UPDATE', payload }])
    }
    expect(await crowd.heard('dave')).toEqual([{ event: 'PERMISSIONS_UPDATE', payload: { serverId: serverOf(home) } }])
    expect(await crowd.heard('carol')).toEqual([])
  })
})

describe('[CHAN8] a channel’s end', () => {
  test('takes along all that was in it', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const general = home.channel('general')
    const sent = await home.call('alice', 'POST', `/channels/${general}/messages`, { content: 'hi' })
    const { _id } = (await sent.json()) as { _id: string }
    await home.call('bob', 'POST', `/channels/${general}/ack`, { lastMessageId: _id })
    await home.call('bob', 'PUT', `/channels/${general}/notification-settings`, { level: 'MUTE' })
    const override = { targetType: 'member', targetId: home.idOf('dave') }
    await home.call('alice', 'PUT', `/channels/${general}/permissions`, [override])
    const { database } = home.gateway.parts
    const reaction = { messageId: _id, userId: home.idOf('bob'), emoji: 'x', createdAt: new Date(0).toISOString() }
    await database.write(async (writer) => ({
      result: await writer.insertInto('reaction').values(reaction).execute(),
    }))
    await home.call('alice', 'POST', `/servers/${serverOf(home)}/channels/${general}/webhooks`, { name: 'Feed' })
    const kept = await home.call('alice', 'POST', `/channels/${home.channel('secret')}/messages`, { content: 'hush' })
    expect(kept.status).toBe(201)

    expect(await answerOf(await home.call('bob', 'DELETE', routeOf(home, 'general')))).toEqual([
      200,
      { message: 'Channel deleted successfully' },
    ])
    const { reader } = database
    const left = {
      messages: await reader.selectFrom('message').select('content').execute(),
      reactions: await reader.selectFrom('reaction').selectAll().execute(),
      marks: await reader.selectFrom('readState').selectAll().execute(),
      levels: await reader.selectFrom('channelNotification').selectAll().execute(),
      overrides: await reader.selectFrom('permissionOverride').selectAll().where('channelId', '=', general).execute(),
      webhooks: await reader.selectFrom('webhook').selectAll().execute(),
    }
    expect(left).toEqual({
      messages: [{ content: 'hush' }],
      reactions: [],
      marks: [],
      levels: [],
      overrides: [],
      webhooks: [],
    })
    expect(await rowOf(home, 'alice', 'general')).toBeUndefined()
    expect(await answerOf(await home.call('bob', 'DELETE', routeOf(home, 'general')))).toEqual(NOT_FOUND)
    expect(await answerOf(await home.call('alice', 'GET', `/channels/${general}/messages`))).toEqual(NOT_FOUND)
  })

  test('is told to who could see or manage it, once, and nobody is left in its room', async () => {
    await using home = await startTestGateway({ world: keptServer })
    using crowd = await crowdOf(home, ['alice', 'bob', 'dave', 'erin', 'carol'])
    for (const channel of ['general', 'secret']) await home.call('bob', 'DELETE', routeOf(home, channel))
    const gone = (channel: string): object => ({
      event: 'CHANNEL_DELETE',
      payload: { channelId: home.channel(channel), serverId: serverOf(home) },
    })
    for (const person of ['alice', 'bob', 'erin']) {
      expect(await crowd.heard(person)).toEqual([gone('general'), gone('secret')])
    }
    expect(await crowd.heard('dave')).toEqual([gone('general')])
    expect(await crowd.heard('carol')).toEqual([])
    const rooms = [...home.gateway.parts.realtime.sockets.all()].flatMap((socket) => [...socket.rooms])
    expect(rooms).not.toContain(home.channel('general'))
    expect(rooms).not.toContain(home.channel('secret'))
    expect(rooms).toContain(home.channel('docs'))
  })
})
