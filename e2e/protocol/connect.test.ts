import { Socket as Engine } from 'engine.io-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { connectSocket, readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { openFrames } from './raw-socket.ts'
import { request } from './web-client.ts'

const NO_TOKEN = 'Authentication error: No token provided'
const BAD_TOKEN = 'Authentication error: Invalid token'

const refusalOf = (client: SocketClient): Promise<string> =>
  new Promise((resolve) => client.socket.once('connect_error', (error) => resolve(error.message)))

describe('credentials', () => {
  test('[CONN1] a token in the packet decides, else the cookie does; a bad one is not rescued by the other', async () => {
    await using home = await startTestGateway()
    const [alice, bob] = [await home.tokenOf('alice'), await home.tokenOf('bob')]
    const userOf = async (auth: object, cookie?: string): Promise<unknown> => {
      using client = connectSocket(home.url, { auth, ...(cookie === undefined ? {} : { extraHeaders: { cookie } }) })
      return await Promise.race([
        client.wait('PRESENCE_UPDATE').then((update) => (update as { userId: string }).userId),
        refusalOf(client),
      ])
    }
    const cookie = `${ACCESS_COOKIE}=${alice}`
    expect(await userOf({ token: bob })).toBe(home.idOf('bob'))
    expect(await userOf({}, cookie)).toBe(home.idOf('alice'))
    expect(await userOf({ token: '' }, cookie)).toBe(home.idOf('alice'))
    expect(await userOf({ token: null }, cookie)).toBe(home.idOf('alice'))
    expect(await userOf({}, `${ACCESS_COOKIE}=${alice.replaceAll('.', '%2E')}`)).toBe(home.idOf('alice'))
    expect(await userOf({ token: bob }, cookie)).toBe(home.idOf('bob'))
    expect(await userOf({ token: bob }, `${ACCESS_COOKIE}=garbage`)).toBe(home.idOf('bob'))
    expect(await userOf({ token: 'garbage' }, cookie)).toBe(BAD_TOKEN)
    expect(await userOf({})).toBe(NO_TOKEN)
    expect(await userOf({ token: '' })).toBe(NO_TOKEN)
    expect(await userOf({}, `${ACCESS_COOKIE}=%zz`)).toBe(NO_TOKEN)
    expect(await userOf({}, `${ACCESS_COOKIE}=garbage`)).toBe(BAD_TOKEN)
    for (const token of [5, true, {}, [alice], { toString: 'x' }]) expect(await userOf({ token })).toBe(BAD_TOKEN)
  })

  test('[CONN1] neither an Authorization header nor the address is asked', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('alice')
    using byHeader = connectSocket(home.url, { extraHeaders: { authorization: `Bearer ${token}` } })
    using byQuery = connectSocket(home.url, { query: { token, 'auth.token': token } })
    expect(await Promise.all([refusalOf(byHeader), refusalOf(byQuery)])).toEqual([NO_TOKEN, NO_TOKEN])
  })

  test('[CONN1] after a refusal the same transport may try again', async () => {
    await using home = await startTestGateway()
    using frames = await openFrames(home.url)
    frames.send('40{"token":"garbage"}')
    expect(await frames.wait('44')).toBe(`44{"message":"${BAD_TOKEN}"}`)
    frames.send(`40{"token":"${await home.tokenOf('alice')}"}`)
    expect(await frames.wait('42["ready"]')).toBe('42["ready"]')
  })
})

