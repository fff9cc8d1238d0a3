import type { ChannelId, MessageId, ServerId } from '#shared/models/ids.ts'
import type { Connection } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import { createAcknowledge } from './acknowledge.ts'
import { createActions, type Actions } from './actions.ts'
import { applyEvents } from './apply/apply-events.ts'
import { applyDisconnect } from './apply/connection.ts'
import { createEndableClock, type SyncClock } from './clock.ts'
import { createConnection, type OpenSocket } from './connection.ts'
import { createEventQueue } from './event-queue.ts'
import { createGatewayApi, type Request } from './gateway-api.ts'
import { hintOf } from './hints.ts'
import { createSending } from './create-sending.ts'
import type { Outbox } from './outbox.ts'
import { parseEvent, type SyncEvent } from './parse-event.ts'
import { createEpochs } from './read/epoch.ts'
import { createPlaceReader } from './read/place-reader.ts'
import { createWindowReader } from './read/window-reader.ts'
import { createRefresher } from './refresher.ts'
import type { Upload } from './upload-runner.ts'
import type { Uploads } from './uploads.ts'

/** Keeps one account's store true, and carries out what its user does. Knows no page, no socket and no timer of its own. */
export interface Sync {
  readonly start: () => void
  readonly stop: () => void
  readonly retryNow: () => void
  readonly openServer: (serverId: ServerId) => void
  /** Null: nobody looks at any channel. */
  readonly openChannel: (channelId: ChannelId | null) => void
  /** Reads a channel again after it failed. */
  readonly reload: (channelId: ChannelId) => void
  readonly readOlder: (channelId: ChannelId) => void
  readonly acknowledge: (channelId: ChannelId, messageId: MessageId) => void
  readonly outbox: Outbox
  readonly uploads: Uploads
  readonly actions: Actions
}

interface SyncOptions {
  readonly store: AccountStore
  readonly request: Request
  readonly upload: Upload
  readonly openSocket: OpenSocket
  readonly renewToken: () => Promise<boolean>
  readonly extensions: readonly string[]
  readonly clock: SyncClock
  readonly random: () => number
  readonly newNonce: () => string
  /** An event that fits no contract: dropped, and told here. */
  readonly onUnreadable: (name: string) => void
}

function connectionSetter(store: AccountStore): (connection: Connection) => void {
  return (connection) => {
    store.update((draft) => {
      draft.connection = connection
    })
  }
}

function noteCut(store: AccountStore, clock: SyncClock): void {
  store.update((draft) => {
    applyDisconnect(draft, clock.now())
  })
}

export function createSync(options: SyncOptions): Sync {
  const { store } = options
  const setConnection = connectionSetter(store)
  const clock = createEndableClock(options.clock)
  const api = createGatewayApi(options.request)
  const epochs = createEpochs()
  const windows = createWindowReader({ api, store, clock, epochs })
  const places = createPlaceReader({ api, store, countsUnread: options.extensions.includes('unread') })
  const sending = createSending({ ...options, api, clock })
  const refresh = createRefresher({ store, windows, places, outbox: sending.outbox })

  const queue = createEventQueue(clock, (events: readonly SyncEvent[]) => {
    const hints = events.flatMap((event) => hintOf(store.get(), event) ?? [])
    store.update((draft) => {
      applyEvents(draft, events)
    })
    for (const hint of hints) refresh(hint)
  })

  const hear = (name: string, payload: unknown): void => {
    const event = parseEvent(name, payload)
    if (event?.type === 'ready') epochs.begin()
    if (event === undefined) options.onUnreadable(name)
    else queue.push(event)
  }

  function cut(): void {
    queue.flush()
    epochs.begin()
    noteCut(store, clock)
  }

  const line = createConnection({ ...options, clock, onEvent: hear, onState: setConnection, onCut: cut })

  return {
    ...line,
    ...sending,
    stop: () => {
      line.stop()
      sending.uploads.stop()
      clock.end()
      // What waits for an answer goes no further either: the next one who signs in here may be somebody else.
      setConnection({ status: 'connecting' })
    },
    openServer: (serverId) => {
      const place = store.get().places[serverId]
      if (place === undefined || place.status === 'failed') void places.readServer(serverId)
    },
    openChannel: (channelId) => {
      if (store.get().openChannel === channelId) return
      store.update((draft) => {
        draft.openChannel = channelId
      })
      if (channelId !== null) windows.open(channelId)
    },
    reload: windows.open,
    readOlder: (channelId) => void windows.readOlder(channelId),
    acknowledge: createAcknowledge({ api, store, clock }),
    actions: createActions({ api, store, places }),
  }
}
