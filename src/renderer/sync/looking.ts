import type { ChannelId, MessageId, ServerId } from '#shared/models/ids.ts'
import { selectChannel } from '../store/selectors/channels.ts'
import type { AccountState } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { CachedReader } from './read/cached-reader.ts'
import type { Jumps } from './read/jumps.ts'
import type { PlaceReader } from './read/place-reader.ts'
import type { WindowReader } from './read/window-reader.ts'

/** Where somebody can look: what they come to is read where it is not there yet. */
export interface WaysToLook {
  readonly openServer: (serverId: ServerId) => void
  /** Somebody may look at a channel next: what is kept of it is read ahead. */
  readonly foresee: (channelId: ChannelId) => void
  /**
   * Goes to a channel, in a moment at the latest, and then does what else belongs to it: what is kept of the channel is
   * there by then. Whoever goes elsewhere meanwhile does not come by.
   */
  readonly approach: (channelId: ChannelId, then: () => void) => void
  /** Null: nobody looks at any channel. */
  readonly openChannel: (channelId: ChannelId | null) => void
  /** Reads a channel again after it failed. */
  readonly reload: (channelId: ChannelId) => void
  /** One page further back, or further on, in the range of the channel that is shown. */
  readonly readOlder: (channelId: ChannelId) => void
  readonly readNewer: (channelId: ChannelId) => void
  /** Shows a message and what stands around it, however far back. */
  readonly jumpTo: Jumps['jumpTo']
  readonly jumpToDate: Jumps['jumpToDate']
  /** Where somebody reads in a channel; null: at its newest messages. What is looked at outlasts a gap. */
  readonly lookAt: (channelId: ChannelId, messageId: MessageId | null) => void
}

interface Looking {
  readonly ways: WaysToLook
  /** The server somebody is at. */
  readonly server: () => ServerId | undefined
  /** Somebody may still be where something was gone and is there again. */
  readonly again: () => void
}

interface LookingOptions {
  readonly store: AccountStore
  readonly windows: WindowReader
  readonly places: Pick<PlaceReader, 'readServer'>
  /** Missing where nothing is kept. */
  readonly cached?: CachedReader | undefined
}

/** It is in the list, and could not be read, or was forgotten, while it was not. */
function isBack({ servers, places }: AccountState, server: ServerId): boolean {
  const isListed = servers?.some(({ _id }) => _id === server) === true
  return isListed && (places[server]?.status ?? 'failed') === 'failed'
}

interface Arrivals {
  /** Somebody goes to a channel, and nowhere else they wanted to go before. */
  readonly plan: (channelId: ChannelId, then: () => void) => void
  readonly callOff: () => void
}

function createArrivals(cached: CachedReader | undefined): Arrivals {
  let arriving: (() => void) | undefined
  return {
    plan: (channelId, then) => {
      const arrive = (): void => {
        if (arriving !== arrive) return
        arriving = undefined
        then()
      }
      arriving = arrive
      if (cached === undefined) arrive()
      else cached.onceForeseen(channelId, arrive)
    },
    callOff: () => {
      arriving = undefined
    },
  }
}

/** Where the gateway is away, what is kept on this computer goes on at either end. */
function waysOn({ store, windows, cached }: LookingOptions): Pick<WaysToLook, 'readOlder' | 'readNewer'> {
  const kept = (): CachedReader | undefined => (store.get().connection.status === 'connected' ? undefined : cached)
  return {
    readOlder: (channelId) => void (kept()?.showOlder(channelId) ?? windows.readOlder(channelId)),
    readNewer: (channelId) => void (kept()?.showNewer(channelId) ?? windows.readNewer(channelId)),
  }
}

export function createLooking(options: LookingOptions): Looking {
  const { store, windows, places, cached } = options
  let server: ServerId | undefined
  const arrivals = createArrivals(cached)

  function openServer(serverId: ServerId): void {
    server = serverId
    const place = store.get().places[serverId]
    if (place === undefined && cached !== undefined) {
      void cached.showServer(serverId).then(() => places.readServer(serverId))
    } else if (place === undefined || place.status === 'failed' || place.stale === true) {
      void places.readServer(serverId)
    }
  }

  function openChannel(channelId: ChannelId | null): void {
    arrivals.callOff()
    const left = store.get().openChannel
    if (left === channelId) return
    store.update((draft) => {
      draft.openChannel = channelId
      // Whoever comes back begins at the newest again.
      if (left !== null) delete draft.viewed[left]
    })
    if (channelId !== null) windows.open(channelId)
  }

  function lookAt(channelId: ChannelId, messageId: MessageId | null): void {
    if ((store.get().viewed[channelId] ?? null) === messageId) return
    store.update((draft) => {
      if (messageId === null) delete draft.viewed[channelId]
      else draft.viewed[channelId] = messageId
    })
  }

  return {
    server: () => server,
    again: () => {
      const { openChannel: open, windows: known } = store.get()
      if (server !== undefined && isBack(store.get(), server)) void places.readServer(server)
      if (open === null || (known[open]?.status ?? 'failed') !== 'failed') return
      if (selectChannel(store.get(), open) !== undefined) windows.open(open)
    },
    ways: {
      openServer,
      foresee: (channelId) => cached?.foresee(channelId),
      approach: (channelId, then) =>
        arrivals.plan(channelId, () => {
          openChannel(channelId)
          then()
        }),
      openChannel,
      lookAt,
      reload: windows.open,
      ...waysOn(options),
      jumpTo: windows.jumps.jumpTo,
      jumpToDate: windows.jumps.jumpToDate,
    },
  }
}
