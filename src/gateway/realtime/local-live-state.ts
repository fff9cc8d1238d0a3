import type { Clock } from '../clock.ts'
import type { ConnectedSockets } from './connected-sockets.ts'
import type { Contain } from './contain.ts'
import type { LiveState } from './live-state.ts'
import { createLocalPresence } from './local-presence.ts'
import { createLocalRooms } from './local-rooms.ts'
import type { Publish } from './publish.ts'
import { EVERYBODY } from './room-names.ts'

interface LocalOptions {
  readonly clock: Clock
  readonly contain: Contain
  readonly sockets: ConnectedSockets
  readonly publish: Publish
}

/** The live state of one gateway that is alone with its data. */
export function createLocalLiveState({ clock, contain, sockets, publish }: LocalOptions): LiveState {
  const presence = createLocalPresence({
    clock,
    contain,
    announce: (update) => {
      publish.broadcast('PRESENCE_UPDATE', EVERYBODY, update)
    },
  })
  return { rooms: createLocalRooms(sockets), presence }
}
