import { randomBytes } from 'node:crypto'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
import { startSpeechUpstream } from '../../fixtures/speech-upstream.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/test-gateway.ts'
import { makeSticker } from '../make-sticker.ts'

/** One of each kind of thing that a path can name, or a body. */
export interface Things {
  readonly server: string
  readonly channel: string
  readonly message: string
  readonly category: string
  readonly role: string
  readonly user: string
  readonly invite: string
  readonly webhook: string
  /** Of that webhook. */
  readonly token: string
  readonly sticker: string
  /** Of a file that the message brought. */
  readonly key: string
  readonly bot: string
  /** The account of that bot. */
  readonly botUser: string
}

/** Which thing stands for a name in a path. */
export const thingOfName: Readonly<Record<string, keyof Things>> = {
  serverId: 'server',
  channelId: 'channel',
  messageId: 'message',
  categoryId: 'category',
  roleId: 'role',
  userId: 'user',
  code: 'invite',
  webhookId: 'webhook',
  token: 'token',
  stickerId: 'sticker',
  key: 'key',
  botId: 'bot',
}

export interface House {
  readonly home: TestGateway
  /** Vera's server, its channels open and hidden, her direct message with Mark; he is a member and nothing more. */
  readonly open: Things
  readonly hidden: Things
  readonly direct: Things
  /** What the outsider Olga has herself. */
  readonly own: Things
  /** A word that stands in everything of the house and nowhere else: nobody can have guessed it. */
  readonly marker: string
  /** What the bot of the house shows to be let in. */
  readonly botToken: string
  /** All that is stored, but for who is logged in. */
  readonly stored: () => Promise<string>
}

const START_MS = Date.UTC(2027, 0, 1)

const worldOf = (marker: string): WorldSpec => ({
  people: ['vera', 'mark', 'olga', 'pia'].map((ref) => ({ ref, username: ref })),
  servers: [
    {
      ref: 'vault',
      name: `vault ${marker}`,
      owner: 'vera',
      members: ['mark'],
      roles: [{ ref: 'keeper', name: `keeper ${marker}`, color: '#123456', members: [] }],
      categories: [{ ref: 'shelf', name: `shelf ${marker}` }],
      channels: [
        { ref: 'open', name: `open ${marker}`, topic: `topic ${marker}`, category: 'shelf' },
        { ref: 'hidden', name: `hidden ${marker}`, topic: `topic ${marker}`, onlyRoles: ['keeper'] },
        { ref: 'web', name: `web ${marker}`, url: `https://example.test/${marker}` },
      ],
    },
    {
      ref: 'shed',
      name: 'shed',
      owner: 'olga',
      members: [],
      roles: [{ ref: 'helper', name: 'helper', color: '#123456', members: [] }],
      categories: [{ ref: 'bench', name: 'bench' }],
      channels: [{ ref: 'yard', name: 'yard' }],
    },
  ],
  directs: [
    ['vera', 'mark'],
    ['olga', 'pia'],
  ],
  messages: [
    ...['open', 'hidden', 'vera&mark'].map((channel, place) => ({
      channel,
      author: 'vera',
      at: START_MS + place,
      content: `message ${marker}`,
      reactions: { '👍': ['vera', 'mark'] },
    })),
    { channel: 'yard', author: 'olga', at: START_MS + 3, content: 'of my own' },
  ],
})

/** The one kind of service that runs bots here. */
export const SERVICE = 'caretaking'

async function makeServiceKnown({ gateway }: TestGateway): Promise<void> {
  const at = new Date(START_MS).toISOString()
  const texts = { serverName: 'Caretaking', icon: '', description: '', configTemplate: '' }
  await gateway.parts.database.write(async (writer) => {
    await writer
      .insertInto('service')
      .values({ serviceType: SERVICE, ...texts, createdAt: at, updatedAt: at })
      .execute()
    return { result: undefined }
  })
}

/** A bot of somebody's own. */
async function makeBot(home: TestGateway, person: string, name: string): Promise<Pick<Things, 'bot' | 'botUser'>> {
  const answer = await home.call(person, 'POST', '/users/@me/bots', { name, serviceType: SERVICE })
  const { _id, botUserId } = (await answer.json()) as { _id: string; botUserId: string }
  return { bot: _id, botUser: botUserId }
}

interface Place {
  readonly person: string
  readonly server: string
  readonly channel: string
  readonly role: string
  /** Stands in what is made for the occasion. */
  readonly word: string
}

