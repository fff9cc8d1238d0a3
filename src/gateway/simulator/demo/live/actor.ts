import { io, type Socket } from 'socket.io-client'
import type { RunningGateway } from '../../../gateway-options.ts'
import { gatewayEvents } from '#shared/protocol/events.ts'
import type { Message } from '#shared/models/message.ts'

/** Somebody of the demo who is really connected: the gateway knows no difference to a person at a screen. */
export interface Actor {
  readonly ref: string
  readonly userId: string
  /** Says something, as an answer where a message is named; false where they have no connection to say it. */
  readonly say: (channelId: string, content: string, answering?: string) => boolean
  readonly leave: () => Promise<void>
}

interface Role {
  readonly ref: string
  readonly userId: string
  readonly onMessage: (message: Message) => void
}

interface Credentials {
  readonly nextToken: () => Promise<string>
  readonly end: () => Promise<void>
}

/** The first connection uses the session's first token; those after a break may come when that one has run out. */
async function beginSession(gateway: RunningGateway, userId: string): Promise<Credentials> {
  let tokens = await gateway.parts.sessions.begin(userId, false)
  let used = false
  return {
    nextToken: async () => {
      if (used) tokens = await gateway.parts.sessions.refresh(tokens.refreshToken, undefined)
      used = true
      return tokens.accessToken
    },
    end: () => gateway.parts.sessions.end(tokens.refreshToken),
  }
}

/** An address that listens everywhere is not one that can be called everywhere. */
const callable = (url: string): string => url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')

function connect(gateway: RunningGateway, credentials: Credentials): Socket {
  const socket: Socket = io(callable(gateway.url), {
    transports: ['websocket'],
    forceNew: true,
    auth: (answer) => {
      credentials.nextToken().then(
        (token) => {
          answer({ token })
        },
        () => {
          // The account or its session is gone, with the whole demo perhaps: there is nobody left to be.
          socket.disconnect()
        },
      )
    },
  })
  return socket
}

/** Resolves when the gateway has let them in, or has not: they try again by themselves. */
function arrival(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('ready', resolve)
    socket.once('connect_error', () => {
      resolve()
    })
  })
}

function goodbye(socket: Socket): Promise<void> {
  socket.io.reconnection(false)
  if (!socket.connected) {
    socket.disconnect()
    return Promise.resolve()
  }
  return new Promise((resolve) => {
    socket.once('disconnect', () => {
      socket.disconnect()
      resolve()
    })
  })
}

/** Brings somebody online. */
export async function bringActor(gateway: RunningGateway, { ref, userId, onMessage }: Role): Promise<Actor> {
  const credentials = await beginSession(gateway, userId)
  const socket = connect(gateway, credentials)
  socket.on('MESSAGE_CREATE', (payload: unknown) => {
    const message = gatewayEvents.MESSAGE_CREATE.safeParse(payload)
    if (message.success) onMessage(message.data)
  })
  await arrival(socket)
  return {
    ref,
    userId,
    say: (channelId, content, answering) => {
      const command = { channelId, content, ...(answering === undefined ? {} : { referencedMessageId: answering }) }
      // Said to nobody rather than late: what waits for a connection would come in a heap.
      if (!socket.connected) return false
      socket.emit('message/create', command)
      return true
    },
    leave: async () => {
      const gone = goodbye(socket)
      await credentials.end()
      // The gateway hangs up, not we: when we hear of it they are counted out there. Also where the account is gone.
      gateway.parts.realtime.sockets.endUser(userId)
      await gone
    },
  }
}
