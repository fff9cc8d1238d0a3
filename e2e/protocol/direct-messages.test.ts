import { expect, test } from 'vitest'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]
const open = (home: TestGateway, person: string, recipientId: unknown): Promise<Response> =>
  home.call(person, 'POST', '/users/@me/channels', { recipientId })

const person = (home: TestGateway, ref: string): object => ({
  _id: home.idOf(ref),
  username: ref,
  discriminator: expect.stringMatching(/^\d{4}$/) as string,
  isBot: false,
})

/** Both people on two sockets each, and a third person. */
async function everybody(home: TestGateway): Promise<{ pair: SocketClient[]; carol: SocketClient; close: () => void }> {
  const sockets: SocketClient[] = []
  for (const ref of ['alice', 'alice', 'bob', 'bob', 'carol']) {
    sockets.push(await readySocket(home.url, await home.tokenOf(ref)))
  }
  const carol = sockets.pop()
  if (carol === undefined) throw new Error('Nobody is there')
  return {
    pair: sockets,
    carol,
    close: () => {
      for (const socket of [...sockets, carol]) socket[Symbol.dispose]()
    },
  }
}

test('[DM1] two people have one channel, whoever asks, however often and all at once', async () => {
  await using home = await startTestGateway()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0 ? open(home, 'alice', home.idOf('carol')) : open(home, 'carol', home.idOf('alice')),
    ),
  )
  const channels = (await Promise.all(answers.map((answer) => answer.json()))) as { _id: string; recipients: unknown }[]
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
  expect(new Set(channels.map((channel) => channel._id)).size).toBe(1)
  expect(channels[0]).toEqual({
    _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
    type: 'DM',
    recipients: [person(home, 'alice'), person(home, 'carol')],
    permissionOverrides: [],
    createdAt: expect.any(String) as string,
    updatedAt: expect.any(String) as string,
  })
  expect(channels[1]?.recipients).toEqual([person(home, 'carol'), person(home, 'alice')])
})

test('[DM2] opening one is told once to every socket of both, and only the first time', async () => {
  await using home = await startTestGateway({ world: { ...twoFriends, directs: [] } })
  const { pair, carol, close } = await everybody(home)
  const channel: unknown = await (await open(home, 'alice', home.idOf('bob'))).json()
  await open(home, 'alice', home.idOf('bob'))
  await open(home, 'bob', home.idOf('alice'))
  for (const socket of pair) {
    await socket.settled()
    expect(socket.all('DM_CHANNEL_CREATE')).toEqual([channel])
  }
  await carol.settled()
  expect(carol.all('DM_CHANNEL_CREATE')).toEqual([])
  close()
})

test('[DM3] what is said, edited and retracted reaches every socket of both once, and nobody else', async () => {
  await using home = await startTestGateway({ world: { ...twoFriends, directs: [] } })
  const { pair, carol, close } = await everybody(home)
  const { _id } = (await (await open(home, 'alice', home.idOf('bob'))).json()) as { _id: string }
  const sent: unknown = await (await home.call('bob', 'POST', `/channels/${_id}/messages`, { content: 'psst' })).json()
  const route = `/channels/${_id}/messages/${(sent as { _id: string })._id}`
  const edited: unknown = await (await home.call('bob', 'PATCH', route, { content: 'psst!' })).json()
  const retracted: unknown = await (await home.call('bob', 'DELETE', route)).json()
  for (const socket of pair) {
    await socket.settled()
    expect(socket.heard.filter((entry) => entry.event.startsWith('MESSAGE'))).toEqual([
      { event: 'MESSAGE_CREATE', payload: sent },
      { event: 'MESSAGE_UPDATE', payload: edited },
      { event: 'MESSAGE_UPDATE', payload: retracted },
    ])
  }
  expect(sent).not.toHaveProperty('serverId')
  await carol.settled()
  expect(carol.heard.filter((entry) => entry.event.startsWith('MESSAGE'))).toEqual([])
  close()
})

test('[DM3] a third person can neither read nor write there, nor touch what was said', async () => {
  await using home = await startTestGateway()
  const direct = home.channel('alice&bob')
  const sent = await home.call('alice', 'POST', `/channels/${direct}/messages`, { content: 'psst' })
  const { _id } = (await sent.json()) as { _id: string }
  const refused = [403, { message: 'You are not a member of this DM channel.' }]
  expect(await answerOf(await home.call('carol', 'GET', `/channels/${direct}/messages`))).toEqual(refused)
  expect(await answerOf(await home.call('carol', 'POST', `/channels/${direct}/messages`, { content: 'x' }))).toEqual(
    refused,
  )
  expect(await answerOf(await home.call('carol', 'DELETE', `/channels/${direct}/messages/${_id}`))).toEqual(refused)
  expect(await answerOf(await home.call('carol', 'POST', `/channels/${direct}/ack`, { lastMessageId: _id }))).toEqual(
    refused,
  )
})