describe('the sequence', () => {
  test.each([['websocket'], ['polling']])('[CONN2] over %s: own presence, snapshot, ready', async (transport) => {
    await using home = await startTestGateway()
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using alice = connectSocket(home.url, { auth: { token: await home.tokenOf('alice') }, transports: [transport] })
    await alice.wait('ready')
    expect(alice.socket.io.engine.transport.name).toBe(transport)
    expect(alice.heard).toEqual([
      { event: 'PRESENCE_UPDATE', payload: { userId: home.idOf('alice'), status: 'online' } },
      { event: 'PRESENCE_INITIAL_STATE', payload: [home.idOf('bob'), home.idOf('alice')] },
      { event: 'ready', payload: undefined },
    ])
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hi' })
    await alice.wait('MESSAGE_CREATE')
    expect(
      await bob.wait('PRESENCE_UPDATE', (update: { userId: string }) => update.userId === home.idOf('alice')),
    ).toEqual({
      userId: home.idOf('alice'),
      status: 'online',
    })
  })

  test('[CONN2] in bare text frames, the acknowledgement before every event', async () => {
    await using home = await startTestGateway()
    using frames = await openFrames(home.url)
    expect(JSON.parse((await frames.wait('0')).slice(1))).toMatchObject({
      upgrades: [],
      pingInterval: 25_000,
      pingTimeout: 20_000,
      maxPayload: 1_000_000,
    })
    frames.send(`40{"token":"${await home.tokenOf('alice')}"}`)
    await frames.wait('42["ready"]')
    const id = home.idOf('alice')
    expect(frames.heard.slice(1)).toEqual([
      expect.stringMatching(/^40\{"sid":"[^"]+"\}$/) as string,
      `42["PRESENCE_UPDATE",{"userId":"${id}","status":"online"}]`,
      `42["PRESENCE_INITIAL_STATE",["${id}"]]`,
      '42["ready"]',
    ])
  })

  test('[CONN2] a polling session that is upgraded goes on without a gap', async () => {
    await using home = await startTestGateway()
    const auth = { token: await home.tokenOf('alice') }
    using alice = connectSocket(home.url, { auth, transports: ['polling', 'websocket'] })
    const upgraded = new Promise<void>((resolve) => {
      alice.socket.io.on('open', () => alice.socket.io.engine.once('upgrade', () => resolve()))
    })
    await alice.wait('ready')
    const send = (content: string): Promise<Response> =>
      home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content })
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`)
    for (const text of texts) await send(text)
    await upgraded
    await send('after')
    await alice.settled()
    expect(alice.all('MESSAGE_CREATE').map((heard) => (heard as { content: string }).content)).toEqual([
      ...texts,
      'after',
    ])
    expect(alice.socket.io.engine.transport.name).toBe('websocket')
  })

  test('[CONN2] a reconnect begins anew under a new id and repeats nothing', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('alice')
    using first = await readySocket(home.url, token)
    const { id } = first.socket
    first.socket.disconnect()
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'missed' })
    using second = await readySocket(home.url, token)
    await second.settled()
    expect(second.socket.id).not.toBe(id)
    expect(second.heard.map((entry) => entry.event)).toEqual([
      'PRESENCE_UPDATE',
      'PRESENCE_INITIAL_STATE',
      'ready',
      'error',
    ])
  })
})

describe('limits', () => {
  test('[CONN3] another version of the transport protocol is refused in so many words', async () => {
    await using home = await startTestGateway()
    const answer = await request(`${home.url}/socket.io/?EIO=3&transport=polling`)
    expect([answer.status, answer.body]).toEqual([400, { code: 5, message: 'Unsupported protocol version' }])
  })

  test.each(['/nope', '/nope?x=y'])('[CONN3] there is no namespace %s', async (namespace) => {
    await using home = await startTestGateway()
    using client = connectSocket(home.url + namespace, { auth: { token: await home.tokenOf('alice') } })
    expect(await refusalOf(client)).toBe('Invalid namespace')
  })

  test('[CONN3] a packet that is too big ends its own transport and nothing else', async () => {
    await using home = await startTestGateway()
    using alice = await readySocket(home.url, await home.tokenOf('alice'))
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    const closed = new Promise((resolve) => alice.socket.once('disconnect', resolve))
    alice.socket.emit('message/create', { channelId: home.channel('general'), content: 'x'.repeat(1_000_000) })
    expect(await closed).toBe('transport close')
    await bob.settled()
    expect(bob.all('MESSAGE_CREATE')).toEqual([])
    using again = await readySocket(home.url, await home.tokenOf('alice'))
    await again.settled()
  })

  test('[CONN3] a polled packet that is too big is 413, and ends its session', async () => {
    await using home = await startTestGateway()
    const polling = `${home.url}/socket.io/?EIO=4&transport=polling`
    const { sid } = JSON.parse((await (await fetch(polling)).text()).slice(1)) as { sid: string }
    const answer = await fetch(`${polling}&sid=${sid}`, { method: 'POST', body: `4${'x'.repeat(1_000_000)}` })
    expect(answer.status).toBe(413)
    expect((await fetch(`${polling}&sid=${sid}`)).status).toBe(400)
  })

  test('[CONN3] the stock client script is not served', async () => {
    await using home = await startTestGateway()
    const answer = await request(`${home.url}/socket.io/socket.io.js`)
    expect([answer.status, answer.text.length < 200]).toEqual([400, true])
  })
})

describe('strangers', () => {
  /** A transport and nothing more, from an address that our own machine hands on. */
  async function knock(home: TestGateway, address: string): Promise<{ readonly closed: () => boolean }> {
    const headers = { 'x-forwarded-for': address }
    const engine = new Engine(home.url, { path: '/socket.io/', transports: ['websocket'], extraHeaders: headers })
    onTestFinished(() => void engine.close())
    let closed = false
    engine.on('close', () => (closed = true))
    await new Promise((resolve) => engine.on('open', () => resolve(undefined)))
    return { closed: () => closed }
  }

  test('[CONN8] 64 of an address may stay unknown beyond five seconds; who is known stays, and so do other addresses', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    const headers = { 'x-forwarded-for': '10.0.0.1' }
    using alice = connectSocket(home.url, { auth: { token: await home.tokenOf('alice') }, extraHeaders: headers })
    await alice.wait('ready')
    const many = await Promise.all(Array.from({ length: 70 }, () => knock(home, '10.0.0.1')))
    const other = await knock(home, '10.0.0.2')
    clock.advance(5_000)
    await expect.poll(() => many.filter(({ closed }) => closed()).length).toBe(6)
    await alice.settled()
    expect(other.closed()).toBe(false)
    clock.advance(40_000)
    await expect.poll(() => [...many, other].every(({ closed }) => closed())).toBe(true)
    await alice.settled()
  })

  test('[CONN7] a peer that leaves its namespace and stays is ended after 45 seconds', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using home = await startTestGateway({ clock })
    using frames = await openFrames(home.url)
    frames.send(`40{"token":"${await home.tokenOf('alice')}"}`)
    await frames.wait('42["ready"]')
    clock.advance(44_000)
    frames.send('41')
    await expect.poll(() => home.gateway.parts.realtime.sockets.users()).toEqual([])
    clock.advance(44_999)
    frames.send('40/nope,')
    await frames.wait('44/nope')
    clock.advance(1)
    await frames.closed
  })

  test('[CONN9] a second CONNECT ends its transport, even while the first is looked at', async () => {
    await using home = await startTestGateway()
    const token = await home.tokenOf('alice')
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    using both = await openFrames(home.url)
    for (let count = 0; count < 3; count += 1) both.send(`40{"token":"${token}"}`)
    await both.closed
    expect(both.heard.filter((frame) => frame.startsWith('4'))).toEqual([])
    using later = await openFrames(home.url)
    later.send(`40{"token":"${token}"}`)
    await later.wait('42["ready"]')
    later.send(`40{"token":"${token}"}`)
    await later.closed
    await bob.settled()
    await expect.poll(() => home.gateway.parts.realtime.sockets.users()).toEqual([home.idOf('bob')])
  })
})

describe('[CONN5] hostile frames', () => {
  const before = [
    '',
    '4',
    '40null',
    '40[]',
    '40"x"',
    '40{"token":{}}',
    '41',
    '42["message/create",{}]',
    '45',
    '451-["x"]',
    '6',
    'zzz',
    '40{',
    '40/nope,{}',
    '40/,{}',
    '40{"extensions":{"length":1000000000}}',
    `40{"extensions":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    `40{"token":"${'x'.repeat(100_000)}"}`,
    `4${'0'.repeat(1000)}`,
  ]
  const after = [
    '42["message/create"]',
    '42["message/create",null]',
    '42["message/create",5,6,7]',
    '42["message/create",[]]',
    '421["message/create",{}]',
    '42["typing"]',
    '42["typing",null,[],{}]',
    '421["typing",{"channelId":{"toString":"x"}}]',
    `42["typing",${'{"channelId":'.repeat(50_000)}1${'}'.repeat(50_000)}]`,
    '451-["typing",{"_placeholder":true,"num":0}]',
    '42["disconnect"]',
    '42["connect"]',
    '42["newListener",1]',
    '42["error",{}]',
    '42["__proto__",{}]',
    '42["constructor"]',
    '42[5]',
    '42[]',
    '42{}',
    '42',
    '43[]',
    '431[]',
    '44{}',
    '40{}',
    '41',
    '451-["message/create",{"_placeholder":true,"num":0}]',
    '459999-["message/create",{"_placeholder":true,"num":7}]',
    '461-[]',
    `42["message/create",${'['.repeat(100_000)}${']'.repeat(100_000)}]`,
    `42["message/create",${'{"payload":'.repeat(50_000)}1${'}'.repeat(50_000)}]`,
    `42["message/create",{"channelId":"${'a'.repeat(24)}","__proto__":{"content":"x"}}]`,
  ]

  async function survives(home: TestGateway): Promise<void> {
    using bob = await readySocket(home.url, await home.tokenOf('bob'))
    await bob.settled()
  }

  test('before anybody is known cost their own transport at most', async () => {
    await using home = await startTestGateway({ logLevel: 'silent' })
    for (const frame of before) {
      using frames = await openFrames(home.url)
      frames.send(frame)
      frames.sendBytes(Uint8Array.of(4, 5, 6))
    }
    await survives(home)
  })

  test('from somebody who is signed in cost no more than that, and nothing is said by them', async () => {
    await using home = await startTestGateway({ logLevel: 'silent' })
    const hello = `40{"token":"${await home.tokenOf('alice')}","extensions":["typing"]}`
    for (const frame of after) {
      using frames = await openFrames(home.url)
      frames.send(hello)
      await frames.wait('42["ready"]')
      frames.send(frame)
      frames.sendBytes(Uint8Array.of(4, 5, 6))
      frames.send('2probe')
      await frames.quiet()
    }
    await survives(home)
    expect(await home.gateway.parts.database.reader.selectFrom('message').selectAll().execute()).toEqual([])
  })
})
