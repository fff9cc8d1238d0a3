import { startSpeechUpstream } from '../../fixtures/speech-upstream.ts'
import { SERVICE, type Things } from '../doors/things.ts'
import { makePlace, post, type Person } from '../durability/people.ts'
import { formOf } from '../form.ts'
import { runGateway, type GatewayProcess } from '../gateway-process.ts'
import { makeSticker } from '../make-sticker.ts'
import { request } from '../web-client.ts'

/** A gateway under attack: the attacker has an account and things of their own, and knows the ids of others'. */
export interface Target {
  readonly gateway: GatewayProcess
  readonly url: string
  readonly port: number
  readonly attacker: Person
  readonly own: Things
  readonly others: Things
  /** Two people who go on talking meanwhile. */
  readonly talkers: readonly [Person, Person]
  readonly talk: string
}

const SECRET = 'a secret nobody guesses'
export const ADMIN_SECRET = 'a secret of the operator'

async function read<Answer>(url: string, { token }: Person): Promise<Answer> {
  return (await request(url, { headers: { authorization: `Bearer ${token}` } })).body as Answer
}

/** Sends a file in a message. Answers with its key. */
async function sendFile(channel: string, person: Person): Promise<string> {
  const { headers, body: raw } = formOf([{ field: 'file', filename: 'a.txt' }])
  const authorization = `Bearer ${person.token}`
  const { body } = await request(`${channel}/uploads`, { method: 'POST', headers: { ...headers, authorization }, raw })
  await post(`${channel}/messages`, person, { attachments: [body] })
  return (body as { key: string }).key
}

/** A server with one of everything in it. */
async function makeThings(url: string, person: Person): Promise<Things> {
  const server = await post(`${url}/api/servers`, person, { name: 'a server' })
  const at = `${url}/api/servers/${server._id}`
  const category = await post(`${at}/categories`, person, { name: 'a category' })
  const channel = await post(`${at}/channels`, person, { name: 'a channel', type: 'GUILD_TEXT' })
  const role = await post(`${at}/roles`, person, { name: 'a role' })
  const message = await post(`${url}/api/channels/${channel._id}/messages`, person, { content: 'a message' })
  const { code } = await post(`${at}/invites`, person)
  const webhook = await post(`${at}/channels/${channel._id}/webhooks`, person, { name: 'a webhook' })
  const bot = await post(`${url}/api/users/@me/bots`, person, { name: 'a bot', serviceType: SERVICE })
  return {
    server: server._id,
    channel: channel._id,
    message: message._id,
    category: category._id,
    role: role._id,
    user: (await read<{ _id: string }>(`${url}/api/users/@me`, person))._id,
    invite: code,
    webhook: webhook._id,
    token: webhook.token,
    sticker: (await makeSticker({ url: `${at}/stickers`, token: person.token }, 'a sticker'))._id,
    key: await sendFile(`${url}/api/channels/${channel._id}`, person),
    bot: bot._id,
    botUser: bot.botUserId,
  }
}

export async function openTarget(): Promise<Target & AsyncDisposable> {
  // Without a service of its own, asking for speech would rightly be answered with a failure.
  const upstream = await startSpeechUpstream()
  const gateway = runGateway(['start', '--port', '0', '--no-web'], {
    ...upstream.environment,
    JWT_SECRET: SECRET,
    MEW_ADMIN_SECRET: ADMIN_SECRET,
  })
  const { url, port } = await gateway.ready
  await request(`${url}/api/infra/service-types/register`, {
    method: 'POST',
    headers: { 'x-mew-admin-secret': ADMIN_SECRET },
    json: { serviceType: SERVICE },
  })
  const { people, channel } = await makePlace(url, ['vera', 'mark'])
  const [vera, mark] = people
  const { people: strangers } = await makePlace(url, ['mallory'])
  const [attacker] = strangers
  if (vera === undefined || mark === undefined || attacker === undefined) throw new Error('Three people are needed')
  return {
    gateway,
    url,
    port,
    attacker,
    own: await makeThings(url, attacker),
    others: await makeThings(url, vera),
    talkers: [vera, mark],
    talk: channel,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]()
      await upstream[Symbol.asyncDispose]()
    },
  }
}