test('[DM3] the other person cannot change what was said either', async () => {
  await using home = await startTestGateway()
  const direct = home.channel('alice&bob')
  const sent = await home.call('alice', 'POST', `/channels/${direct}/messages`, { content: 'psst' })
  const route = `/channels/${direct}/messages/${((await sent.json()) as { _id: string })._id}`
  const refused = [403, { message: 'Permission check failed: Invalid channel.' }]
  expect(await answerOf(await home.call('bob', 'PATCH', route, { content: 'x' }))).toEqual(refused)
  expect(await answerOf(await home.call('bob', 'DELETE', route))).toEqual(refused)
})

test('[DM4] the list holds the own ones, in the order of opening, with nothing private of the other person', async () => {
  await using home = await startTestGateway()
  const opened = (await (await open(home, 'alice', home.idOf('carol'))).json()) as { _id: string }
  const direct = home.channel('alice&bob')
  const sent = await home.call('bob', 'POST', `/channels/${direct}/messages`, { content: 'psst' })
  const { _id } = (await sent.json()) as { _id: string }
  await home.call('alice', 'POST', `/channels/${direct}/ack`, { lastMessageId: _id })
  const text = await (await home.call('alice', 'GET', '/users/@me/channels')).text()
  expect(text).not.toMatch(/mail|password|notificationSettings/i)
  const rows = JSON.parse(text) as { _id: string; recipients: unknown[] }[]
  expect(new Map(rows.map((row) => [row._id, row]))).toEqual(
    new Map([
      [
        direct,
        {
          _id: direct,
          type: 'DM',
          recipients: expect.arrayContaining([person(home, 'alice'), person(home, 'bob')]) as unknown[],
          permissionOverrides: [],
          permissions: ['VIEW_CHANNEL', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES'],
          lastMessage: expect.objectContaining({ _id, authorId: home.idOf('bob'), content: 'psst' }) as object,
          lastReadMessageId: _id,
          createdAt: expect.any(String) as string,
          updatedAt: expect.any(String) as string,
        },
      ],
      [opened._id, expect.objectContaining({ lastMessage: null, lastReadMessageId: null }) as object],
    ]),
  )
  expect(await (await home.call('carol', 'GET', '/users/@me/channels')).json()).toHaveLength(1)
})

test('[DM4] several stand in the order they were opened in', async () => {
  const crowd = Array.from({ length: 6 }, (_, index) => ({ ref: `p${index}`, username: `person${index}` }))
  await using home = await startTestGateway({
    world: { ...twoFriends, people: [...twoFriends.people, ...crowd], directs: [] },
  })
  const opened: string[] = []
  for (const { ref } of crowd)
    opened.push(((await (await open(home, 'alice', home.idOf(ref))).json()) as { _id: string })._id)
  const rows = (await (await home.call('alice', 'GET', '/users/@me/channels')).json()) as { _id: string }[]
  expect(rows.map((row) => row._id)).toEqual(opened)
})

test('[DM5] nobody opens one with nobody, themselves, somebody unknown or a bot', async () => {
  const bot = { ref: 'robot', username: 'robot', isBot: true }
  await using home = await startTestGateway({ world: { ...twoFriends, people: [...twoFriends.people, bot] } })
  const required = [400, { message: 'Recipient ID is required' }]
  for (const nobody of [undefined, null, ''])
    expect(await answerOf(await open(home, 'alice', nobody))).toEqual(required)
  expect(await answerOf(await home.call('alice', 'POST', '/users/@me/channels'))).toEqual(required)
  const self = [400, { message: 'You cannot create a DM with yourself' }]
  expect(await answerOf(await open(home, 'alice', home.idOf('alice')))).toEqual(self)
  expect(await answerOf(await open(home, 'alice', home.idOf('alice').toUpperCase()))).toEqual(self)
  expect(await answerOf(await open(home, 'alice', 'a'.repeat(24)))).toEqual([404, { message: 'Recipient not found' }])
  expect(await answerOf(await open(home, 'alice', home.idOf('robot')))).toEqual([
    403,
    { message: 'This bot does not accept DMs.' },
  ])
  for (const odd of ['zzz', 5, {}, [home.idOf('bob')]]) {
    expect(await answerOf(await open(home, 'alice', odd))).toEqual([400, { message: 'Invalid data format provided.' }])
  }
})