async function newestIn(home: TestGateway, channel: string): Promise<string> {
  const person = channel === 'yard' ? 'olga' : 'vera'
  const page = await home.call(person, 'GET', `/channels/${home.channel(channel)}/messages`)
  const [message] = (await page.json()) as { _id: string }[]
  return message?._id ?? ''
}

/** Sends a file with the word in it. Answers with its key. */
async function attach(
  home: TestGateway,
  { person, channel, word }: Pick<Place, 'person' | 'channel' | 'word'>,
): Promise<string> {
  const form = new FormData()
  form.append('file', new File([word], `${word}.txt`))
  const place = `/channels/${home.channel(channel)}`
  const authorization = `Bearer ${await home.tokenOf(person)}`
  const uploading = { method: 'POST', headers: { authorization }, body: form }
  const file = (await (await fetch(`${home.url}/api${place}/uploads`, uploading)).json()) as { key: string }
  await home.call(person, 'POST', `${place}/messages`, { attachments: [file] })
  return file.key
}

/** What somebody finds at a place of theirs, asked for as any client would. */
async function thingsAt(
  home: TestGateway,
  { person, server, channel, role, word }: Place,
): Promise<Omit<Things, 'bot' | 'botUser'>> {
  const read = async <Answer>(method: string, path: string, body?: object): Promise<Answer> =>
    (await (await home.call(person, method, path, body)).json()) as Answer
  const id = home.ids.servers.get(server) ?? ''
  const [category] = await read<{ _id: string }[]>('GET', `/servers/${id}/categories`)
  const message = await newestIn(home, channel)
  const key = await attach(home, { person, channel, word })
  const { code } = await read<{ code: string }>('POST', `/servers/${id}/invites`, {})
  const hooks = `/servers/${id}/channels/${home.channel(channel)}/webhooks`
  const webhook = await read<{ _id: string; token: string }>('POST', hooks, { name: `hook ${word}` })
  const shelf = { url: `${home.url}/api/servers/${id}/stickers`, token: await home.tokenOf(person) }
  return {
    server: id,
    channel: home.channel(channel),
    message,
    category: category?._id ?? '',
    role: home.ids.roles.get(role) ?? '',
    user: home.idOf(person),
    invite: code,
    webhook: webhook._id,
    token: webhook.token,
    sticker: (await makeSticker(shelf, `${channel} ${word}`))._id,
    key,
  }
}

/** Whether somebody logs in or out changes these, and nothing else of what is stored. */
const OF_SESSIONS = new Set(['session', 'refreshToken'])

async function readStored({ gateway }: TestGateway): Promise<string> {
  const { reader } = gateway.parts.database
  const tables = (await reader.introspection.getTables()).map(({ name }) => name)
  const rows: string[] = []
  for (const table of tables.filter((name) => !OF_SESSIONS.has(name))) {
    // Tables are named as they are found: the schema's type does not know that these are its own.
    const found = await reader
      .selectFrom(table as 'meta')
      .selectAll()
      .execute()
    rows.push(`${table} ${JSON.stringify(found)}`)
  }
  return rows.join('\n')
}

export async function openHouse(environment: Record<string, string> = {}): Promise<House & AsyncDisposable> {
  const marker = `m${randomBytes(12).toString('hex')}`
  const upstream = await startSpeechUpstream()
  const home = await startTestGateway({
    world: worldOf(marker),
    environment: { ...upstream.environment, ...environment },
  })
  const vault = { person: 'vera', server: 'vault', role: 'keeper', word: marker }
  await makeServiceKnown(home)
  const open = {
    ...(await thingsAt(home, { ...vault, channel: 'open' })),
    ...(await makeBot(home, 'vera', `bot ${marker}`)),
  }
  const own = await thingsAt(home, { person: 'olga', server: 'shed', channel: 'yard', role: 'helper', word: 'my own' })
  return {
    home,
    marker,
    open,
    hidden: { ...open, ...(await thingsAt(home, { ...vault, channel: 'hidden' })) },
    // A direct message has no webhooks.
    direct: { ...open, channel: home.channel('vera&mark'), message: await newestIn(home, 'vera&mark') },
    own: { ...own, ...(await makeBot(home, 'olga', 'a bot of my own')) },
    botToken: (await home.gateway.parts.sessions.begin(open.botUser, false)).accessToken,
    stored: () => readStored(home),
    [Symbol.asyncDispose]: async () => {
      await home[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
    },
  }
}
