import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { gatewayEvents } from '#shared/protocol/events.ts'
import type { Message } from '#shared/models/message.ts'
import { createHandDrivenClock, type HandDrivenClock } from '../../../hand-driven-clock.ts'
import { startGateway } from '../../../start-gateway.ts'
import { startScenario, type RunningScenario } from '../../start-scenario.ts'
import { demoScenario } from '../demo-scenario.ts'
import { goLive } from './go-live.ts'
import { namesOf } from './names.ts'

const SEED = 11
const NOON = Date.UTC(2026, 10, 27, 12)
const WAIT_MS = 5_000
const ONLINE = 16

const names = namesOf(SEED)
const cleanUp: (() => unknown)[] = []

afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) await undo()
})

/** A hand-driven clock that knows how many tasks still wait. */
interface CountingClock extends HandDrivenClock {
  readonly waiting: () => number
}

function createCountingClock(): CountingClock {
  const clock = createHandDrivenClock(NOON)
  const waiting = new Set<object>()
  return {
    ...clock,
    waiting: () => waiting.size,
    after: (delayMs, task) => {
      const mark = {}
      waiting.add(mark)
      const cancel = clock.after(delayMs, () => {
        waiting.delete(mark)
        task()
      })
      return () => {
        waiting.delete(mark)
        cancel()
      }
    },
  }
}

interface Demo {
  readonly running: RunningScenario
  readonly clock: CountingClock
}

async function startDemo(): Promise<Demo> {
  const clock = createCountingClock()
  const gateway = { port: 0, ownerName: 'alma', environment: {}, logLevel: 'error' as const, clock, offlineGraceMs: 10 }
  const running = await startScenario('demo', { seed: SEED, gateway })
  cleanUp.push(running.stop)
  return { running, clock }
}

/** The owner's own socket, with everything it heard. */
interface Watcher {
  readonly socket: Socket
  readonly presence: readonly string[]
  readonly messages: Message[]
  /** The next message that fits, once it is heard. */
  readonly next: (fits: (message: Message) => boolean) => Promise<Message>
}

async function watch({ running }: Demo): Promise<Watcher> {
  const { gateway } = running
  const { accessToken } = await gateway.parts.sessions.begin(names.person('owner'), false)
  const socket = io(gateway.url, { transports: ['websocket'], forceNew: true, auth: { token: accessToken } })
  cleanUp.push(() => socket.disconnect())
  const messages: Message[] = []
  const listeners = new Set<(message: Message) => void>()
  socket.on('MESSAGE_CREATE', (payload) => {
    const message = gatewayEvents.MESSAGE_CREATE.parse(payload)
    messages.push(message)
    for (const listener of listeners) listener(message)
  })
  const presence = new Promise<string[]>((resolve) => {
    socket.once('PRESENCE_INITIAL_STATE', resolve)
  })
  await new Promise<void>((resolve) => {
    socket.once('ready', resolve)
  })
  const next: Watcher['next'] = (fits) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`Nothing was heard within ${WAIT_MS} ms`))
      }, WAIT_MS)
      const listener = (message: Message): void => {
        if (!fits(message)) return
        clearTimeout(timer)
        listeners.delete(listener)
        resolve(message)
      }
      listeners.add(listener)
    })
  return { socket, presence: await presence, messages, next }
}

const byOthers = ({ authorId }: Message): boolean => authorId?._id !== names.person('owner')

/** Moves the clock in small steps, so that every pause is begun at its own time. */
function pass({ clock }: Demo, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) clock.advance(1_000)
}

/** Lets time pass until something has happened: an actor hears of a message on a socket of its own. */
async function passUntil<Result>({ clock }: Demo, event: Promise<Result>): Promise<Result> {
  const state = { waiting: true }
  const settled = event.finally(() => {
    state.waiting = false
  })
  while (state.waiting) {
    clock.advance(50)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
  return settled
}

test('[LIVE8] those who talk are online, and nobody else', async () => {
  const demo = await startDemo()
  const { presence } = await watch(demo)

  expect(presence).toHaveLength(ONLINE + 1)
  for (const ref of ['owner', 'ines', 'ada', 'guide', 'jakub']) expect(presence).toContain(names.person(ref))
  expect(presence).not.toContain(names.person('mateo'))
})

test('[LIVE9] talk arrives, by people of the demo, and the first of it names the owner', async () => {
  const demo = await startDemo()
  const { next } = await watch(demo)

  const first = next(byOthers)
  pass(demo, 8)
  expect(await first).toMatchObject({
    channelId: names.channel('start-here'),
    authorId: { username: 'otter' },
    mentions: [names.person('owner')],
  })

  const second = next(byOthers)
  pass(demo, 20)
  await second
})

test('[LIVE10] nothing is said while the window is hidden or nobody is connected', async () => {
  const demo = await startDemo()
  pass(demo, 120)
  const watcher = await watch(demo)
  demo.running.setAudience(false)
  pass(demo, 120)
  demo.running.setAudience(true)

  const heard = watcher.next(byOthers)
  pass(demo, 8)
  // The gateway keeps one order: were anything said before, it would have come first.
  expect((await heard).channelId).toBe(names.channel('start-here'))
  expect(watcher.messages).toHaveLength(1)
  const { reader } = demo.running.gateway.parts.database
  const since = await reader
    .selectFrom('message')
    .select('id')
    .where('createdAt', '>=', new Date(NOON).toISOString())
    .execute()
  expect(since).toHaveLength(1)
})

test('[LIVE11] the owner is answered in a channel and in direct messages, also new ones', async () => {
  const demo = await startDemo()
  const { socket, next } = await watch(demo)
  const { gateway } = demo.running
  const { accessToken } = await gateway.parts.sessions.begin(names.person('owner'), false)
  const opened = await fetch(`${gateway.url}/api/users/@me/channels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ recipientId: names.person('elin') }),
  })
  const { _id: withElin } = gatewayEvents.DM_CHANNEL_CREATE.parse(await opened.json())

  for (const [channelId, content, username] of [
    [names.channel('planning'), 'The low one in 6, please.', 'Elin Sjöberg'],
    [names.channel('owner&leila'), 'Cod', 'Leila Haddad'],
    [withElin, 'Hello Elin', 'Elin Sjöberg'],
  ] as const) {
    const own = next((message) => !byOthers(message))
    socket.emit('message/create', { channelId, content })
    const { _id } = await own
    const answer = await passUntil(
      demo,
      next((message) => message.referencedMessageId === _id),
    )
    expect(answer).toMatchObject({ channelId, authorId: { username } })
  }
})

test('[LIVE12] stop takes everybody offline and leaves no task behind, while the gateway serves on', async () => {
  const clock = createCountingClock()
  const gateway = await startGateway({
    port: 0,
    environment: {},
    logLevel: 'error' as const,
    clock,
    prepare: async (parts) => {
      await demoScenario.build(parts, { seed: SEED, ownerName: 'alma' })
    },
  })
  cleanUp.push(gateway.stop)
  const ofTheGateway = clock.waiting()
  const live = await goLive(gateway, { seed: SEED, journal: undefined })
  const { sockets } = gateway.parts.realtime
  expect(sockets.users()).toHaveLength(ONLINE)

  await live.stop()
  expect(sockets.users()).toEqual([])
  // After the grace of presence nothing is left but what the gateway does by itself.
  clock.advance(10_000)
  expect(clock.waiting()).toBe(ofTheGateway)
  expect((await fetch(`${gateway.url}/api/auth/config`)).status).toBe(200)
})
