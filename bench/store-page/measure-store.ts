// As in the app: first of all imports, so that zod makes no code out of text.
import '#renderer/no-code-from-text.ts'
import { createPageClock } from '#renderer/accounts/page-clock.ts'
import { createHeldDisk, ownSeat } from '#renderer/fixtures/held-disk.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleMe,
  exampleMessage,
  examplePerson,
  exampleServer,
  messageIdOf,
  serverIdOf,
} from '#renderer/fixtures/records.ts'
import { initialState, isReadable, type AccountState } from '#renderer/store/state.ts'
import { createAccountStore, type AccountStore } from '#renderer/store/store.ts'
import { createSync } from '#renderer/sync/sync.ts'

/** Milliseconds for all events of a round. */
export interface StoreTimes {
  /** What nobody can do without: turning the texts into objects. */
  readonly decode: number
  /** From the first event to the last one queued: checked against the contract. */
  readonly parse: number
  /** From there until the state holds all of them. */
  readonly apply: number
}

const PEOPLE = 40
const CHANNELS = 20

/** Payloads of MESSAGE_CREATE as they stand on the wire: forty people, texts of several lengths. */
function wireTexts(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify(
      exampleMessage(index, {
        authorId: examplePerson(2 + (index % PEOPLE)),
        content: `Message ${index}: ${'words of somebody who has something to say '.repeat(index % 5)}`,
        payload: { clientNonce: `nonce-${index}` },
      }),
    ),
  )
}

/** A gateway with one server of twenty channels, in which nothing was said yet. */
const answers: Readonly<Record<string, unknown>> = {
  '/api/users/@me/servers': [exampleServer(1)],
  [`/api/servers/${serverIdOf(1)}/channels`]: Array.from({ length: CHANNELS }, (_, index) => exampleChannel(index + 1)),
}

function untilState(store: AccountStore, fits: (state: AccountState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!fits(store.get())) return
      off()
      resolve()
    }
    const off = store.subscribe(look)
    look()
  })
}

/** The whole way of the app below its components: contract, queue, batches, state. Only the socket is not one. */
async function measureStore(wire: readonly string[]): Promise<StoreTimes> {
  const store = createAccountStore(initialState(exampleMe))
  const channel = channelIdOf(1)
  let hear: (name: string, payload: unknown) => void = () => undefined
  const sync = createSync({
    store,
    request: (path) => Promise.resolve(Response.json(answers[path] ?? [])),
    upload: () => Promise.reject(new Error('Nothing is uploaded here')),
    openSocket: ({ onEvent }) => {
      hear = onEvent
      return { connect: () => undefined, close: () => undefined, probe: () => undefined, emit: () => undefined }
    },
    kept: createHeldDisk(),
    seat: ownSeat,
    undoMs: () => 0,
    renewToken: () => Promise.resolve(false),
    extensions: ['rev', 'nonce', 'unread'],
    clock: createPageClock(),
    random: Math.random,
    newNonce: () => crypto.randomUUID(),
    onUnreadable: (name) => {
      throw new Error(`${name} does not fit the contract`)
    },
  })
  sync.start()
  hear('ready', undefined)
  await untilState(store, (state) => state.connection.status === 'connected' && state.servers !== null)
  sync.openServer(serverIdOf(1))
  sync.openChannel(channel)
  await untilState(
    store,
    ({ places, windows }) => places[serverIdOf(1)]?.status === 'ready' && windows[channel]?.catchingUp === false,
  )

  const began = performance.now()
  const payloads = wire.map((text) => JSON.parse(text) as unknown)
  const decoded = performance.now()
  for (const payload of payloads) hear('MESSAGE_CREATE', payload)
  const parsed = performance.now()
  await untilState(store, ({ windows }) => windows[channel]?.rows.at(-1)?._id === messageIdOf(wire.length - 1))
  const applied = performance.now()
  sync.stop()
  if (store.get().windows[channel]?.rows.every(isReadable) !== true) throw new Error('Not all could be read')
  return { decode: decoded - began, parse: parsed - decoded, apply: applied - parsed }
}

let texts: readonly string[] = []

/** One round, into a fresh store; the events are the same for all rounds. */
async function measureEvents(events: number): Promise<StoreTimes> {
  if (texts.length !== events) texts = wireTexts(events)
  return measureStore(texts)
}

declare global {
  var measureEvents: (events: number) => Promise<StoreTimes>
}

globalThis.measureEvents = measureEvents
