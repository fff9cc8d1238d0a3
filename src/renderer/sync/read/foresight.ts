import type { ChannelId } from '#shared/models/ids.ts'
import { selectChannel } from '../../store/selectors/channels.ts'
import type { AccountStore } from '../../store/store.ts'
import type { CachedRange } from '../cache-disk.ts'
import type { SyncClock } from '../clock.ts'

interface Foreseen {
  readonly channelId: ChannelId
  readonly asked: Promise<CachedRange | undefined>
  /** What was asked for, once it is there. */
  answer?: CachedRange
}

/** Reads ahead of whoever is about to go to a channel. */
export interface Foresight {
  /** Somebody may go there next: what is kept of it is there, or on its way, when they do. */
  readonly foresee: (channelId: ChannelId) => void
  /** Somebody goes there: goes on once what is kept of it is there, at once perhaps, and in a moment at the latest. */
  readonly onceForeseen: (channelId: ChannelId, then: () => void) => void
  /** What was foreseen of a channel, if it was, not too long ago, and the channel is still in its list. */
  readonly take: (channelId: ChannelId) => Foreseen | undefined
}

interface ForesightOptions {
  readonly store: Pick<AccountStore, 'get'>
  readonly clock: Pick<SyncClock, 'after'>
  readonly read: (channelId: ChannelId) => Promise<CachedRange | undefined>
}

/** Whoever points at a channel goes there soon, or not at all. */
const FORESEEN_MS = 5_000
/** So long nobody notices that nothing has happened yet. */
const MOMENT_MS = 30

/** Of one channel alone, the one that was pointed at last. */
export function createForesight({ store, clock, read }: ForesightOptions): Foresight {
  let ahead: Foreseen | undefined

  const isUnread = (channelId: ChannelId): boolean =>
    store.get().windows[channelId] === undefined && selectChannel(store.get(), channelId) !== undefined

  function foresee(channelId: ChannelId): Foreseen | undefined {
    if (!isUnread(channelId)) return undefined
    if (ahead?.channelId === channelId) return ahead
    const foreseen: Foreseen = { channelId, asked: read(channelId) }
    ahead = foreseen
    void foreseen.asked.then((answer) => {
      if (answer !== undefined) foreseen.answer = answer
    })
    clock.after(FORESEEN_MS, () => {
      if (ahead === foreseen) ahead = undefined
    })
    return foreseen
  }

  return {
    foresee: (channelId) => void foresee(channelId),
    onceForeseen: (channelId, then) => {
      const foreseen = foresee(channelId)
      if (foreseen === undefined || foreseen.answer !== undefined) {
        then()
        return
      }
      clock.after(MOMENT_MS, then)
      void foreseen.asked.then(then)
    },
    take: (channelId) => {
      const isListed = selectChannel(store.get(), channelId) !== undefined
      const taken = ahead?.channelId === channelId && isListed ? ahead : undefined
      ahead = undefined
      return taken
    },
  }
}
