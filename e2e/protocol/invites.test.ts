import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { twoFriends } from '../fixtures/two-friends.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'

const homeOf = (home: TestGateway): string => home.ids.servers.get('home') ?? ''
const answerOf = async (response: Response): Promise<unknown[]> => [response.status, await response.json()]

async function invite(home: TestGateway, body: object = {}): Promise<string> {
  const response = await home.call('alice', 'POST', `/servers/${homeOf(home)}/invites`, body)
  return ((await response.json()) as { code: string }).code
}

const accept = (home: TestGateway, person: string, code: string): Promise<Response> =>
  home.call(person, 'POST', `/invites/${code}`, {})

async function membersOf(home: TestGateway): Promise<string[]> {
  const rows = await (await home.call('alice', 'GET', `/servers/${homeOf(home)}/members`)).json()
  return (rows as { userId: { username: string } }[]).map((row) => row.userId.username)
}

describe('making an invite', () => {
  test('[SRV4] gives a code of ten characters, another each time', async () => {
    await using home = await startTestGateway()
    const expiresAt = '2099-01-01T00:00Z'
    const response = await home.call('bob', 'POST', `/servers/${homeOf(home)}/invites`, { expiresAt, maxUses: 3 })
    const body = (await response.json()) as { code: string }
    expect([response.status, body]).toEqual([
      201,
      {
        _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        code: expect.stringMatching(/^[\w-]{10}$/) as string,
        serverId: homeOf(home),
        creatorId: home.idOf('bob'),
        expiresAt: '2099-01-01T00:00:00.000Z',
        maxUses: 3,
        uses: 0,
        createdAt: expect.any(String) as string,
        updatedAt: expect.any(String) as string,
      },
    ])
    expect(await invite(home)).not.toBe(body.code)
  })

  test('[SRV4] is for members who may, which is checked before the body', async () => {
    await using home = await startTestGateway()
    await using closed = await startTestGateway()
    await closed.gateway.parts.database.write(async (writer) => ({
      result: await writer.updateTable('role').set({ permissions: '["SEND_MESSAGES"]' }).execute(),
    }))
    const create = async (where: TestGateway, person: string, server: string): Promise<unknown[]> =>
      answerOf(await where.call(person, 'POST', `/servers/${server}/invites`, { maxUses: -1 }))
    const notMember = [403, { message: 'You are not a member of this server.' }]
    expect(await create(home, 'carol', homeOf(home))).toEqual(notMember)
    expect(await create(home, 'carol', 'a'.repeat(24))).toEqual(notMember)
    expect(await create(closed, 'bob', homeOf(closed))).toEqual([
      403,
      { message: 'You do not have the required permission: CREATE_INVITE' },
    ])
    expect((await create(home, 'bob', homeOf(home)))[0]).toBe(400)
    expect((await create(closed, 'alice', homeOf(closed)))[0]).toBe(400)
    expect((await home.call('bob', 'POST', `/servers/${homeOf(home)}/invites`)).status).toBe(400)
  })

  test('[SRV4] anybody who has the code sees the server’s name and size', async () => {
    await using home = await startTestGateway()
    const code = await invite(home)
    expect(await answerOf(await home.call('carol', 'GET', `/invites/${code}`))).toEqual([
      200,
      { code, uses: 0, maxUses: 0, server: { _id: homeOf(home), name: 'Home', memberCount: 2 } },
    ])
    expect(await answerOf(await home.call('carol', 'GET', `/invites/${code.toLowerCase()}x`))).toEqual([
      404,
      { message: 'Invite not found.' },
    ])
  })
})

