import { io, type Socket } from 'socket.io-client'
import * as z from 'zod/mini'
import { gatewayEvents } from '#shared/protocol/events.ts'
import type { Line, Place } from './transcript.ts'

/** Somebody who talks to a bot over a real connection. */
export interface Chat {
  readonly say: (where: Place, text: string) => Promise<void>
  /** What the bot says, in its order; the answer ends it. */
  readonly listen: (heard: (line: Line) => void) => () => void
  readonly close: () => void
}

interface ChatOptions {
  readonly url: string
  readonly token: string
  /** The bot's own account. */
  readonly bot: string
  readonly channel: string
}

const made = z.object({ _id: z.string() })

function post({ url, token }: ChatOptions, path: string, body: object): Promise<Response> {
  return fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
}

async function openDirect(options: ChatOptions): Promise<string> {
  const answer = await post(options, '/users/@me/channels', { recipientId: options.bot })
  return made.parse(await answer.json())._id
}

function arrival(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('ready', resolve)
    socket.once('connect_error', reject)
  })
}

/** Comes online and hears what the bot says in the channel and to it alone. */
export async function openChat(options: ChatOptions): Promise<Chat> {
  const direct = await openDirect(options)
  const socket = io(options.url, { transports: ['websocket'], forceNew: true, auth: { token: options.token } })
  const listeners = new Set<(line: Line) => void>()

  socket.on('MESSAGE_CREATE', (payload: unknown) => {
    const message = gatewayEvents.MESSAGE_CREATE.safeParse(payload)
    if (!message.success || message.data.authorId?._id !== options.bot) return
    const { channelId, content, context } = message.data
    const line: Line = { by: 'bot', in: channelId === direct ? 'direct' : 'channel', text: content ?? context ?? '' }
    for (const heard of listeners) heard(line)
  })
  await arrival(socket)

  return {
    say: async (where, content) => {
      const channel = where === 'direct' ? direct : options.channel
      const answer = await post(options, `/channels/${channel}/messages`, { content })
      if (!answer.ok) throw new Error(`It could not be said: ${answer.status} ${await answer.text()}`)
    },
    listen: (heard) => {
      listeners.add(heard)
      return () => {
        listeners.delete(heard)
      }
    },
    close: () => {
      socket.disconnect()
    },
  }
}
