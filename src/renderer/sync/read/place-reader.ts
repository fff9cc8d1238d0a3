import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { createAgainLater } from '../again-later.ts'
import { applyPermissions } from '../apply/places.ts'
import { createOnceAtATime } from '../once.ts'
import { createElsewhereReader } from './elsewhere-reader.ts'
import { createHomeReader } from './home-reader.ts'
import { createMarksReader } from './marks-reader.ts'
import type { Read } from './read-of.ts'
import { PAGE_SIZES } from './read-range.ts'
import { createServerReader, type PlaceReaderOptions } from './server-reader.ts'
import { createUnreadCounter } from './unread-counter.ts'

/** Reads what is not messages: servers and what is in them, direct messages, unread counts. */
export interface PlaceReader {
  /** Three requests, however many servers there are. */
  readonly readHome: () => Promise<void>
  readonly readServers: () => Promise<void>
  readonly readDirects: () => Promise<void>
  readonly readUnread: () => Promise<void>
  /** Where they are being read: once more, as the answer may be of another time. */
  readonly doubtUnread: (channelId: ChannelId) => void
  /** The same, of the list of servers. */
  readonly doubtServers: () => void
  /** A list that is being read is read once more, as something came that may not be in it. */
  readonly doubtList: (serverId: ServerId | undefined) => void
  /** Where the gateway counts nothing: what is new in the servers that nobody is at, by and by, each once after `ready`. */
  readonly readElsewhere: () => void
  readonly readServer: (serverId: ServerId) => Promise<void>
  readonly readMembers: (serverId: ServerId) => Promise<void>
  /** What may be seen of a server is another thing now: it is read again as far as it was read. */
  readonly readVisible: (serverId: ServerId) => Promise<void>
}

export function createPlaceReader(options: PlaceReaderOptions): PlaceReader {
  const { store, clock } = options
  const once = createOnceAtATime()
  const later = createAgainLater(options)
  const onAppeared = (servers: readonly ServerId[] = []): void => {
    void reader.readUnread()
    if (!options.countsUnread) elsewhere.goOn(servers)
    readReturned(servers.filter((id) => store.get().places[id] !== undefined))
  }

  /** Somebody went to a server again before it was in the list: until then what was told of it was of one that is gone. */
  function readReturned(servers: readonly ServerId[]): void {
    if (servers.length === 0) return
    store.update((draft) => {
      for (const serverId of servers) applyPermissions(draft, { serverId })
    })
    for (const serverId of servers) void reader.readVisible(serverId)
    options.onForgotten?.()
  }

  const home = createHomeReader({ ...options, onAppeared })
  const readMarks = createMarksReader(options)
  const counter = createUnreadCounter({ ...options, pages: options.pages ?? PAGE_SIZES })
  const elsewhere = createElsewhereReader({ store, clock, readMarks, countUnread: counter.count })
  const server = createServerReader({ ...options, onAppeared })

  /** What got no answer is asked once more after a while. */
  function read(key: string, task: () => Promise<Read>): Promise<void> {
    return once.run(key, async () => {
      later.callOff(key)
      const outcome = await task()
      // What was listed may have something new in it.
      if (!options.countsUnread) elsewhere.goOn()
      if (outcome !== 'done') later.plan(key, outcome.againMs, () => void read(key, task))
    })
  }

  const reader: PlaceReader = {
    readServers: () => read('servers', home.readServers),
    readDirects: () => read('directs', home.readDirects),
    readUnread: () => read('unread', home.readUnread),
    doubtUnread: (channelId) => {
      once.again('unread')
      counter.doubt(channelId)
    },
    doubtServers: () => {
      once.again('servers')
    },
    doubtList: (serverId) => {
      once.again(serverId === undefined ? 'directs' : `server ${serverId}`)
    },
    readElsewhere: () => {
      if (!options.countsUnread) elsewhere.begin()
    },
    readServer: (serverId) => read(`server ${serverId}`, () => server.read(serverId)),
    readMembers: (serverId) => read(`members ${serverId}`, () => server.readMembers(serverId)),
    readVisible: async (serverId) => {
      if (store.get().places[serverId] !== undefined) void reader.readServer(serverId)
      else if (!options.countsUnread) void read(`marks ${serverId}`, () => readMarks(serverId))
      await reader.readUnread()
    },
    readHome: async () => {
      await Promise.all([reader.readServers(), reader.readDirects(), reader.readUnread()])
    },
  }
  return reader
}
