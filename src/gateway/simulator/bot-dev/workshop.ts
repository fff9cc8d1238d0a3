import type { GatewayOptions, RunningGateway } from '../../gateway-options.ts'
import type { GatewayParts } from '../../gateway-parts.ts'
import { buildWorld } from '../build-world.ts'
import type { WorldSpec } from '../world-spec.ts'
import { startSimulation } from '../simulation.ts'
import { openChat, type Chat } from './chat.ts'

/** What a bot in the making finds in its environment, beside the addresses. */
export interface BotPapers {
  readonly serviceType: string
  readonly userId: string
  readonly accessToken: string
  readonly serverId: string
  readonly channelId: string
}

/** A gateway with one server, somebody to talk to, and a bot that has been let in and has no program yet. */
export interface Workshop {
  readonly gateway: RunningGateway
  readonly bot: BotPapers
  readonly chat: Chat
  /** Resolves once the bot's own connection is ready to hear. Rejects where that takes too long. */
  readonly botIsReady: (timeoutMs: number) => Promise<unknown>
  readonly stop: () => Promise<void>
}

interface WorkshopOptions {
  readonly serviceType: string
  readonly adminSecret: string
  readonly gateway: GatewayOptions
}

const SEED = 1

const world: WorldSpec = {
  owner: 'you',
  people: [{ ref: 'you', username: 'you' }],
  servers: [
    {
      ref: 'workshop',
      name: 'Workshop',
      owner: 'you',
      members: [],
      channels: [{ ref: 'general', name: 'general', topic: 'Where the bot is tried' }],
    },
  ],
}

/** A request of the protocol, by what any program could send. */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, {
    ...init,
    headers: { 'content-type': 'application/json', ...(init.headers as Readonly<Record<string, string>>) },
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${url}: ${response.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

interface MadeBot {
  readonly botUserId: string
  readonly accessToken: string
}

async function makeBot(
  gateway: RunningGateway,
  options: WorkshopOptions,
  place: { token: string; server: string },
): Promise<MadeBot> {
  const { serviceType, adminSecret } = options
  const api = `${gateway.url}/api`
  const asOwner = { authorization: `Bearer ${place.token}` }
  await ask(`${api}/infra/service-types/register`, {
    method: 'POST',
    headers: { 'x-mew-admin-secret': adminSecret },
    body: JSON.stringify({ serviceType }),
  })
  const bot = (await ask(`${api}/users/@me/bots`, {
    method: 'POST',
    headers: asOwner,
    body: JSON.stringify({ name: serviceType, serviceType, dmEnabled: true }),
  })) as MadeBot
  await ask(`${api}/servers/${place.server}/bots/${bot.botUserId}`, { method: 'POST', headers: asOwner, body: '{}' })
  return bot
}

/** @throws what startSimulation throws */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const found = { person: '', server: '', channel: '' }
  const prepare = async (parts: GatewayParts): Promise<void> => {
    const { people, servers, channels } = await buildWorld(parts, world, SEED)
    found.person = people.get('you') ?? ''
    found.server = servers.get('workshop') ?? ''
    found.channel = channels.get('general') ?? ''
  }
  const simulation = await startSimulation({
    scenario: 'empty',
    seed: SEED,
    gateway: { ...options.gateway, prepare },
  })
  const { gateway, journal } = simulation
  try {
    const { accessToken: token } = await gateway.parts.sessions.begin(found.person, false)
    const { botUserId, accessToken } = await makeBot(gateway, options, { token, server: found.server })
    const chat = await openChat({ url: gateway.url, token, bot: botUserId, channel: found.channel })
    const bot = {
      serviceType: options.serviceType,
      userId: botUserId,
      accessToken,
      serverId: found.server,
      channelId: found.channel,
    }
    return {
      gateway,
      bot,
      chat,
      botIsReady: (timeoutMs) =>
        journal.wait((step) => step.kind === 'delivery' && step.event === 'ready' && step.user === botUserId, {
          timeoutMs,
        }),
      stop: async () => {
        chat.close()
        await simulation.stop()
      },
    }
  } catch (error) {
    await simulation.stop()
    throw error
  }
}
