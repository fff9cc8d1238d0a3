import { expect, test } from 'vitest'
import { answerOf, refusal } from '../fixtures/answers.ts'
import { ADMIN_SECRET, startBotHome, type BotHome } from '../fixtures/bot-world.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { request } from './web-client.ts'

const ofOperators = [
  ['POST', '/infra/service-types/register'],
  ['POST', '/bots/bootstrap'],
  ['GET', `/bots/${'f'.repeat(24)}/bootstrap`],
] as const

interface Asking {
  readonly url: string
  readonly method: string
  readonly at: string
  readonly headers?: Record<string, string>
}

async function ask({ url, method, at, headers = {} }: Asking): Promise<unknown> {
  const { status, body } = await request(`${url}/api${at}`, {
    method,
    headers,
    ...(method === 'POST' ? { json: { serviceType: 'caretaking' } } : {}),
  })
  return [status, body]
}

test('[SVC1] what is the operator’s asks for the admin secret, and no token stands in for it', async () => {
  await using home = await startBotHome()
  await using closed = await startTestGateway()
  const bearer = { authorization: `Bearer ${await home.tokenOf('alice')}` }
  for (const [method, at] of ofOperators) {
    const door = { url: home.url, method, at }
    const wrong = refusal(401, 'Invalid admin secret.')
    for (const headers of [{}, bearer, { 'x-mew-admin-secret': '' }, { 'x-mew-admin-secret': `${ADMIN_SECRET}.` }]) {
      expect(await ask({ ...door, headers })).toEqual(wrong)
    }
    expect(await ask({ ...door, at: `${at}?adminSecret=${encodeURIComponent(ADMIN_SECRET)}` })).toEqual(wrong)
    const unset = refusal(401, 'Admin secret not configured.')
    for (const secret of ['', ADMIN_SECRET, 'undefined']) {
      expect(await ask({ ...door, url: closed.url, headers: { 'x-mew-admin-secret': secret } })).toEqual(unset)
    }
  }
  expect(await answerOf(await home.call('alice', 'GET', '/infra/available-services?includeOffline=1'))).toEqual([
    200,
    { services: [] },
  ])
})

test('[SVC2] an operator asks from home, or from an address that is listed, as a believed proxy says', async () => {
  const headers = (from: string): Record<string, string> => ({
    'x-mew-admin-secret': ADMIN_SECRET,
    'x-forwarded-for': from,
  })
  const door = { method: 'POST', at: '/infra/service-types/register' }
  const forbidden = refusal(403, 'Forbidden')
  await using home = await startBotHome()
  for (const from of ['8.8.8.8', '2001:db8::1', 'unknown', '10.0.0.1, 8.8.8.8']) {
    expect(await ask({ ...door, url: home.url, headers: headers(from) })).toEqual(forbidden)
  }
  for (const from of ['10.0.0.1', '::ffff:192.168.0.1', 'fd00::1']) {
    expect(await ask({ ...door, url: home.url, headers: headers(from) })).toMatchObject([200, {}])
  }
  expect(await ask({ ...door, url: home.url, headers: { ...headers('8.8.8.8'), 'x-mew-admin-secret': 'x' } })).toEqual(
    forbidden,
  )

  await using listed = await startBotHome({ environment: { MEW_INFRA_ALLOWED_IPS: '192.0.2.1' } })
  expect(await ask({ ...door, url: listed.url, headers: headers('192.0.2.1') })).toMatchObject([200, {}])
  for (const from of ['10.0.0.1', '127.0.0.1', '192.0.2.2']) {
    expect(await ask({ ...door, url: listed.url, headers: headers(from) })).toEqual(forbidden)
  }
  await using unbelieving = await startBotHome({ environment: { MEW_TRUST_PROXY: 'no' } })
  expect(await ask({ ...door, url: unbelieving.url, headers: headers('8.8.8.8') })).toMatchObject([200, {}])
})

const listOf = async (home: BotHome, query = '?includeOffline=1'): Promise<unknown> =>
  answerOf(await home.call('alice', 'GET', `/infra/available-services${query}`))

