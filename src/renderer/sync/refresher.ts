import type { ServerId } from '#shared/models/ids.ts'
import type { AccountStore } from '../store/store.ts'
import { createAgainLater } from './again-later.ts'
import type { Hint } from './hints.ts'
import type { Reading } from './acknowledge.ts'
import type { SyncClock } from './clock.ts'
import type { PlaceReader } from './read/place-reader.ts'
import type { WindowReader } from './read/window-reader.ts'

/** So often at most the list of servers is read for one that it did not have. */
const FOREIGN_MS = 10_000
/** Where many come and go at once, the list of members is read once for all of them. */
const MEMBERS_MS = 1_000

interface RefresherOptions {
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'now' | 'after'>
  readonly windows: Pick<WindowReader, 'catchUp' | 'catchUpHeld'>
  readonly places: PlaceReader
  /** What waits goes on. */
  readonly sending: { readonly resume: () => void }
  readonly reading: Pick<Reading, 'resume'>
  /** The server somebody is at. */
  readonly serverInView: () => ServerId | undefined
}

/** Of a server that nobody was at nothing is shown: its members are read when somebody goes there. */
function membersReader(options: RefresherOptions): (serverId: ServerId) => void {
  const { store, places } = options
  const soon = createAgainLater(options)
  const isKnown = (serverId: ServerId): boolean => store.get().places[serverId] !== undefined
  return (serverId) => {
    if (soon.isPlanned(serverId) || !isKnown(serverId)) return
    soon.plan(serverId, MEMBERS_MS, () => {
      if (isKnown(serverId)) void places.readMembers(serverId)
    })
  }
}

/** Reads again what an event said is out of date. */
export function createRefresher(options: RefresherOptions): (hint: Hint) => void {
  const { store, clock, windows, places, sending, reading, serverInView } = options
  /** When it was asked last whether a server is this account's after all. */
  const askedAt = new Map<ServerId, number>()

  const readMembersSoon = membersReader(options)

  async function catchUpOpenChannel(): Promise<void> {
    const open = store.get().openChannel
    if (open !== null) await windows.catchUp(open)
    // What waits goes out behind what was missed, so that nobody answers a question they have not seen.
    sending.resume()
  }

  /**
   * On `ready`: what is in view is read again, the open channel first, and the lists above all servers. The other servers
   * are read when somebody goes there, so that a reconnect costs the same however many were visited; where the gateway
   * counts nothing, what is new in them is found out afterwards, by and by.
   */
  function readEverything(): void {
    reading.resume()
    void Promise.all([catchUpOpenChannel(), places.readHome()]).then(places.readElsewhere)
    const serverId = serverInView()
    if (serverId !== undefined && store.get().places[serverId] !== undefined) void places.readServer(serverId)
  }

  const table: { readonly [Kind in Hint['kind']]: (hint: Extract<Hint, { readonly kind: Kind }>) => void } = {
    everything: readEverything,
    servers: () => {
      void places.readServers()
      void places.readUnread()
      windows.catchUpHeld()
    },
    foreign: ({ serverId }) => {
      // Some gateways go on telling for a while; somebody who came back by another device is not told of at all.
      if (clock.now() - (askedAt.get(serverId) ?? -FOREIGN_MS) < FOREIGN_MS) return
      askedAt.set(serverId, clock.now())
      void places.readServers()
    },
    server: ({ serverId }) => {
      void places.readVisible(serverId)
    },
    permissions: ({ serverId }) => {
      void places.readVisible(serverId)
      windows.catchUpHeld()
    },
    members: ({ serverId }) => {
      readMembersSoon(serverId)
    },
    directs: () => void places.readDirects(),
    list: ({ serverId }) => {
      places.doubtList(serverId)
    },
    serverList: places.doubtServers,
    counts: ({ channelId }) => {
      places.doubtUnread(channelId)
    },
    unread: ({ channelId }) => {
      places.doubtUnread(channelId)
      void places.readUnread()
    },
  }

  return (hint) => {
    // The entry was looked up by the hint's own kind, so it takes this hint.
    const entry = table[hint.kind] as (hint: Hint) => void
    entry(hint)
  }
}