describe('accepting', () => {
  test('[SRV5] makes a member with @everyone, and counts one use', async () => {
    await using home = await startTestGateway()
    const code = await invite(home)
    expect(await answerOf(await accept(home, 'carol', code))).toEqual([200, { serverId: homeOf(home) }])
    expect((await membersOf(home)).toSorted()).toEqual(['alice', 'bob', 'carol'])
    expect(await (await home.call('carol', 'GET', `/invites/${code}`)).json()).toMatchObject({
      uses: 1,
      server: { memberCount: 3 },
    })
    const send = await home.call('carol', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hi' })
    expect(send.status).toBe(201)
  })

  test('[SRV5] a code counts letter by letter', async () => {
    await using home = await startTestGateway()
    const code = await invite(home)
    const swapped = code.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
    expect((await accept(home, 'carol', swapped)).status).toBe(404)
    expect((await accept(home, 'carol', code)).status).toBe(200)
  })

  test('[SRV5] twice, or by a member, uses nothing and changes nothing, even of an invite that is over', async () => {
    const clock = createHandDrivenClock(Date.parse('2027-01-01T00:00:00Z'))
    await using home = await startTestGateway({ clock })
    const code = await invite(home, { maxUses: 1, expiresAt: '2027-01-01T00:10Z' })
    for (const person of ['bob', 'carol', 'carol', 'alice']) expect((await accept(home, person, code)).status).toBe(200)
    clock.advance(20 * 60_000)
    expect((await accept(home, 'carol', code)).status).toBe(200)
    expect((await membersOf(home)).toSorted()).toEqual(['alice', 'bob', 'carol'])
  })

  test('[SRV5] an expired invite and one that is used up are refused, to look at as well', async () => {
    const clock = createHandDrivenClock(Date.parse('2027-01-01T00:00:00Z'))
    const dan = { ref: 'dan', username: 'dan' }
    await using home = await startTestGateway({ clock, world: { ...twoFriends, people: [...twoFriends.people, dan] } })
    const [once, short] = [await invite(home, { maxUses: 1 }), await invite(home, { expiresAt: '2027-01-01T00:10Z' })]
    await accept(home, 'carol', once)
    const usedUp = [403, { message: 'Invite has reached its maximum number of uses.' }]
    expect(await answerOf(await accept(home, 'dan', once))).toEqual(usedUp)
    expect(await answerOf(await home.call('dan', 'GET', `/invites/${once}`))).toEqual(usedUp)
    clock.advance(10 * 60_000)
    const expired = [403, { message: 'Invite has expired.' }]
    expect(await answerOf(await accept(home, 'dan', short))).toEqual(expired)
    expect(await answerOf(await home.call('dan', 'GET', `/invites/${short}`))).toEqual(expired)
    expect(await membersOf(home)).not.toContain('dan')
  })

  test('[SRV5] by many at once never makes more members than it may', async () => {
    const crowd = Array.from({ length: 10 }, (_, index) => ({ ref: `p${index}`, username: `person${index}` }))
    await using home = await startTestGateway({ world: { ...twoFriends, people: [...twoFriends.people, ...crowd] } })
    const code = await invite(home, { maxUses: 3 })
    const people = crowd.flatMap(({ ref }) => [ref, ref])
    const answers = await Promise.all(people.map((person) => accept(home, person, code)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(6)
    expect(answers.filter((answer) => answer.status === 403)).toHaveLength(14)
    expect(await membersOf(home)).toHaveLength(5)
  })
})

test('[SRV6] everybody of the server hears of the new member, the new member too, whose sockets are in already', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  using carolToo = await readySocket(home.url, await home.tokenOf('carol'))
  await accept(home, 'carol', await invite(home))
  await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'welcome' })
  await home.call('alice', 'POST', `/channels/${home.channel('secret')}/messages`, { content: 'not for you' })
  const joined = { serverId: homeOf(home), userId: home.idOf('carol') }
  for (const socket of [alice, carol, carolToo]) {
    await socket.settled()
    expect(socket.all('MEMBER_JOIN')).toEqual([joined])
    expect(socket.all('MESSAGE_CREATE').map((message) => (message as { content: string }).content)).toEqual(
      socket === alice ? ['welcome', 'not for you'] : ['welcome'],
    )
  }
})
