import type { ServerId } from '#shared/models/ids.ts'
import type { AccountStore } from '../store/store.ts'
import type { Hint } from './hints.ts'
import type { Reading } from './acknowledge.ts'
import type { Outbox } from './outbox-types.ts'
import type { PlaceReader } from './read/place-reader.ts'
import type { WindowReader } from './read/window-reader.ts'

interface RefresherOptions {
  readonly store: AccountStore
  readonly windows: Pick<WindowReader, 'catchUp' | 'catchUpHeld'>
  readonly places: PlaceReader
  readonly outbox: Pick<Outbox, 'resume'>
  readonly reading: Reading
  /** The server somebody is at. */
  readonly serverInView: () => ServerId | undefined
}

/** Reads again what an event said is out of date. */
export function createRefresher(options: RefresherOptions): (hint: Hint) => void {
  const { store, windows, places, outbox, reading, serverInView } = options

  async function catchUpOpenChannel(): Promise<void> {
    const open = store.get().openChannel
    if (open !== null) await windows.catchUp(open)
    // What waits goes out behind what was missed, so that nobody answers a question they have not seen.
    outbox.resume()
  }

  /**
   * On `ready`: what is in view is read again, the open channel first, and the lists above all servers. The other servers
   * are read when somebody goes there, so that a reconnect costs the same however many were visited.
   */
  function readEverything(): void {
    reading.resume()
    void catchUpOpenChannel()
    void places.readHome()
    const serverId = serverInView()
    if (serverId !== undefined && store.get().places[serverId] !== undefined) void places.readServer(serverId)
  }

  function readServer(serverId: ServerId): void {
    if (store.get().places[serverId] !== undefined) void places.readServer(serverId)
    void places.readUnread()
  }

  const table: { readonly [Kind in Hint['kind']]: (hint: Extract<Hint, { readonly kind: Kind }>) => void } = {
    everything: readEverything,
    servers: () => {
      void places.readServers()
      void places.readUnread()
      windows.catchUpHeld()
    },
    server: ({ serverId }) => {
      readServer(serverId)
    },
    permissions: ({ serverId }) => {
      readServer(serverId)
      windows.catchUpHeld()
    },
    members: ({ serverId }) => void places.readMembers(serverId),
    directs: () => void places.readDirects(),
    list: ({ serverId }) => {
      places.doubtList(serverId)
    },
    counts: places.doubtUnread,
    unread: () => void places.readUnread(),
  }

  return (hint) => {
    // The entry was looked up by the hint's own kind, so it takes this hint.
    const entry = table[hint.kind] as (hint: Hint) => void
    entry(hint)
  }
}
