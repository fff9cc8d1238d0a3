import type { Simulation } from '../simulation.ts'
import { createActorConnection, type ActorConnection } from '../actors/actor-connection.ts'
import type { Actor, TestMessage, TestUser } from './api.ts'
import { createLastingToken } from './lasting-token.ts'
import { requestAs } from './request-as.ts'
import { createEars } from './socket-client.ts'

export interface LiveActor {
  readonly actor: Actor
  readonly connection: ActorConnection
}

interface ActorOptions {
  readonly simulation: Simulation
  /** By reference or id. */
  readonly user: string
  readonly signIn: (user: string) => Promise<TestUser>
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

function asking({ simulation: { gateway } }: ActorOptions, token: () => Promise<string>): Ask {
  return async (method, path, body) => {
    const answer = await requestAs({ url: gateway.url, token: await token(), method, path, body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  }
}

const pathOf = ({ _id, channelId }: TestMessage): string => `/channels/${channelId}/messages/${_id}`

function placeFinder({ names }: Simulation, ask: Ask): (place: string) => Promise<string> {
  return async (place) => {
    if (!place.startsWith('@')) return names.channelId(place)
    const recipientId = names.personId(place)
    // The protocol answers with the channel the two have, where they have one.
    return ((await ask('POST', '/users/@me/channels', { recipientId })) as { readonly _id: string })._id
  }
}

/** @throws UnknownNameError */
export async function startActor(options: ActorOptions): Promise<LiveActor> {
  const { simulation, signIn } = options
  const id = simulation.names.personId(options.user)
  const user = simulation.names.of(id)
  const token = createLastingToken(simulation.gateway.parts.clock, () => signIn(id))
  const ears = createEars()
  const connection = createActorConnection({ simulation, user, hear: ears.hear, token })
  const ask = asking(options, token)
  const placeOf = placeFinder(simulation, ask)
  await connection.come()

  const actor: Actor = {
    name: user,
    id,
    heard: ears.heard,
    all: ears.all,
    wait: (event, fits) => ears.wait(event, fits),
    // What the gateway answers to a request for a message is that message.
    send: async (place, content, { replyTo } = {}) => {
      const body = { content, ...(replyTo === undefined ? {} : { referencedMessageId: replyTo }) }
      return (await ask('POST', `/channels/${await placeOf(place)}/messages`, body)) as TestMessage
    },
    emit: (event, data) => connection.emit(event, data),
    edit: async (message, content) => (await ask('PATCH', pathOf(message), { content })) as TestMessage,
    react: async (message, emoji) => {
      await ask('PUT', `${pathOf(message)}/reactions/${encodeURIComponent(emoji)}/@me`)
    },
    retract: async (message) => {
      await ask('DELETE', pathOf(message))
    },
    drop: () => connection.end('cut'),
    reconnect: connection.come,
    leave: () => connection.end('leave'),
    [Symbol.asyncDispose]: () => connection.end('leave'),
  }
  return { actor, connection }
}
