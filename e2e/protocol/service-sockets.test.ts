import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { ADMIN_SECRET, startBotHome, type BotHome, type MadeBot } from '../fixtures/bot-world.ts'
import { connectSocket, readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { openFrames } from './raw-socket.ts'

const OWN = '/users/@me/bots'
const PREFIX = 'Authentication error: '

interface Update {
  readonly userId: string
  readonly status: string
}

interface Greeting {
  readonly auth?: object
  readonly query?: Record<string, string>
  readonly extraHeaders?: Record<string, string>
}

/** What a peer of `/infra` is told: the reason, or that it is in. */
async function greet(url: string, greeting: Greeting): Promise<string> {
  using client = connectSocket(`${url}/infra`, greeting)
  // Awaited here, not returned: the end of this block closes the socket.
  const told = await new Promise<string>((resolve) => {
    client.socket.once('connect', () => {
      resolve('in')
    })
    client.socket.once('connect_error', (error) => {
      resolve('data' in error && error.data !== undefined ? 'with data' : error.message)
    })
  })
  return told
}

/** Who is online in the eyes of somebody who comes now. */
async function online(home: BotHome): Promise<string[]> {
  using carol = await readySocket(home.url, await home.tokenOf('carol'))
  return carol.all('PRESENCE_INITIAL_STATE').flat() as string[]
}

const statuses = (client: SocketClient, user: string): string[] =>
  (client.all('PRESENCE_UPDATE') as Update[]).filter(({ userId }) => userId === user).map(({ status }) => status)

const connections = (home: BotHome, serviceType: string): number =>
  home.gateway.parts.realtime.services.connectionsOf(serviceType)

async function openWithRobot(clock?: ReturnType<typeof createHandDrivenClock>): Promise<BotHome & { robot: MadeBot }> {
  const home = await startBotHome(clock === undefined ? {} : { clock })
  for (const type of ['caretaking', 'weather']) await home.register(type)
  return { ...home, robot: await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' }) }
}

describe('at the door', () => {
  test('[SVC7] the four refusals, in their order and with their exact texts', async () => {
    await using closed = await startTestGateway()
    await using home = await startBotHome()
    const good = { adminSecret: ADMIN_SECRET, serviceType: 'caretaking' }
    expect(await greet(closed.url, { auth: good })).toBe(`${PREFIX}Admin secret not configured`)
    expect(await greet(closed.url, { auth: { adminSecret: '', serviceType: 'sdk' } })).toBe(
      `${PREFIX}Admin secret not configured`,
    )
    for (const adminSecret of [undefined, '', 'wrong', 5, {}, [ADMIN_SECRET], `${ADMIN_SECRET} `]) {
      expect(await greet(home.url, { auth: { ...good, serviceType: 'sdk', adminSecret } })).toBe(
        `${PREFIX}Invalid admin secret`,
      )
    }
    for (const serviceType of [undefined, '', '  ', 7, null, ['caretaking']]) {
      expect(await greet(home.url, { auth: { ...good, serviceType } })).toBe(`${PREFIX}Missing serviceType`)
    }
    expect(await greet(home.url, { auth: { ...good, serviceType: ' sdk ' } })).toBe(
      `${PREFIX}Reserved serviceType:  sdk `,
    )
    expect(await greet(home.url, { auth: good })).toBe('in')
  })

  test('[SVC7] a header decides alone, a secret in the address counts for nothing, a type there does', async () => {
    await using home = await startBotHome()
    const [adminSecret, serviceType] = [ADMIN_SECRET, 'caretaking']
    const header = { 'x-mew-admin-secret': ADMIN_SECRET }
    const invalid = `${PREFIX}Invalid admin secret`
    expect(await greet(home.url, { auth: { serviceType }, extraHeaders: header })).toBe('in')
    expect(await greet(home.url, { auth: { serviceType, adminSecret: 'wrong' }, extraHeaders: header })).toBe('in')
    const wrong = { 'x-mew-admin-secret': 'wrong' }
    expect(await greet(home.url, { auth: { serviceType, adminSecret }, extraHeaders: wrong })).toBe(invalid)
    expect(await greet(home.url, { auth: { serviceType }, query: { adminSecret } })).toBe(invalid)
    expect(await greet(home.url, { auth: { adminSecret }, query: { serviceType } })).toBe('in')
    expect(await greet(home.url, { auth: { adminSecret, serviceType: 7 }, query: { serviceType } })).toBe('in')
    expect(await greet(home.url, { auth: { adminSecret, serviceType: '' }, query: { serviceType } })).toBe(
      `${PREFIX}Missing serviceType`,
    )
    const token = await home.tokenOf('alice')
    expect(await greet(home.url, { auth: { token, serviceType } })).toBe(invalid)
  })

  test('[SVC7] who was refused may try again over the same transport, which a second connection then ends', async () => {
    await using home = await startBotHome()
    using frames = await openFrames(home.url)
    frames.send('40/infra,{"adminSecret":"wrong","serviceType":"caretaking"}')
    expect(await frames.wait('44')).toBe('44/infra,{"message":"Authentication error: Invalid admin secret"}')
    const greeting = `40/infra,${JSON.stringify({ adminSecret: ADMIN_SECRET, serviceType: 'caretaking' })}`
    frames.send(greeting)
    expect(await frames.wait('40/infra')).toMatch(/^40\/infra,\{"sid":"[^"]+"\}$/)
    frames.send(greeting)
    await frames.closed
    await expect.poll(() => connections(home, 'caretaking')).toBe(0)
  })

  test('[SVC8] a service beside the socket of a user, over one transport', async () => {
    await using home = await startBotHome()
    using frames = await openFrames(home.url)
    frames.send(`40/infra,${JSON.stringify({ adminSecret: ADMIN_SECRET, serviceType: 'caretaking' })}`)
    await frames.wait('40/infra')
    frames.send(`40${JSON.stringify({ token: await home.tokenOf('alice') })}`)
    await frames.wait('42["ready"]')
    expect(connections(home, 'caretaking')).toBe(1)
    frames.send('41/infra,')
    await expect.poll(() => connections(home, 'caretaking')).toBe(0)
    frames.send('42["message/create",{"channelId":"nowhere"}]')
    await frames.wait('42["error"')
  })
})

describe('inside', () => {
  test('[SVC8] coming makes a service known, and it hears nothing but what is about its bots', async () => {
    await using home = await startBotHome()
    using service = await home.serve(' caretaking ')
    const known = { serviceType: 'caretaking', serverName: 'caretaking', icon: '', description: '', configTemplate: '' }
    const list = async (): Promise<unknown> =>
      (await home.call('alice', 'GET', '/infra/available-services?includeOffline=1')).json()
    await expect.poll(list).toEqual({ services: [{ ...known, online: true, connections: 1 }] })
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'a word' })
    await alice.wait('MESSAGE_CREATE')
    const { _id } = await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
    await service.wait('SYSTEM_BOT_CONFIG_UPDATE')
    expect(service.heard).toEqual([
      { event: 'SYSTEM_BOT_CONFIG_UPDATE', payload: { serviceType: 'caretaking', botId: _id } },
    ])
  })

  test('[SVC8] coming changes nothing of what was said of a service', async () => {
    await using home = await startBotHome()
    await home.operate('POST', '/infra/service-types/register', { serviceType: 'caretaking', serverName: 'Nice' })
    using service = await home.serve('caretaking')
    await home.makeBot('alice', { name: 'Robot', serviceType: 'caretaking' })
    await service.wait('SYSTEM_BOT_CONFIG_UPDATE')
    expect(await (await home.call('alice', 'GET', '/infra/available-services')).json()).toMatchObject({
      services: [{ serverName: 'Nice' }],
    })
  })

  test('[SVC9] each change of a bot is told once to its service, and to the one it had before', async () => {
    await using home = await openWithRobot()
    const { robot } = home
    using caretaking = await home.serve('caretaking')
    using another = await home.serve('caretaking')
    using weather = await home.serve('weather')
    const heard = (client: SocketClient): unknown[] => client.heard.map(({ event, payload }) => [event, payload])
    const about = (serviceType: string): unknown => ['SYSTEM_BOT_CONFIG_UPDATE', { serviceType, botId: robot._id }]
    const at = `${OWN}/${robot._id}`
    const token = await home.logIn(robot.accessToken)

    await home.call('alice', 'PATCH', at, {})
    await home.call('alice', 'PATCH', at, { name: 'x' })
    await home.call('alice', 'POST', `${at}/token`)
    const stale = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ system_prompt: 'Be kind.' })
    expect(
      (await fetch(`${home.url}/api/bots/${robot._id}/config`, { method: 'PATCH', headers: stale, body })).status,
    ).toBe(401)
    const { accessToken } = (await (await home.call('alice', 'POST', `${at}/token`)).json()) as MadeBot
    const headers = { ...stale, authorization: `Bearer ${await home.logIn(accessToken)}` }
    expect((await fetch(`${home.url}/api/bots/${robot._id}/config`, { method: 'PATCH', headers, body })).status).toBe(
      200,
    )
    await expect.poll(() => heard(caretaking)).toEqual([about('caretaking'), about('caretaking')])
    expect(heard(weather)).toEqual([])

    await home.call('alice', 'PATCH', at, { serviceType: 'weather' })
    await home.call('alice', 'DELETE', at)
    const all = [...Array.from({ length: 2 }, () => about('caretaking')), about('weather')]
    await expect.poll(() => [heard(caretaking), heard(another)]).toEqual([all, all])
    await expect.poll(() => heard(weather)).toEqual([about('weather'), about('weather')])
  })

  test('[SVC12] a service stays as long as it likes, and nothing it says does anything', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await openWithRobot(clock)
    using frames = await openFrames(home.url)
    frames.send(`40/infra,${JSON.stringify({ adminSecret: ADMIN_SECRET, serviceType: 'caretaking' })}`)
    await frames.wait('40/infra')
    clock.advance(120_000)
    for (const said of [
      ['error', 'x'],
      ['error', { message: 'x' }],
      ['message/create', { channelId: home.channel('general'), content: 'x' }],
      ['SYSTEM_BOT_CONFIG_UPDATE', { serviceType: 'weather', botId: home.robot._id }],
    ]) {
      frames.send(`42/infra,${JSON.stringify(said)}`)
    }
    await home.call('alice', 'PATCH', `${OWN}/${home.robot._id}`, {})
    await frames.wait('42/infra,["SYSTEM_BOT_CONFIG_UPDATE"')
    expect(connections(home, 'caretaking')).toBe(1)
    expect(await (await home.call('bob', 'GET', `/channels/${home.channel('general')}/messages`)).json()).toEqual([])
  })
})

