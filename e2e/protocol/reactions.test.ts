import { describe, expect, test } from 'vitest'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]
const routeOf = (home: TestGateway, channel = 'general'): string => `/channels/${home.channel(channel)}/messages`

async function send(home: TestGateway, channel = 'general'): Promise<Message> {
  const response = await home.call('alice', 'POST', routeOf(home, channel), { content: 'said' })
  return messageSchema.parse(await response.json())
}

interface Reacting {
  readonly put: (person: string, emoji: string) => Promise<Response>
  readonly remove: (person: string, emoji: string) => Promise<Response>
  /** Emoji with the names of who reacted, as the list shows it. */
  readonly shown: () => Promise<unknown>
}

function reactingTo(home: TestGateway, { _id }: Message, channel = 'general'): Reacting {
  const names = new Map([...home.ids.people].map(([ref, id]) => [id, ref]))
  const path = (emoji: string): string => `${routeOf(home, channel)}/${_id}/reactions/${encodeURIComponent(emoji)}/@me`
  return {
    put: (person, emoji) => home.call(person, 'PUT', path(emoji)),
    remove: (person, emoji) => home.call(person, 'DELETE', path(emoji)),
    shown: async () => {
      const rows = (await (await home.call('alice', 'GET', routeOf(home, channel))).json()) as Message[]
      const message = rows.find((row) => row._id === _id)
      return message?.reactions.map(({ emoji, userIds }) => [emoji, ...userIds.map((id) => names.get(id))])
    },
  }
}

const eventsOf = (socket: SocketClient): unknown[] =>
  socket.heard.filter(({ event }) => event.startsWith('MESSAGE')).map(({ event, payload }) => [event, payload])

test('[REACT1] a reaction is answered with the message, and everybody who sees it hears the same', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  const sent = await send(home)
  const [status, reacted] = await answerOf(await reactingTo(home, sent).put('bob', '👍'))
  expect([status, reacted]).toEqual([
    200,
    {
      ...sent,
      reactions: [{ emoji: '👍', userIds: [home.idOf('bob')] }],
      updatedAt: expect.any(String) as string,
      rev: 2,
    },
  ])
  await Promise.all([alice.settled(), carol.settled()])
  expect(eventsOf(alice)).toEqual([
    ['MESSAGE_CREATE', sent],
    ['MESSAGE_REACTION_ADD', reacted],
  ])
  expect(eventsOf(carol)).toEqual([])
})

test('[REACT1] another emoji moves the reaction: one change, one event', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  const sent = await send(home)
  const { put, shown } = reactingTo(home, sent)
  await put('bob', 'a')
  const moved = (await (await put('bob', 'b')).json()) as Message
  expect([await shown(), moved.rev]).toEqual([[['b', 'bob']], 3])
  await alice.settled()
  expect(alice.all('MESSAGE_REACTION_ADD')).toHaveLength(2)
  expect([alice.all('MESSAGE_REACTION_REMOVE'), alice.all('MESSAGE_UPDATE')]).toEqual([[], []])
})

test('[REACT1] all at once everybody ends with one reaction, and every emoji stands once', async () => {
  await using home = await startTestGateway()
  const { put, shown } = reactingTo(home, await send(home))
  const calls = ['alice', 'bob'].flatMap((person) => ['a', 'b', 'c', 'a'].map((emoji) => put(person, emoji)))
  expect(new Set((await Promise.all(calls)).map((answer) => answer.status))).toEqual(new Set([200]))
  const reactions = (await shown()) as string[][]
  expect(reactions.flatMap(([, ...people]) => people).toSorted()).toEqual(['alice', 'bob'])
  expect(new Set(reactions.map(([emoji]) => emoji)).size).toBe(reactions.length)
})

test('[REACT2] emoji stand in the order of their first use, people in the order they joined in', async () => {
  const clock = createHandDrivenClock(Date.now())
  const world = {
    ...twoFriends,
    people: [...twoFriends.people, { ref: 'dora', username: 'dora' }],
    servers: twoFriends.servers.map((server) =>
      server.ref === 'home' ? { ...server, members: ['bob', 'carol', 'dora'] } : server,
    ),
  }
  await using home = await startTestGateway({ clock, world })
  const { put, remove, shown } = reactingTo(home, await send(home))
  const turn = async (person: string, emoji: string): Promise<void> => {
    clock.advance(1000)
    await put(person, emoji)
  }
  await turn('dora', 'z')
  await turn('bob', 'a')
  await turn('carol', 'z')
  await turn('alice', 'z')
  expect(await shown()).toEqual([
    ['z', 'dora', 'carol', 'alice'],
    ['a', 'bob'],
  ])
  await turn('dora', 'a')
  expect(await shown()).toEqual([
    ['z', 'carol', 'alice'],
    ['a', 'bob', 'dora'],
  ])
  for (const person of ['carol', 'alice']) await remove(person, 'z')
  await turn('carol', 'm')
  await turn('alice', 'z')
  expect(await shown()).toEqual([
    ['a', 'bob', 'dora'],
    ['m', 'carol'],
    ['z', 'alice'],
  ])
})

