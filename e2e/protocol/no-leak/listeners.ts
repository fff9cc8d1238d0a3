import { connectSocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { FAREWELL, people, SQUARE } from './world.ts'

/** One socket of somebody, for as long as it was there. */
export interface Listener {
  readonly person: string
  /** The gateway's own name for it. */
  readonly id: string
  readonly client: SocketClient
  /** Asked for the events of extensions too. */
  readonly asked: boolean
  /** Went away by itself: what was on its way then may be missing. */
  left: boolean
}

/** Everybody's sockets: everybody has one, every second person two, and now and then one goes and another comes. */
export interface Listeners {
  readonly all: readonly Listener[]
  readonly say: (person: string, channel: string, content: string) => void
  readonly type: (person: string, channel: string) => void
  readonly comeAgain: (person: string) => Promise<void>
  /** Resolves once all that was sent to anybody has arrived: proved by last words that everybody hears. */
  readonly farewell: () => Promise<void>
  readonly close: () => void
}

const ASKED = ['typing', 'read-sync']

export async function openListeners(home: TestGateway): Promise<Listeners> {
  const all: Listener[] = []
  const square = home.channel(SQUARE)

  async function open(person: string): Promise<void> {
    // Some never heard of extensions.
    const asked = all.length % 3 !== 0
    const token = await home.tokenOf(person)
    const client = connectSocket(home.url, { auth: { token, ...(asked ? { extensions: ASKED } : {}) } })
    await client.wait('ready')
    all.push({ person, id: client.socket.id ?? '', client, asked, left: false })
  }

  const present = (person?: string): Listener[] =>
    all.filter((listener) => !listener.left && (person === undefined || listener.person === person))

  function say(person: string, channel: string, content: string): void {
    present(person)[0]?.client.socket.emit('message/create', { channelId: channel, content })
  }

  const hear = (content: string, listeners: readonly Listener[]): Promise<unknown> =>
    Promise.all(
      listeners.map(({ client }) =>
        client.wait('MESSAGE_CREATE', (message: { content: string }) => message.content === content),
      ),
    )

  for (const [place, person] of people.entries()) {
    await open(person)
    if (place % 2 === 0) await open(person)
  }

  return {
    all,
    say,
    type: (person, channel) => {
      present(person)
        .find(({ asked }) => asked)
        ?.client.socket.emit('typing', { channelId: channel })
    },
    comeAgain: async (person) => {
      const [first] = present(person)
      if (first === undefined) return
      await open(person)
      first.left = true
      first.client.socket.disconnect()
    },
    farewell: async () => {
      // Packets of one socket are handled in turn: when these have come back, nothing of anybody is waiting any more.
      for (const { id, client } of present()) {
        client.socket.emit('message/create', { channelId: square, content: FAREWELL + id })
      }
      await Promise.all(present().map((listener) => hear(FAREWELL + listener.id, [listener])))
      const [anybody = ''] = people
      say(anybody, square, `${FAREWELL}all`)
      await hear(`${FAREWELL}all`, present())
    },
    close: () => {
      for (const { client } of all) client[Symbol.dispose]()
    },
  }
}
