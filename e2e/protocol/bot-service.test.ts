import { expect, test } from 'vitest'
import { ADMIN_SECRET, startBotHome, type BotHome, type MadeBot } from '../fixtures/bot-world.ts'
import { readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { openFrames, type Frames } from './raw-socket.ts'

const SERVICE = 'echo'

interface Message {
  readonly _id: string
  readonly channelId: string
  readonly content: string
  readonly context: string
  readonly authorId: { readonly _id: string }
}

interface Handed {
  readonly _id: string
  readonly config: string
  readonly accessToken: string
}

/** What a service has of the gateway: its address, a cookie jar, and the admin secret. */
interface ServiceApi {
  readonly post: (at: string, body: object, headers?: Record<string, string>) => Promise<unknown>
}

function openApi(url: string): ServiceApi {
  return {
    post: async (at, body, headers = {}) => {
      const answer = await fetch(`${url}/api${at}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
  }
}

/** Announces itself as services of bots do: `/infra` at once on a fresh transport, and never `/`. */
async function openServiceLine(url: string): Promise<Frames> {
  const frames = await openFrames(url)
  frames.send(`40/infra,${JSON.stringify({ adminSecret: ADMIN_SECRET, serviceType: SERVICE })}`)
  await frames.wait('40/infra')
  return frames
}

/** Registers, asks for its bots, and logs each in, all by what the libraries of services send. */
async function bootstrap(api: ServiceApi): Promise<Handed[]> {
  const headers = { 'x-mew-admin-secret': ADMIN_SECRET }
  const about = { serverName: 'Echo', icon: '', description: 'Says it again', configTemplate: '{"lines":3}' }
  await api.post('/infra/service-types/register', { serviceType: SERVICE, ...about }, headers)
  const { bots } = (await api.post('/bots/bootstrap', { serviceType: SERVICE }, headers)) as { bots: Handed[] }
  return bots
}

const messageIn = (frame: string): Message => (JSON.parse(frame.slice(2)) as [string, Message])[1]

/** A bot by hand: does not wait for `ready`, answers whatever it is told in lines, one packet a line, back to back. */
async function openBotLine(url: string, api: ServiceApi, { accessToken, config }: Handed): Promise<Frames> {
  const { user, token } = (await api.post('/auth/bot', { accessToken })) as { user: { _id: string }; token: string }
  const { lines } = JSON.parse(config) as { lines: number }
  const answered = new Set<string>()
  const frames = await openFrames(url, (frame) => {
    if (frame === '2') frames.send('3')
    if (!frame.startsWith('42["MESSAGE_CREATE"')) return
    const { _id, channelId, context, authorId } = messageIn(frame)
    if (authorId._id === user._id || answered.has(_id)) return
    answered.add(_id)
    for (let line = 1; line <= lines; line += 1) {
      frames.send(`42${JSON.stringify(['message/create', { channelId, content: `${context} ${line}` }])}`)
    }
  })
  frames.send(`40${JSON.stringify({ token })}`)
  await frames.wait('40{')
  return frames
}

async function openWithBot(): Promise<BotHome & { readonly bot: MadeBot; readonly api: ServiceApi }> {
  const home = await startBotHome()
  const api = openApi(home.url)
  expect(await bootstrap(api)).toEqual([])
  const config = JSON.stringify({ lines: 5 })
  const bot = await home.makeBot('alice', { name: 'Echo', serviceType: SERVICE, config, dmEnabled: true })
  await home.call('alice', 'POST', `/servers/${home.ids.servers.get('home')}/bots/${bot.botUserId}`)
  return { ...home, bot, api }
}

const theOnly = <Item>([item, ...others]: readonly Item[]): Item => {
  if (item === undefined || others.length > 0) throw new Error('There should be exactly one')
  return item
}

test('[SVC11] a service written by hand is handed its bot, which answers in lines, in order, everywhere it is', async () => {
  await using home = await openWithBot()
  const { bot, api } = home
  using service = await openServiceLine(home.url)
  using bobs = await readySocket(home.url, await home.tokenOf('bob'))
  const handed = theOnly(await bootstrap(api))
  expect(handed).toMatchObject({ _id: bot._id, accessToken: bot.accessToken, config: '{"lines":5}' })
  using line = await openBotLine(home.url, api, handed)
  await line.wait('42["ready"]')
  // The library of bots passes over whatever else there is: there must be nothing else.
  const usual = /^(?:0|2|40|42)/

  const answer = await home.call('bob', 'POST', '/users/@me/channels', { recipientId: bot.botUserId })
  const direct = ((await answer.json()) as Message)._id
  for (const channelId of [home.channel('general'), direct]) {
    const said = Array.from({ length: 10 }, (_, index) => `word ${index}`)
    for (const content of said) await home.call('bob', 'POST', `/channels/${channelId}/messages`, { content })
    const expected = said.flatMap((word) => [1, 2, 3, 4, 5].map((number) => `${word} ${number}`))
    const replies = (messages: readonly Message[]): string[] =>
      messages
        .filter((message) => message.channelId === channelId && message.authorId._id === bot.botUserId)
        .map(({ content }) => content)
    await expect.poll(() => replies(bobs.all('MESSAGE_CREATE') as Message[])).toEqual(expected)
    const stored = await (await home.call('bob', 'GET', `/channels/${channelId}/messages?limit=100`)).json()
    expect(replies((stored as Message[]).toReversed())).toEqual(expected)
  }
  expect(line.heard.filter((frame) => !usual.test(frame))).toEqual([])
  expect(line.heard.some((frame) => frame.startsWith('42["error"'))).toBe(false)

  await home.call('alice', 'PATCH', `/users/@me/bots/${bot._id}`, { config: '{"lines":1}' })
  const told = JSON.stringify(['SYSTEM_BOT_CONFIG_UPDATE', { serviceType: SERVICE, botId: bot._id }])
  expect(await service.wait('42/infra,')).toBe(`42/infra,${told}`)
  expect(theOnly(await bootstrap(api)).config).toBe('{"lines":1}')
})

const statuses = (client: SocketClient, user: string): string[] =>
  (client.all('PRESENCE_UPDATE') as { userId: string; status: string }[])
    .filter(({ userId }) => userId === user)
    .map(({ status }) => status)

interface Lines {
  service: Frames | undefined
  own: Frames | undefined
}

type Kind = keyof Lines

/** Every way from nothing to nothing over both connections, each step a start or a stop of one of them. */
const walks: readonly (readonly Kind[])[] = [
  ['service', 'service'],
  ['own', 'own'],
  ['service', 'own', 'own', 'service'],
  ['service', 'own', 'service', 'own'],
  ['own', 'service', 'service', 'own'],
  ['own', 'service', 'own', 'service'],
]

test('[SVC11] its bot is online from the first of its connections to the last, through every start and stop', async () => {
  await using home = await openWithBot()
  const { bot, api } = home
  const handed = theOnly(await bootstrap(api))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const { services, sockets } = home.gateway.parts.realtime
  const start = { service: () => openServiceLine(home.url), own: () => openBotLine(home.url, api, handed) }
  const expected: string[] = []

  const count = (): number[] => [services.connectionsOf(SERVICE), sockets.of(bot.botUserId).size]

  async function look({ service, own }: Lines, before: boolean): Promise<boolean> {
    const now = service !== undefined || own !== undefined
    await expect.poll(count).toEqual([service === undefined ? 0 : 1, own === undefined ? 0 : 1])
    if (now !== before) expected.push(now ? 'online' : 'offline')
    await expect.poll(() => statuses(bob, bot.botUserId)).toEqual(expected)
    using carol = await readySocket(home.url, await home.tokenOf('carol'))
    const [snapshot = []] = carol.all('PRESENCE_INITIAL_STATE') as string[][]
    expect(snapshot.includes(bot.botUserId)).toBe(now)
    await bob.settled()
    expect(statuses(bob, bot.botUserId)).toEqual(expected)
    return now
  }

  for (const walk of walks) {
    const lines: Lines = { service: undefined, own: undefined }
    let isOnline = false
    for (const kind of walk) {
      const present = lines[kind]
      present?.[Symbol.dispose]()
      const next = present === undefined ? await start[kind]() : undefined
      if (kind === 'own') await next?.wait('42["ready"]')
      lines[kind] = next
      isOnline = await look(lines, isOnline)
    }
  }
  expect(expected).toHaveLength(walks.length * 2)
})
