import type { ServerId } from '#shared/models/ids.ts'
import type { AccountState } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'
import type { SyncClock } from '../clock.ts'
import type { Read } from './read-of.ts'

/** Between an answer and the next question: nobody waits for these, and the gateway has others to serve. */
const PAUSE_MS = 500
const RETRY_DELAY_MS = 2_000

interface ElsewhereOptions {
  readonly store: AccountStore
  readonly clock: Pick<SyncClock, 'after'>
  readonly readMarks: (serverId: ServerId) => Promise<Read>
}

/** Where nobody counts unread messages: goes through the servers that nobody is at, one request after the other. */
interface ElsewhereReader {
  /** After `ready`, with the line cut meanwhile: what was known before may be another thing now. */
  readonly begin: () => void
  /** There is another server: goes on where it had come to its end. */
  readonly goOn: () => void
}

/** Nothing here is asked for before somebody sees the messages they came for (J40). */
const isComing = ({ openChannel, windows }: AccountState): boolean =>
  openChannel !== null && windows[openChannel]?.status === 'loading'

function isListed({ places }: AccountState, serverId: ServerId): boolean {
  const place = places[serverId]
  return place?.status === 'loading' || (place?.status === 'ready' && place.stale !== true)
}

export function createElsewhereReader({ store, clock, readMarks }: ElsewhereOptions): ElsewhereReader {
  const known = new Set<ServerId>()
  /** What was asked for longest ago comes first, so that a line that is cut over and over leaves none out. */
  const asked = new Map<ServerId, number>()
  let [count, round] = [0, 0]
  let isReading = false
  let callOff: (() => void) | undefined

  function plan(delayMs: number): void {
    callOff?.()
    callOff = clock.after(delayMs, () => {
      callOff = undefined
      void step()
    })
  }

  function nextServer(state: AccountState): ServerId | undefined {
    const open = (state.servers ?? []).map(({ _id }) => _id).filter((id) => !known.has(id) && !isListed(state, id))
    return open.toSorted((one, other) => (asked.get(one) ?? 0) - (asked.get(other) ?? 0))[0]
  }

  async function readNext(serverId: ServerId): Promise<number> {
    const begunIn = round
    count += 1
    asked.set(serverId, count)
    const read = await readMarks(serverId)
    if (read === 'lost') return RETRY_DELAY_MS
    if (begunIn === round) known.add(serverId)
    return PAUSE_MS
  }

  async function step(): Promise<void> {
    const state = store.get()
    if (state.connection.status !== 'connected') return
    const next = nextServer(state)
    if (state.servers === null || isComing(state)) plan(RETRY_DELAY_MS)
    else if (next !== undefined) {
      isReading = true
      const delayMs = await readNext(next)
      isReading = false
      plan(delayMs)
    }
  }

  return {
    begin: () => {
      round += 1
      known.clear()
      if (!isReading) plan(PAUSE_MS)
    },
    goOn: () => {
      if (round > 0 && !isReading && callOff === undefined) plan(PAUSE_MS)
    },
  }
}