test('[SVC3] [SVC4] a service is what was said of it last, offline until it comes', async () => {
  await using home = await startBotHome()
  const said = { serverName: ' Nice ', icon: ' I ', description: 'D', configTemplate: { a: 1 } }
  const register = async (body: object, query = ''): Promise<unknown> =>
    answerOf(await home.operate('POST', `/infra/service-types/register${query}`, body))
  expect(await register({ serviceType: ' b ', ...said })).toEqual([200, { serviceType: 'b', serverName: 'Nice' }])
  expect(await register({}, '?serviceType=a')).toEqual([200, { serviceType: 'a', serverName: 'a' }])
  const offline = { online: false, connections: 0 }
  const a = { serviceType: 'a', serverName: 'a', icon: '', description: '', configTemplate: '', ...offline }
  const b = { ...a, serviceType: 'b', serverName: 'Nice', icon: 'I', description: 'D', configTemplate: '{"a":1}' }
  for (const yes of ['1', 'true', 'yes', 'on']) {
    expect(await listOf(home, `?includeOffline=${yes}`)).toEqual([200, { services: [a, b] }])
  }
  for (const no of ['', '?includeOffline=', '?includeOffline=0', '?includeOffline=no']) {
    expect(await listOf(home, no)).toEqual([200, { services: [] }])
  }
  expect(await register({ serviceType: 'b' })).toEqual([200, { serviceType: 'b', serverName: 'b' }])
  expect(await listOf(home)).toEqual([200, { services: [a, { ...a, serviceType: 'b', serverName: 'b' }] }])

  const required = refusal(400, 'serviceType is required')
  for (const body of [{}, { serviceType: '  ' }, { serviceType: 5 }, []]) expect(await register(body)).toEqual(required)
  expect(await register({ serviceType: ' sdk ' })).toEqual(refusal(400, 'serviceType is reserved: sdk'))

  using one = await home.serve('a')
  using two = await home.serve('a')
  const online = { ...a, online: true, connections: 2 }
  await expect.poll(() => listOf(home, '')).toEqual([200, { services: [online] }])
  one.socket.disconnect()
  await expect.poll(() => listOf(home, '')).toEqual([200, { services: [{ ...online, connections: 1 }] }])
  two.socket.disconnect()
  await expect.poll(() => listOf(home, '')).toEqual([200, { services: [] }])
})

test('[SVC5] the bot of a service that takes direct messages and was changed last', async () => {
  await using home = await startBotHome()
  await home.register('caretaking')
  const find = async (query = '?serviceType=caretaking'): Promise<unknown> =>
    answerOf(await home.call('carol', 'GET', `/infra/service-bot-user${query}`))
  const none = refusal(404, 'No dmEnabled bot found for serviceType')
  expect(await find('')).toEqual(refusal(400, 'serviceType is required'))
  expect(await find('?serviceType=sdk')).toEqual(refusal(400, 'serviceType is reserved: sdk'))
  expect(await find('?serviceType=unheard-of')).toEqual(none)
  const body = { name: 'Robot', serviceType: 'caretaking' }
  await home.makeBot('alice', body)
  expect(await find()).toEqual(none)
  const one = await home.makeBot('alice', { ...body, dmEnabled: true })
  expect(await find()).toEqual([200, { botUserId: one.botUserId }])
  const two = await home.makeBot('bob', { ...body, dmEnabled: true })
  expect(await find()).toEqual([200, { botUserId: two.botUserId }])
  await home.gateway.parts.database.write(async (writer) => {
    const later = new Date(Date.now() + 1_000).toISOString()
    await writer.updateTable('bot').set({ updatedAt: later }).where('id', '=', one._id).execute()
    return { result: undefined }
  })
  expect(await find()).toEqual([200, { botUserId: one.botUserId }])
})

test('[SVC6] a service is handed its bots with their tokens, one or all, and no others', async () => {
  await using home = await startBotHome()
  for (const type of ['caretaking', 'weather']) await home.register(type)
  const config = '{"k":1}'
  const one = await home.makeBot('alice', { name: 'One', serviceType: 'caretaking', config, dmEnabled: true })
  const two = await home.makeBot('bob', { name: 'Two', serviceType: 'caretaking' })
  await home.makeBot('bob', { name: 'Three', serviceType: 'weather' })
  const handed = ({ _id, name, accessToken, ...bot }: typeof one): object => ({
    _id,
    name,
    config: bot.config,
    accessToken,
    serviceType: 'caretaking',
    dmEnabled: bot.dmEnabled,
  })
  const both = { bots: [handed(one), handed(two)] }
  const all = async (body: object | undefined, query = ''): Promise<unknown> =>
    answerOf(await home.operate('POST', `/bots/bootstrap${query}`, body))
  expect(await all({ serviceType: ' caretaking ' })).toEqual([200, both])
  expect(await all({}, '?serviceType=caretaking')).toEqual([200, both])
  expect(await all({})).toEqual(refusal(400, 'serviceType is required'))
  expect(await all({ serviceType: 'unheard of' })).toEqual(refusal(400, 'Unknown serviceType: unheard of'))

  const single = async (bot: string, query = ''): Promise<unknown> =>
    answerOf(await home.operate('GET', `/bots/${bot}/bootstrap${query}`))
  expect(await single(one._id)).toEqual([200, { bot: handed(one) }])
  expect(await single(one._id, '?serviceType=caretaking')).toEqual([200, { bot: handed(one) }])
  expect(await single(one._id, '?serviceType=weather')).toEqual(refusal(404, 'Bot not found.'))
  expect(await single(one._id, '?serviceType=x')).toEqual(refusal(400, 'Unknown serviceType: x'))
  expect(await single('f'.repeat(24))).toEqual(refusal(404, 'Bot not found.'))
  expect(await single('zzz')).toEqual(refusal(400, 'Invalid data format provided.'))
})
