import { describe, expect, test } from 'vitest'
import { answerOf, refusal } from '../fixtures/answers.ts'
import { startBotHome, type BotHome } from '../fixtures/bot-world.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'

const serverOf = (home: BotHome, ref = 'home'): string => `/servers/${home.ids.servers.get(ref)}`

async function open(): Promise<BotHome> {
  const home = await startBotHome()
  await home.register('caretaking')
  return home
}

const makeBot = (home: BotHome, name: string): Promise<{ botUserId: string; accessToken: string }> =>
  home.makeBot('carol', { name, serviceType: 'caretaking' })

describe('an owner of a server', () => {
  test('[SRV11] finds up to ten bots by a part of their name, literally, that are not there yet', async () => {
    await using home = await open()
    const search = async (q: string): Promise<{ username: string }[]> => {
      const answer = await home.call('alice', 'GET', `${serverOf(home)}/bots/search?q=${encodeURIComponent(q)}`)
      return (await answer.json()) as { username: string }[]
    }
    const one = await makeBot(home, 'One (a.b)')
    await makeBot(home, 'Two a.b')
    expect(await search('A.B')).toEqual([
      {
        _id: one.botUserId,
        username: 'One (a.b)',
        discriminator: expect.stringMatching(/^\d{4}$/) as string,
        isBot: true,
      },
      expect.objectContaining({ username: 'Two a.b' }),
    ])
    expect((await search('(a.b)')).map(({ username }) => username)).toEqual(['One (a.b)'])
    for (const nothing of ['', '  ', 'a*b', '.*', '%', 'alice', 'bob']) expect(await search(nothing)).toEqual([])
    expect(await answerOf(await home.call('alice', 'GET', `${serverOf(home)}/bots/search`))).toEqual([200, []])
    const long = await home.call('alice', 'GET', `${serverOf(home)}/bots/search?q=${'x'.repeat(101)}`)
    expect(long.status).toBe(400)

    await home.call('alice', 'POST', `${serverOf(home)}/bots/${one.botUserId}`)
    expect((await search('a.b')).map(({ username }) => username)).toEqual(['Two a.b'])
    for (let made = 0; made < 11; made += 1) await makeBot(home, `many ${made}`)
    expect(await search('many')).toHaveLength(10)
  })

  test('[SRV12] brings a bot in: it hears and sees at once, everybody is told once, and its owner is not asked', async () => {
    await using home = await open()
    const bot = await makeBot(home, 'Robot')
    using robot = await readySocket(home.url, await home.logIn(bot.accessToken))
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const invite = async (): Promise<unknown> =>
      answerOf(await home.call('alice', 'POST', `${serverOf(home)}/bots/${bot.botUserId.toUpperCase()}`))
    expect(await invite()).toEqual([204, undefined])
    expect(await invite()).toEqual([204, undefined])
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'welcome' })
    await home.call('alice', 'POST', `/channels/${home.channel('secret')}/messages`, { content: 'not for all' })
    await Promise.all([robot.settled(), bob.settled(), carol.settled()])
    const joined = [{ serverId: home.ids.servers.get('home'), userId: bot.botUserId }]
    expect([bob.all('MEMBER_JOIN'), robot.all('MEMBER_JOIN'), carol.all('MEMBER_JOIN')]).toEqual([joined, joined, []])
    expect(robot.all('MESSAGE_CREATE')).toEqual([expect.objectContaining({ content: 'welcome' })])

    const members = (await (await home.call('bob', 'GET', `${serverOf(home)}/members`)).json()) as object[]
    expect(members.at(-1)).toMatchObject({
      userId: { _id: bot.botUserId, isBot: true },
      isOwner: false,
      roleIds: [expect.any(String)],
    })
  })

  test('[SRV12] brings in nobody but bots that are there', async () => {
    await using home = await open()
    const invite = async (id: string): Promise<unknown> =>
      answerOf(await home.call('alice', 'POST', `${serverOf(home)}/bots/${id}`))
    expect(await invite(home.idOf('carol'))).toEqual(refusal(403, 'Target user is not a bot'))
    expect(await invite('f'.repeat(24))).toEqual(refusal(404, 'Bot not found'))
    expect(await invite('zzz')).toEqual(refusal(404, 'Bot not found'))
    await home.gateway.parts.database.write(async (writer) => {
      const bot = { isBot: 1, email: `webhook-${home.idOf('carol')}@internal.mew` }
      await writer.updateTable('user').set(bot).where('id', '=', home.idOf('carol')).execute()
      return { result: undefined }
    })
    expect(await invite(home.idOf('carol'))).toEqual(refusal(403, 'Webhook bots cannot be added'))
  })
})

test('[SRV11] [SRV12] nobody but the owner finds or brings in bots, and outsiders are told nothing', async () => {
  await using home = await open()
  const { botUserId } = await makeBot(home, 'Robot')
  const nowhere = `/servers/${'f'.repeat(24)}`
  for (const [method, rest] of [
    ['GET', '/bots/search?q=robot'],
    ['POST', `/bots/${botUserId}`],
    ['POST', '/bots/zzz'],
  ] as const) {
    const ask = async (person: string, server: string): Promise<unknown> =>
      answerOf(await home.call(person, method, server + rest))
    expect(await ask('bob', serverOf(home))).toEqual(refusal(403, 'Owner permission required.'))
    expect(await ask('carol', serverOf(home))).toEqual(refusal(403, 'You are not a member of this server.'))
    expect(await ask('carol', nowhere)).toEqual(refusal(404, 'Server not found'))
    expect(await ask('carol', '/servers/zzz')).toEqual(refusal(400, 'Invalid data format provided.'))
  }
})
