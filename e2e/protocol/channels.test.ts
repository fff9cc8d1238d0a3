import { describe, expect, test } from 'vitest'
import { createFileAddress } from '#gateway/wire/file-address.ts'
import { createChannelsService } from '#gateway/features/channels/service.ts'
import { serverId, userId } from '#shared/models/ids.ts'
import { serverChannelListItem, type ServerChannelListItem } from '#shared/models/channel.ts'
import { permissions } from '#shared/models/permissions.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const homeOf = (home: TestGateway): string => home.ids.servers.get('home') ?? ''
const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]
const create = (home: TestGateway, person: string, body: unknown): Promise<Response> =>
  home.call(person, 'POST', `/servers/${homeOf(home)}/channels`, body)

async function listOf(home: TestGateway, person: string): Promise<ServerChannelListItem[]> {
  const rows = (await (await home.call(person, 'GET', `/servers/${homeOf(home)}/channels`)).json()) as unknown[]
  return rows.map((row) => serverChannelListItem.parse(row))
}

/** Gives @everyone of a server these permissions and no others. */
const permit = (home: TestGateway, words: readonly string[]): Promise<unknown> =>
  home.gateway.parts.database.write(async (writer) => ({
    result: await writer
      .updateTable('role')
      .set({ permissions: JSON.stringify(words) })
      .execute(),
  }))

describe('making a channel', () => {
  test('[CHAN1] answers with the channel, without what a body may not say', async () => {
    await using home = await startTestGateway()
    const body = { name: 'new', type: 'GUILD_TEXT', topic: 'x', position: 7, permissionOverrides: [{}], _id: 'mine' }
    expect(await answerOf(await create(home, 'alice', body))).toEqual([
      201,
      {
        _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        type: 'GUILD_TEXT',
        serverId: homeOf(home),
        name: 'new',
        recipients: [],
        permissionOverrides: [],
        createdAt: expect.any(String) as string,
        updatedAt: expect.any(String) as string,
      },
    ])
    const web = { name: 'docs', type: 'GUILD_WEB', url: ' https://docs.test/ ' }
    expect(await answerOf(await create(home, 'alice', web))).toMatchObject([201, { url: 'https://docs.test/' }])
  })

  test('[CHAN1] needs MANAGE_CHANNEL of the server, which is told before any fault of the body', async () => {
    await using home = await startTestGateway()
    const attempt = async (person: string, server = homeOf(home)): Promise<unknown[]> =>
      answerOf(await home.call(person, 'POST', `/servers/${server}/channels`, { name: '' }))
    expect(await attempt('bob')).toEqual([403, { message: 'You do not have the required permission: MANAGE_CHANNEL' }])
    expect(await attempt('carol')).toEqual([403, { message: 'You are not a member of this server.' }])
    expect(await attempt('carol', 'a'.repeat(24))).toEqual([404, { message: 'Server not found' }])
    expect((await attempt('alice'))[0]).toBe(400)
    await permit(home, ['MANAGE_CHANNEL'])
    expect((await attempt('bob'))[0]).toBe(400)
    expect((await create(home, 'bob', { name: 'mine', type: 'GUILD_TEXT' })).status).toBe(201)
  })

  test('[CHAN1] takes a category of the same server and no other', async () => {
    const [first, second] = twoFriends.servers
    const servers = [first, second].flatMap((server) =>
      server === undefined ? [] : [{ ...server, categories: [{ ref: 'talk', name: 'Talk' }] }],
    )
    await using home = await startTestGateway({ world: { ...twoFriends, servers } })
    const idIn = async (person: string, server: string): Promise<string> => {
      const rows = await (
        await home.call(person, 'GET', `/servers/${home.ids.servers.get(server) ?? ''}/categories`)
      ).json()
      return (rows as { _id: string }[])[0]?._id ?? ''
    }
    const body = (categoryId: unknown): object => ({ name: 'new', type: 'GUILD_TEXT', categoryId })
    const own = await idIn('alice', 'home')
    expect(await answerOf(await create(home, 'alice', body(own)))).toMatchObject([201, { categoryId: own }])
    const foreign = await answerOf(await create(home, 'alice', body(await idIn('carol', 'attic'))))
    expect(foreign).toEqual([400, { message: 'Category does not belong to this server' }])
    expect(await answerOf(await create(home, 'alice', body('a'.repeat(24))))).toEqual([
      400,
      { message: 'Category not found' },
    ])
    expect(await answerOf(await create(home, 'alice', body('zzz')))).toEqual([
      400,
      { message: 'Invalid data format provided.' },
    ])
    expect((await create(home, 'alice', body(null))).status).toBe(400)
  })

  test('[CHAN3] puts every member in before anybody hears of it, and tells nobody else', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using bobToo = await readySocket(home.url, await home.tokenOf('bob'))
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const response = await create(home, 'alice', { name: 'new', type: 'GUILD_TEXT' })
    const channel = (await response.json()) as { _id: string }
    await home.call('alice', 'POST', `/channels/${channel._id}/messages`, { content: 'first' })
    for (const socket of [alice, bob, bobToo]) {
      await socket.settled()
      expect(
        socket.heard.slice(3).filter((entry) => entry.event !== 'PRESENCE_UPDATE' && entry.event !== 'error'),
      ).toEqual([
        { event: 'CHANNEL_UPDATE', payload: channel },
        { event: 'PERMISSIONS_UPDATE', payload: { serverId: homeOf(home), channelId: channel._id } },
        { event: 'MESSAGE_CREATE', payload: expect.objectContaining({ content: 'first' }) as object },
      ])
    }
    await carol.settled()
    expect(carol.heard.map((entry) => entry.event)).not.toContain('CHANNEL_UPDATE')
    expect(carol.heard.map((entry) => entry.event)).not.toContain('PERMISSIONS_UPDATE')
  })
})