test('[REACT1] the lists of channels show them on the newest message', async () => {
  await using home = await startTestGateway()
  const reactions = [{ emoji: 'a', userIds: [home.idOf('bob')] }]
  for (const channel of ['general', 'alice&bob']) {
    await reactingTo(home, await send(home, channel), channel).put('bob', 'a')
    const list =
      channel === 'general' ? `/servers/${home.ids.servers.get('home') ?? ''}/channels` : '/users/@me/channels'
    const rows = await (await home.call('alice', 'GET', list)).json()
    expect(rows).toContainEqual(
      expect.objectContaining({
        _id: home.channel(channel),
        lastMessage: expect.objectContaining({ reactions }) as object,
      }),
    )
  }
})

test('[REACT3] the same again changes nothing and nobody hears of it', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  const { put } = reactingTo(home, await send(home))
  const first = await answerOf(await put('bob', 'a'))
  expect(await answerOf(await put('bob', 'a'))).toEqual(first)
  await alice.settled()
  expect(alice.all('MESSAGE_REACTION_ADD')).toEqual([first[1]])
})

describe('[REACT3] a removal', () => {
  test('of one’s own is answered with the message and heard', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    const sent = await send(home)
    const { put, remove } = reactingTo(home, sent)
    await put('bob', 'a')
    const removed = await answerOf(await remove('bob', 'a'))
    expect(removed).toEqual([200, { ...sent, updatedAt: expect.any(String) as string, rev: 3 }])
    await alice.settled()
    expect(alice.all('MESSAGE_REACTION_REMOVE')).toEqual([removed[1]])
  })

  test('of what only others have changes nothing and is not heard', async () => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const { put, remove, shown } = reactingTo(home, await send(home))
    await put('bob', 'a')
    const before = await answerOf(await put('alice', 'b'))
    expect(await answerOf(await remove('alice', 'a'))).toEqual(before)
    expect(await shown()).toEqual([
      ['a', 'bob'],
      ['b', 'alice'],
    ])
    await bob.settled()
    expect(bob.all('MESSAGE_REACTION_REMOVE')).toEqual([])
  })

  test('of what is not on the message finds nothing', async () => {
    await using home = await startTestGateway()
    const { put, remove } = reactingTo(home, await send(home))
    await put('bob', 'a')
    await remove('bob', 'a')
    for (const emoji of ['a', 'never']) {
      expect(await answerOf(await remove('bob', emoji))).toEqual([
        404,
        { message: 'Message not found or reaction could not be removed' },
      ])
    }
  })
})

describe('[REACT4] an emoji', () => {
  test.each(['👩‍👩‍👧', 'a/b', '%', '%25', ':custom name:', 'ü?#&', '../..', 'A', 'x'.repeat(64), '猫'.repeat(21)])(
    '"%s" is kept as it is',
    async (emoji) => {
      await using home = await startTestGateway()
      const { put, remove, shown } = reactingTo(home, await send(home))
      expect((await put('bob', emoji)).status).toBe(200)
      expect(await shown()).toEqual([[emoji, 'bob']])
      expect((await remove('bob', emoji)).status).toBe(200)
      expect(await shown()).toEqual([])
    },
  )

  test('has at most 64 bytes', async () => {
    await using home = await startTestGateway()
    const { put, shown } = reactingTo(home, await send(home))
    for (const emoji of ['x'.repeat(65), '猫'.repeat(22)]) {
      expect(await answerOf(await put('bob', emoji))).toEqual([400, { message: 'An emoji has at most 64 bytes' }])
    }
    expect((await put('bob', 'x'.repeat(3000))).status).toBe(400)
    expect(await shown()).toEqual([])
  })

  test.each([
    ['%', 400],
    ['%zz', 400],
    ['%ff', 400],
    ['', 404],
  ])('written as "%s" is refused with %i', async (segment, status) => {
    await using home = await startTestGateway()
    const { _id } = await send(home)
    for (const method of ['PUT', 'DELETE']) {
      const answer = await home.call('bob', method, `${routeOf(home)}/${_id}/reactions/${segment}/@me`)
      expect(await answerOf(answer)).toEqual([status, { message: expect.any(String) as string }])
    }
  })
})

