import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import { RETRY_DELAY_MS, type Read } from './read-of.ts'
import { dueChannels } from './unread-counter.ts'

/** Between an answer and the next question: nobody waits for these, and the gateway has others to serve. */
const PAUSE_MS = 500
/** So many channels are counted after each `ready`: of the others is known that something is new. */
const MOST_COUNTED = 100

interface ElsewhereOptions {
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'after'>
  readonly readMarks: (serverId: ServerId) => Promise<Read>
  readonly countUnread: (channelId: ChannelId) => Promise<Read>
}

/**
 * Where nobody counts unread messages: goes through the servers that nobody is at, and through the channels with something
 * new, one request after the other.
 */
interface ElsewhereReader {
  /** After `ready`, with the line cut meanwhile: what was known before may be another thing now. */
  readonly begin: () => void
  /** There is something new: goes on where it had come to its end. A server that is there again may have changed. */
  readonly goOn: (appeared?: readonly ServerId[]) => void
}

/** Something to be asked for once after each `ready`. */
interface Errand {
  readonly kind: 'server' | 'channel'
  readonly id: string
  readonly run: () => Promise<Read>
}

/** Nothing here is asked for before somebody sees the messages they came for (J40). */
const isComing = ({ openChannel, windows }: AccountState): boolean =>
  openChannel !== null && windows[openChannel]?.status === 'loading'

function isListed({ places }: AccountState, serverId: ServerId): boolean {
  const place = places[serverId]
  return place?.status === 'loading' || (place?.status === 'ready' && place.stale !== true)
}

const serversToRead = (state: AccountState): readonly ServerId[] =>
  (state.servers ?? []).map(({ _id }) => _id).filter((id) => !isListed(state, id))

/** Of both in turn: a long list of servers keeps nobody waiting for a number, and the other way round. */
function inTurn(
  [first, second]: readonly [readonly Errand[], readonly Errand[]],
  asked: ReadonlyMap<string, number>,
): Errand | undefined {
  const errands = first.length > 0 ? first : second
  return errands.toSorted((one, other) => (asked.get(one.id) ?? 0) - (asked.get(other.id) ?? 0))[0]
}

export function createElsewhereReader(options: ElsewhereOptions): ElsewhereReader {
  const { store, clock, readMarks, countUnread } = options
  const known = new Set<string>()
  /** What was asked for longest ago comes first, so that a line that is cut over and over leaves none out. */
  const asked = new Map<string, number>()
  let [count, counted, isBegun, isReading] = [0, 0, false, false]
  /** What is being asked for, until that counts no more. */
  let reading: string | undefined
  let callOff: (() => void) | undefined

  function plan(delayMs: number): void {
    callOff?.()
    callOff = clock.after(delayMs, () => {
      callOff = undefined
      void step()
    })
  }

  function nextErrand(state: AccountState): Errand | undefined {
    const open = serversToRead(state).filter((id) => !known.has(id))
    const servers = open.map((id): Errand => ({ kind: 'server', id, run: () => readMarks(id) }))
    const due = counted < MOST_COUNTED ? dueChannels(state) : []
    const again = due.filter((channel) => channel.due === 'first' || !known.has(channel.id))
    const channels = again.map(({ id }): Errand => ({ kind: 'channel', id, run: () => countUnread(id) }))
    return inTurn(count % 2 === 0 ? [servers, channels] : [channels, servers], asked)
  }

  async function runNext({ kind, id, run }: Errand): Promise<number> {
    reading = id
    count += 1
    counted += kind === 'channel' ? 1 : 0
    asked.set(id, count)
    const read = await run()
    if (read !== 'done') return read.againMs
    if (reading === id) known.add(id)
    return PAUSE_MS
  }

  async function step(): Promise<void> {
    const state = store.get()
    if (state.connection.status !== 'connected') return
    const next = nextErrand(state)
    if (state.servers === null || isComing(state)) plan(RETRY_DELAY_MS)
    else if (next !== undefined) {
      isReading = true
      const delayMs = await runNext(next)
      isReading = false
      plan(delayMs)
    }
  }

  return {
    begin: () => {
      isBegun = true
      counted = 0
      reading = undefined
      known.clear()
      if (!isReading) plan(PAUSE_MS)
    },
    goOn: (appeared = []) => {
      for (const id of appeared) known.delete(id)
      if (appeared.some((id) => id === reading)) reading = undefined
      if (isBegun && !isReading && callOff === undefined) plan(PAUSE_MS)
    },
  }
}