describe('the list', () => {
  test('[CHAN2] holds what the caller can view, with what they may do there', async () => {
    await using home = await startTestGateway()
    const [alices, bobs] = [await listOf(home, 'alice'), await listOf(home, 'bob')]
    expect(alices.map(({ name }) => name)).toEqual(['general', 'random', 'secret'])
    expect(bobs.map(({ name }) => name)).toEqual(['general', 'random'])
    expect(new Set(alices[2]?.permissions)).toEqual(new Set(permissions))
    expect(new Set(bobs[0]?.permissions)).toEqual(
      new Set(['VIEW_CHANNEL', 'CREATE_INVITE', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES']),
    )
  })

  test('[CHAN2] stands in the order of making where no position was given, and gives no override of a hidden channel away', async () => {
    await using home = await startTestGateway()
    const names = Array.from({ length: 6 }, (_, index) => `new-${index}`)
    for (const name of names) await create(home, 'alice', { name, type: 'GUILD_TEXT' })
    expect((await listOf(home, 'bob')).map(({ name }) => name)).toEqual([...names, 'general', 'random'])
    expect(await (await home.call('bob', 'GET', `/servers/${homeOf(home)}/channels`)).text()).not.toContain('secret')
  })

  test('[CHAN2] names the newest message and the last one read', async () => {
    await using home = await startTestGateway()
    const general = home.channel('general')
    const row = async (): Promise<ServerChannelListItem | undefined> =>
      (await listOf(home, 'bob')).find(({ _id }) => _id === general)
    expect(await row()).toMatchObject({ lastMessage: null, lastReadMessageId: null })

    const send = async (content: string, plainText?: string): Promise<string> => {
      const response = await home.call('alice', 'POST', `/channels/${general}/messages`, { content, plainText })
      return ((await response.json()) as { _id: string })._id
    }
    const [first, second] = [await send('first'), await send('the secret text', 'the secret transcript')]
    await home.call('bob', 'POST', `/channels/${general}/ack`, { lastMessageId: first })
    const listed = await (await home.call('bob', 'GET', `/servers/${homeOf(home)}/channels`)).text()
    expect(listed).toContain('the secret transcript')
    expect(await row()).toMatchObject({
      lastMessage: { _id: second, authorId: home.idOf('alice'), content: 'the secret text' },
      lastReadMessageId: first,
    })
    await home.call('alice', 'DELETE', `/channels/${general}/messages/${second}`)
    const text = await (await home.call('bob', 'GET', `/servers/${homeOf(home)}/channels`)).text()
    expect(text).not.toContain('the secret')
    expect((await row())?.lastMessage).toMatchObject({ _id: second, content: '此消息已撤回' })
  })
})

test('[CHAN2] the list is of one moment: whoever loses a channel meanwhile sees nothing that came after', async () => {
  await using home = await startTestGateway()
  const { clock, database, realtime } = home.gateway.parts
  const general = home.channel('general')
  const sent = await home.call('alice', 'POST', `/channels/${general}/messages`, { content: 'for all' })
  const { _id } = (await sent.json()) as { _id: string }
  const override = { channelId: general, targetType: 'member' as const, targetId: home.idOf('bob'), allow: '[]' }

  /** Hides the channel from bob and changes what was said there in one commit, or takes both back. */
  const turn = (isHidden: boolean): Promise<unknown> =>
    database.write(async (writer) => {
      const content = isHidden ? 'not for bob' : 'for all'
      await writer.updateTable('message').set({ content }).where('id', '=', _id).execute()
      await writer.deleteFrom('permissionOverride').where('targetId', '=', override.targetId).execute()
      const deny = JSON.stringify(['VIEW_CHANNEL'])
      if (isHidden)
        await writer
          .insertInto('permissionOverride')
          .values({ ...override, deny })
          .execute()
      return { result: undefined }
    })

  const channels = createChannelsService({
    clock,
    database,
    ...realtime,
    fileAddress: createFileAddress({ staticBase: () => home.url }),
  })
  const lists: Promise<object[]>[] = []
  for (let round = 0; round < 20; round += 1) {
    lists.push(channels.list(serverId.parse(homeOf(home)), userId.parse(home.idOf('bob'))))
    void turn(true)
    void turn(false)
  }
  const texts = (await Promise.all(lists)).map((list) => JSON.stringify(list))
  expect(texts.filter((text) => !text.includes('for all'))).toEqual([])
})

test('[CHAN4] a web channel takes no messages and lists none', async () => {
  await using home = await startTestGateway()
  const web = { name: 'docs', type: 'GUILD_WEB', url: 'https://docs.test/' }
  const { _id } = (await (await create(home, 'alice', web)).json()) as { _id: string }
  expect(await answerOf(await home.call('bob', 'POST', `/channels/${_id}/messages`, { content: 'hi' }))).toEqual([
    400,
    { message: 'Messages are not supported in web channels' },
  ])
  expect(await answerOf(await home.call('bob', 'GET', `/channels/${_id}/messages`))).toEqual([200, []])
})

describe('[ROOM4] a hidden channel', () => {
  test('is there for nobody who cannot view it, under either path and by every method', async () => {
    await using home = await startTestGateway()
    const secret = home.channel('secret')
    const sent = await home.call('alice', 'POST', `/channels/${secret}/messages`, { content: 'hush' })
    const { _id } = (await sent.json()) as { _id: string }
    const refused = [403, { message: 'You do not have the required permission: VIEW_CHANNEL' }]
    for (const mount of [`/channels/${secret}`, `/servers/${homeOf(home)}/channels/${secret}`]) {
      expect(await answerOf(await home.call('bob', 'GET', `${mount}/messages`))).toEqual(refused)
      expect(await answerOf(await home.call('bob', 'POST', `${mount}/messages`, { content: 'hi' }))).toEqual(refused)
      expect(await answerOf(await home.call('bob', 'PATCH', `${mount}/messages/${_id}`, { content: 'x' }))).toEqual(
        refused,
      )
      expect(await answerOf(await home.call('bob', 'DELETE', `${mount}/messages/${_id}`))).toEqual(refused)
      expect(await answerOf(await home.call('bob', 'POST', `${mount}/ack`, { lastMessageId: _id }))).toEqual(refused)
    }
    const unread = await (await home.call('bob', 'GET', '/users/@me/unread')).text()
    expect(unread).not.toContain(secret)
  })

  test('is heard by nobody who cannot view it, whatever happens there', async () => {
    await using home = await startTestGateway()
    const secret = home.channel('secret')
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const sent = await home.call('alice', 'POST', `/channels/${secret}/messages`, {
      content: `hush <@${home.idOf('bob')}>`,
    })
    const { _id } = (await sent.json()) as { _id: string }
    await home.call('alice', 'PATCH', `/channels/${secret}/messages/${_id}`, { content: 'hush @everyone' })
    await home.call('alice', 'DELETE', `/channels/${secret}/messages/${_id}`)
    bob.socket.emit('message/create', { channelId: secret, content: 'let me in' })
    expect(await bob.wait('error')).toEqual({ message: 'Failed to create message' })
    await Promise.all([alice.settled(), bob.settled()])
    expect(alice.heard.filter((entry) => entry.event.startsWith('MESSAGE'))).toHaveLength(3)
    expect(bob.heard.filter((entry) => entry.event.startsWith('MESSAGE'))).toEqual([])
  })
})

test('[MSG12] a channel is found only under its own server', async () => {
  await using home = await startTestGateway()
  const attic = home.ids.servers.get('attic') ?? ''
  const notFound = [404, { message: 'Channel not found.' }]
  for (const channel of [home.channel('general'), home.channel('alice&bob'), 'a'.repeat(24)]) {
    const mount = `/servers/${attic}/channels/${channel}/messages`
    expect(await answerOf(await home.call('carol', 'GET', mount))).toEqual(notFound)
  }
  const { _id } = (await (await home.call('alice', 'POST', '/servers', { name: 'Second' })).json()) as { _id: string }
  for (const channel of [home.channel('general'), home.channel('alice&bob')]) {
    expect(await answerOf(await home.call('alice', 'GET', `/servers/${_id}/channels/${channel}/messages`))).toEqual(
      notFound,
    )
    const ack = await home.call('alice', 'POST', `/servers/${_id}/channels/${channel}/ack`, {
      lastMessageId: 'a'.repeat(24),
    })
    expect(await answerOf(ack)).toEqual(notFound)
  }
  const own = await home.call('alice', 'GET', `/servers/${homeOf(home)}/channels/${home.channel('general')}/messages`)
  expect(own.status).toBe(200)
})
