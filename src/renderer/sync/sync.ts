import type { ChannelId } from '#shared/models/ids.ts'
import type { Connection } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { createReading, type Reading } from './acknowledge.ts'
import { createActions, type Actions } from './actions.ts'
import { applyEvents } from './apply/apply-events.ts'
import { applyDisconnect } from './apply/connection.ts'
import { takeOwnAsRead } from './apply/own-as-read.ts'
import type { CacheDisk } from './cache-disk.ts'
import { createEndableClock, type SyncClock } from './clock.ts'
import { createConnection } from './connection.ts'
import type { OpenSocket } from './gateway-socket.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createEventQueue, type EventQueue } from './event-queue.ts'
import { createGatewayApi, type GatewayApi, type Request } from './gateway-api.ts'
import { hintOf, type Hint } from './hints.ts'
import { createLooking, type WaysToLook } from './looking.ts'
import { createSending, type Sending } from './create-sending.ts'
import type { KeptDisk } from './kept-disk.ts'
import type { Outbox } from './outbox-types.ts'
import { parseEvent, type SyncEvent } from './parse-event.ts'
import { createCachedReader } from './read/cached-reader.ts'
import { createEpochs, type Epochs } from './read/epoch.ts'
import { createPlaceReader, type PlaceReader } from './read/place-reader.ts'
import type { PageSizes } from './read/read-range.ts'
import { createWindowReader, type WindowReader } from './read/window-reader.ts'
import { createRefresher } from './refresher.ts'
import type { Seat } from './seat.ts'
import { createTyping, type Typing } from './typing.ts'
import { createTakingBack } from './take-back.ts'
import { createSearch, type Search } from './search.ts'
import type { Upload } from './send-file.ts'
import type { Uploads } from './uploads.ts'

/** Keeps one account's store true, and carries out what its user does. Knows no page, no socket and no timer of its own. */
export interface Sync extends WaysToLook {
  readonly start: () => void
  readonly stop: () => void
  readonly retryNow: () => void
  /** Somebody is back, or the machine was asleep, or its network is another one: whether the line still stands is looked at. */
  readonly wake: () => void
  readonly acknowledge: Reading['acknowledge']
  readonly markUnread: Reading['markUnread']
  /** Somebody has typed something there. */
  readonly type: (channelId: ChannelId) => void
  readonly outbox: Outbox
  readonly uploads: Uploads
  readonly drafts: Drafts
  /** What was sent a moment ago is not sent, and stands in its channel's draft again. False: it is too late. */
  readonly takeBack: (nonce: string) => boolean
  /** Somebody has read what of the things on their way and drafts is lost. */
  readonly dismissMissing: () => void
  readonly actions: Actions
  readonly search: Search
}

interface SyncOptions {
  readonly store: AccountStore
  readonly request: Request
  readonly upload: Upload
  readonly openSocket: OpenSocket
  /** Where what somebody did is kept until it is settled. Whoever opened it closes it, after `stop`. */
  readonly kept: KeptDisk
  /** What was read before; missing where nothing of it is kept. */
  readonly cache?: CacheDisk
  /** Whether it is this page that delivers. */
  readonly seat: Seat
  /** How long what is sent is held back, so that it can be taken back; 0: not at all. */
  readonly undoMs: () => number
  readonly renewToken: () => Promise<boolean>
  readonly extensions: readonly string[]
  readonly clock: SyncClock
  readonly random: () => number
  readonly newNonce: () => string
  /** An event that fits no contract: dropped, and told here. */
  readonly onUnreadable: (name: string) => void
  /** How much is read at once. */
  readonly pages?: PageSizes
}

function connectionSetter(store: AccountStore): (connection: Connection) => void {
  return (connection) => {
    store.update((draft) => {
      draft.connection = connection
    })
  }
}

interface Cut {
  readonly store: AccountStore
  readonly clock: SyncClock
  readonly queue: { readonly flush: () => void }
  readonly epochs: Epochs
  readonly api: Pick<GatewayApi, 'doubtReads'>
  readonly uploads: Pick<Uploads, 'doubt'>
  readonly typing: Pick<Typing, 'forget'>
}

/** What came before the line was cut still counts; what is answered from now on is of another epoch. */
const cutter =
  ({ store, clock, queue, epochs, api, uploads, typing }: Cut) =>
  (): void => {
    queue.flush()
    epochs.begin()
    api.doubtReads()
    uploads.doubt()
    typing.forget()
    store.update((draft) => {
      applyDisconnect(draft, clock.now())
    })
  }

