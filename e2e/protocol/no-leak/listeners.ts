import { readySocket, type SocketClient } from '../../fixtures/socket-client.ts'
import type { TestGateway } from '../../fixtures/test-gateway.ts'
import { people, SQUARE } from './world.ts'

/** One socket of somebody, for as long as it was there. */
export interface Listener {
  readonly person: string
  /** The gateway's own name for it. */
  readonly id: string
  readonly client: SocketClient
  /** Went away by itself: what was on its way then may be missing. */
  left: boolean
}

/** Everybody's sockets: everybody has one, every second person two, and now and then one goes and another comes. */
export interface Listeners {
  readonly all: readonly Listener[]
  readonly say: (person: string, channel: string, content: string) => void
  readonly comeAgain: (person: string) => Promise<void>
  /** Resolves once all that was sent to anybody has arrived: proved by last words that everybody hears. */
  readonly farewell: () => Promise<void>
  readonly close: () => void
}

export async function openListeners(home: TestGateway): Promise<Listeners> {
  const all: Listener[] = []
  const square = home.channel(SQUARE)

  async function open(person: string): Promise<void> {
    const client = await readySocket(home.url, await home.tokenOf(person))
    all.push({ person, id: client.socket.id ?? '', client, left: false })
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
    comeAgain: async (person) => {
      const [first] = present(person)
      if (first === undefined) return
      await open(person)
      first.left = true
      first.client.socket.disconnect()
    },
    farewell: async () => {
      // Packets of one socket are handled in turn: when these have come back, nothing of anybody is waiting any more.
      for (const person of people) say(person, square, `last words of ${person}`)
      await Promise.all(people.map((person) => hear(`last words of ${person}`, present(person).slice(0, 1))))
      const [anybody = ''] = people
      say(anybody, square, 'good night')
      await hear('good night', present())
    },
    close: () => {
      for (const { client } of all) client[Symbol.dispose]()
    },
  }
}
