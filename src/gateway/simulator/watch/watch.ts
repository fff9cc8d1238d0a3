import type { Clock } from '../../clock.ts'
import type { Taps } from '../../taps.ts'
import type { Journal } from '../journal/journal.ts'
import { createRedact, type Redact } from '../journal/redact.ts'
import { createActivity, type Activity } from './activity.ts'
import { noInterference, type Interference } from './interference.ts'
import { createSessionNames, type SessionNames } from './session-names.ts'
import { watchDatabase } from './watch-database.ts'
import { watchHttp } from './watch-http.ts'
import { watchSockets } from './watch-sockets.ts'
import { createWatchedSockets, type WatchedSockets } from './watched-sockets.ts'

/** What watching needs: where it is told, how people are called, and who may stand in the way. */
export interface Watch {
  readonly clock: Clock
  readonly journal: Journal
  readonly activity: Activity
  readonly redact: Redact
  readonly nameOf: (id: string) => string
  readonly sessionOf: SessionNames
  readonly interference: Interference
}

interface WatchOptions {
  readonly clock: Clock
  readonly journal: Journal
  readonly activity?: Activity
  readonly nameOf?: (id: string) => string
  readonly interference?: Interference
}

/** Taps, and what is known of the sockets that came in by them. */
export interface Watching extends Taps {
  readonly watched: Pick<WatchedSockets, 'names' | 'lineOf'>
}

/** Taps that tell a journal everything that passes through a gateway. */
export function createWatch({
  clock,
  journal,
  activity = createActivity(),
  nameOf = (id) => id,
  interference = noInterference,
}: WatchOptions): Watching {
  const sessionOf = createSessionNames()
  const watch: Watch = { clock, journal, activity, redact: createRedact(), nameOf, sessionOf, interference }
  const watched = createWatchedSockets(watch)
  return {
    watched,
    http: (app) => {
      watchHttp(app, watch)
    },
    sockets: (io) => {
      watchSockets(io, watched)
    },
    database: (database) => watchDatabase(database, watch),
  }
}
