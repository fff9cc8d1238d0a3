import { assertNever } from '#shared/assert-never.ts'
import type { ServerId } from '#shared/models/ids.ts'
import type { AccountStore } from '../store/store.ts'
import type { Hint } from './hints.ts'
import type { Outbox } from './outbox.ts'
import type { PlaceReader } from './read/place-reader.ts'
import type { WindowReader } from './read/window-reader.ts'

interface RefresherOptions {
  readonly store: AccountStore
  readonly windows: WindowReader
  readonly places: PlaceReader
  readonly outbox: Outbox
}

/** Reads again what an event said is out of date. */
export function createRefresher({ store, windows, places, outbox }: RefresherOptions): (hint: Hint) => void {
  async function catchUpOpenChannel(): Promise<void> {
    const open = store.get().openChannel
    if (open !== null) await windows.catchUp(open)
    // What waits goes out behind what was missed, so that nobody answers a question they have not seen.
    outbox.resume()
  }

  /** On `ready`: what may have changed is read again, the open channel first, whatever the number of servers. */
  function readEverything(): void {
    const opened = Object.keys(store.get().places)
    void catchUpOpenChannel()
    void places.readHome()
    // Keys of `places` are server ids by construction.
    for (const serverId of opened) void places.readServer(serverId as ServerId)
  }

  return (hint) => {
    switch (hint.kind) {
      case 'everything':
        readEverything()
        break
      case 'servers':
        void places.readServers()
        void places.readUnread()
        break
      case 'server':
        if (store.get().places[hint.serverId] !== undefined) void places.readServer(hint.serverId)
        void places.readUnread()
        break
      case 'members':
        void places.readMembers(hint.serverId)
        break
      case 'directs':
        void places.readDirects()
        break
      case 'unread':
        void places.readUnread()
        break
      default:
        assertNever(hint)
    }
  }
}