describe('who is online', () => {
  test('[SVC10] the bots of a service are, from its first connection to its last, each told once', async () => {
    await using home = await openWithRobot()
    const second = await home.makeBot('bob', { name: 'Second', serviceType: 'caretaking' })
    const elsewhere = await home.makeBot('bob', { name: 'Elsewhere', serviceType: 'weather' })
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using one = await home.serve('caretaking')
    for (const bot of [home.robot, second]) {
      await bob.wait('PRESENCE_UPDATE', ({ userId }: Update) => userId === bot.botUserId)
    }
    using two = await home.serve('caretaking')
    await expect.poll(() => connections(home, 'caretaking')).toBe(2)
    expect(await online(home)).toEqual(expect.arrayContaining([home.robot.botUserId, second.botUserId]))
    one.socket.disconnect()
    await expect.poll(() => connections(home, 'caretaking')).toBe(1)
    await bob.settled()
    expect(statuses(bob, home.robot.botUserId)).toEqual(['online'])
    two.socket.disconnect()
    await bob.wait(
      'PRESENCE_UPDATE',
      ({ userId, status }: Update) => userId === second.botUserId && status === 'offline',
    )
    await bob.settled()
    for (const bot of [home.robot, second]) expect(statuses(bob, bot.botUserId)).toEqual(['online', 'offline'])
    expect(statuses(bob, elsewhere.botUserId)).toEqual([])
    expect(await online(home)).not.toContain(home.robot.botUserId)
  })

  test('[SVC10] [PRES4] a bot is while it has its own socket or its service, and no longer', async () => {
    await using home = await openWithRobot()
    const { botUserId, accessToken } = home.robot
    const token = await home.logIn(accessToken)
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const told = async (expected: string[]): Promise<void> => {
      await expect.poll(() => statuses(bob, botUserId)).toEqual(expected)
      await bob.settled()
      expect(statuses(bob, botUserId)).toEqual(expected)
    }
    using own = await readySocket(home.url, token)
    await told(['online'])
    using service = await home.serve('caretaking')
    await expect.poll(() => connections(home, 'caretaking')).toBe(1)
    await home.gateway.parts.database.settle(() => Promise.resolve())
    await told(['online'])
    own.socket.disconnect()
    await expect.poll(() => home.gateway.parts.realtime.sockets.of(botUserId).size).toBe(0)
    await told(['online'])
    using again = await readySocket(home.url, token)
    expect(statuses(again, botUserId)).toEqual(['online'])
    service.socket.disconnect()
    await expect.poll(() => connections(home, 'caretaking')).toBe(0)
    await told(['online'])
    again.socket.disconnect()
    await told(['online', 'offline'])
  })

  test('[SVC10] bots that are made, moved and deleted while services run come and go with them', async () => {
    await using home = await openWithRobot()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using caretaking = await home.serve('caretaking')
    await bob.wait('PRESENCE_UPDATE', ({ userId }: Update) => userId === home.robot.botUserId)
    const made = await home.makeBot('bob', { name: 'Made', serviceType: 'caretaking' })
    const update = (bot: MadeBot, body: object): Promise<Response> =>
      home.call('bob', 'PATCH', `${OWN}/${bot._id}`, body)
    const told = async (bot: MadeBot): Promise<string[]> => {
      await bob.settled()
      return statuses(bob, bot.botUserId)
    }
    expect(await told(made)).toEqual(['online'])
    await update(made, { serviceType: 'weather' })
    expect(await told(made)).toEqual(['online', 'offline'])
    using weather = await home.serve('weather')
    await bob.wait('PRESENCE_UPDATE', () => statuses(bob, made.botUserId).length === 3)
    await update(made, { serviceType: 'caretaking' })
    await update(made, { serviceType: 'weather' })
    expect(await told(made)).toEqual(['online', 'offline', 'online'])
    await home.call('bob', 'DELETE', `${OWN}/${made._id}`)
    expect(await told(made)).toEqual(['online', 'offline', 'online', 'offline'])
    for (const service of [caretaking, weather]) service.socket.disconnect()
    await expect.poll(() => statuses(bob, home.robot.botUserId)).toEqual(['online', 'offline'])
    expect(await told(made)).toHaveLength(4)
  })

  test('[SVC10] where nothing can be stored the bots of a service are online all the same', async () => {
    await using home = await openWithRobot()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const { database } = home.gateway.parts
    const { write } = database
    Object.assign(database, { write: () => Promise.reject(new Error('The disk is full')) })
    using service = await home.serve('caretaking')
    await bob.wait('PRESENCE_UPDATE', ({ userId }: Update) => userId === home.robot.botUserId)
    Object.assign(database, { write })
    service.socket.disconnect()
    await expect.poll(() => statuses(bob, home.robot.botUserId)).toEqual(['online', 'offline'])
  })
})