interface Hearing {
  readonly epochs: Epochs
  readonly api: Pick<GatewayApi, 'dropDoubted'>
  readonly uploads: Pick<Uploads, 'dropDoubted'>
  readonly queue: EventQueue
  readonly onUnreadable: (name: string) => void
}

/** What the socket brings, into the queue. With `ready` a time begins of which only what is asked for from now on counts. */
const hearer =
  ({ epochs, api, uploads, queue, onUnreadable }: Hearing) =>
  (name: string, payload: unknown): void => {
    const event = parseEvent(name, payload)
    if (event?.type === 'ready') {
      epochs.begin()
      api.dropDoubted()
      uploads.dropDoubted()
    }
    if (event === undefined) onUnreadable(name)
    else queue.push(event)
  }

interface Taking {
  readonly store: AccountStore
  readonly refresh: (hint: Hint) => void
  readonly windows: Pick<WindowReader, 'repairDoubted' | 'jumps' | 'trim'>
  readonly typing: Pick<Typing, 'hear'>
  readonly sending: Pick<Sending, 'hear'>
  readonly countsUnread: boolean
}

/** One batch: into the store at once, and then whatever it said has to be read again. */
function takeEvents(taking: Taking, events: readonly SyncEvent[]): void {
  const { store, refresh, windows, typing, sending, countsUnread } = taking
  const messages = events.filter((event) => 'row' in event)
  const hints = events.flatMap((event) => hintOf(store.get(), event) ?? [])
  sending.hear(messages.map(({ row }) => row))
  store.update((draft) => {
    applyEvents(draft, events)
    if (!countsUnread) takeOwnAsRead(draft, events)
  })
  if (messages.length > 0) windows.trim()
  typing.hear(events)
  windows.jumps.hear(messages)
  for (const hint of hints) refresh(hint)
  windows.repairDoubted()
}

export function createSync(options: SyncOptions): Sync {
  const { store } = options
  const setConnection = connectionSetter(store)
  const countsUnread = options.extensions.includes('unread')
  const clock = createEndableClock(options.clock)
  const api = createGatewayApi(options.request, clock)
  const epochs = createEpochs()
  const cached = options.cache && createCachedReader({ store, clock, disk: options.cache, pages: options.pages })
  const windows = createWindowReader({ api, store, clock, epochs, pages: options.pages, cached })
  const places: PlaceReader = createPlaceReader({
    api,
    store,
    clock,
    epochs,
    pages: options.pages,
    countsUnread,
    onListed: () => {
      looking.again()
    },
    onForgotten: windows.catchUpHeld,
  })
  const looking = createLooking({ store, windows, places, cached })
  const sending = createSending({ ...options, api, clock, onAsked: () => line.retryNow() })
  const drafts = createDrafts({ store, disk: options.kept, clock, follow: sending.uploads.follow })
  const reading = createReading({ api, store, clock, pages: options.kept })
  const { outbox, uploads } = sending
  const refresh = createRefresher({ store, clock, windows, places, sending, reading, serverInView: looking.server })

  const typing = createTyping({ ...options, clock, line: () => line })
  const queue = createEventQueue(clock, (events) => {
    takeEvents({ store, refresh, windows, typing, sending, countsUnread }, events)
  })

  const line = createConnection({
    ...options,
    clock,
    onEvent: hearer({ ...options, epochs, api, uploads, queue }),
    onState: setConnection,
    onCut: cutter({ store, clock, queue, epochs, api, uploads, typing }),
  })

  // What is on its way is shown before any gateway answers; it goes out once one does.
  sending.start()

  return {
    ...line,
    outbox,
    uploads,
    drafts,
    dismissMissing: sending.dismissMissing,
    takeBack: createTakingBack({ ...sending, store, drafts }),
    stop: () => {
      for (const part of [drafts, cached, line, sending, reading]) part?.stop()
      clock.end()
      api.end()
      // What waits for an answer goes no further either: the next one who signs in here may be somebody else.
      setConnection({ status: 'connecting' })
    },
    ...looking.ways,
    acknowledge: reading.acknowledge,
    markUnread: reading.markUnread,
    type: typing.say,
    actions: createActions({ api, store, places }),
    search: createSearch(api),
  }
}