describe('[REACT5] reacting', () => {
  test('needs ADD_REACTIONS, for taking one away too', async () => {
    await using home = await startTestGateway()
    const { put, remove, shown } = reactingTo(home, await send(home))
    await put('bob', 'a')
    await home.gateway.parts.database.write(async (writer) => ({
      result: await writer.updateTable('role').set({ permissions: '["SEND_MESSAGES"]' }).execute(),
    }))
    const refused = [403, { message: 'You do not have the required permission: ADD_REACTIONS' }]
    expect(await answerOf(await put('bob', 'b'))).toEqual(refused)
    expect(await answerOf(await remove('bob', 'a'))).toEqual(refused)
    expect((await put('alice', 'a')).status).toBe(200)
    expect(((await shown()) as string[][]).map((each) => each.toSorted())).toEqual([['a', 'alice', 'bob']])
  })

  test('finds a message only below its own channel, for whoever sees that', async () => {
    await using home = await startTestGateway()
    const hidden = await send(home, 'secret')
    const below = (channel: string): Reacting => reactingTo(home, hidden, channel)
    expect(await answerOf(await below('general').put('alice', 'a'))).toEqual([404, { message: 'Message not found' }])
    expect(await answerOf(await below('secret').put('bob', 'a'))).toEqual([
      403,
      { message: 'You do not have the required permission: VIEW_CHANNEL' },
    ])
    expect((await below('alice&bob').put('carol', 'a')).status).toBe(403)
    const unknown = `${routeOf(home)}/${'a'.repeat(24)}/reactions/a/@me`
    expect(await answerOf(await home.call('bob', 'PUT', unknown))).toEqual([404, { message: 'Message not found' }])
    expect((await home.call('bob', 'PUT', `${routeOf(home)}/zzz/reactions/a/@me`)).status).toBe(400)
    expect(await below('secret').shown()).toEqual([])
  })

  test('works below the server’s path as below the channel’s', async () => {
    await using home = await startTestGateway()
    const sent = await send(home)
    const path = `/servers/${home.ids.servers.get('home') ?? ''}${routeOf(home)}/${sent._id}/reactions/a/@me`
    expect((await home.call('bob', 'PUT', path)).status).toBe(200)
    expect(await reactingTo(home, sent).shown()).toEqual([['a', 'bob']])
    expect((await home.call('bob', 'DELETE', path)).status).toBe(200)
    expect((await home.call('carol', 'PUT', path)).status).toBe(403)
  })
})

test('[REACT6] a retracted message keeps its reactions, and takes and gives up none', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  const sent = await send(home)
  const { put, remove, shown } = reactingTo(home, sent)
  await put('bob', 'a')
  await home.call('alice', 'DELETE', `${routeOf(home)}/${sent._id}`)
  const refused = [400, { message: 'Message has been retracted' }]
  expect(await answerOf(await put('alice', 'a'))).toEqual(refused)
  expect(await answerOf(await remove('bob', 'a'))).toEqual(refused)
  expect(await shown()).toEqual([['a', 'bob']])
  await alice.settled()
  expect(eventsOf(alice).map((entry) => (entry as [string])[0])).toEqual([
    'MESSAGE_CREATE',
    'MESSAGE_REACTION_ADD',
    'MESSAGE_UPDATE',
  ])
})

test('[REACT7] a reaction is a change of its message, and no edit', async () => {
  const clock = createHandDrivenClock(Date.now())
  await using home = await startTestGateway({ clock })
  const sent = await send(home)
  clock.advance(60_000)
  const reacted = (await (await reactingTo(home, sent).put('bob', 'a')).json()) as Message
  expect([reacted.rev, reacted.updatedAt > sent.updatedAt, 'editedAt' in reacted]).toEqual([2, true, false])
})

test('[REACT7] in a direct message every socket of both hears of it once', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using bobToo = await readySocket(home.url, await home.tokenOf('bob'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  const { put, remove } = reactingTo(home, await send(home, 'alice&bob'), 'alice&bob')
  const added = (await (await put('bob', 'a')).json()) as Message
  const removed = (await (await remove('bob', 'a')).json()) as Message
  for (const socket of [alice, bob, bobToo]) {
    await socket.settled()
    expect(socket.all('MESSAGE_REACTION_ADD')).toEqual([added])
    expect(socket.all('MESSAGE_REACTION_REMOVE')).toEqual([removed])
  }
  await carol.settled()
  expect([eventsOf(carol), 'serverId' in added]).toEqual([[], false])
})

test('[REACT8] reactions go with their message', async () => {
  await using home = await startTestGateway()
  const { database } = home.gateway.parts
  await reactingTo(home, await send(home)).put('bob', 'a')
  const kept = await send(home, 'random')
  await reactingTo(home, kept, 'random').put('bob', 'b')
  await database.write(async (writer) => ({
    result: await writer.deleteFrom('channel').where('id', '=', home.channel('general')).execute(),
  }))
  const rows = await database.reader.selectFrom('reaction').select(['messageId', 'emoji']).execute()
  expect(rows).toEqual([{ messageId: kept._id, emoji: 'b' }])
})
