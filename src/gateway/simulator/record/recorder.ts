import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/open-database.ts'
import type { Journal } from '../journal/journal.ts'
import type { WorldIds } from '../world-spec.ts'
import type { Act } from './acts.ts'
import { createActLog, type ActLog } from './act-log.ts'
import type { WorldRows } from './read-rows.ts'

/** What a recording's world is made of. */
type WorldSource =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly file: ScenarioFile }
  | { readonly kind: 'rows'; readonly rows: WorldRows }

interface Moment {
  readonly cursor: number
  /** The gateway's clock, in milliseconds since 1970. */
  readonly at: number
  /** Who was connected then, by the names of the journal: once for each socket. */
  readonly connected: readonly string[]
}

/** A moment at which a recording may begin. */
export interface Beginning extends Moment {
  readonly world: WorldSource
  /** Where what was asked for is forgotten, and this is what there is. */
  readonly isLate?: boolean
}

/** Keeps of what happens as much as a recording is made of: so longer than the journal, which keeps all of it. */
export interface Recorder {
  /** Looks at what is stored before the first change of it. */
  readonly around: (database: Database) => Database
  /** Nothing has been done yet, and all that is there is there. */
  readonly begin: () => void
  /** What the scenario calls what it made: its author's words. */
  readonly learn: (ids: WorldIds) => void
  readonly known: () => WorldIds
  /** The world is that of a file, so nobody needs to look. */
  readonly knows: (file: ScenarioFile) => void
  /**
   * The latest moment up to a cursor at which a recording may begin; where that is forgotten, the first after it.
   * @throws RecordingError where there is none
   */
  readonly beginningAt: (cursor: number, database: Database) => Promise<Beginning>
  readonly actsFrom: (cursor: number) => readonly Act[]
}

interface RecorderOptions {
  readonly journal: Journal
  readonly clock: Clock
  /** Whether there is nothing at all in the beginning. */
  readonly empty: boolean
  /** How many acts are kept; with more of them a recording begins later. */
  readonly limit?: number
}

/** Too much is forgotten for a recording. */
export class RecordingError extends Error {}

const FORGOTTEN =
  'What happened first is forgotten: a recording may begin now, with the cursor that the journal comes to next'
const LIMIT = 100_000
/** How many moments are kept beside the first. */
const MOMENTS = 4
const NOTHING: WorldIds = { people: new Map(), servers: new Map(), channels: new Map(), roles: new Map() }

interface Looking {
  readonly journal: Journal
  readonly clock: Clock
  readonly log: ActLog
}

const momentOf = ({ journal, clock, log }: Looking): Moment => ({
  cursor: journal.length(),
  at: clock.now(),
  connected: log.connected(),
})

/** Between two commits: what is found and where the journal stands belong together. */
async function look(database: Database, looking: Looking): Promise<Beginning> {
  const { readRows } = await import('./read-rows.ts')
  return database.settle(async (reader) => {
    const rows = await readRows(reader)
    return { ...momentOf(looking), world: { kind: 'rows', rows } }
  })
}

export function createRecorder({ journal, clock, empty, limit = LIMIT }: RecorderOptions): Recorder {
  const log = createActLog(journal, limit)
  const looking: Looking = { journal, clock, log }
  let first: Moment | undefined
  let later: readonly Beginning[] = []
  let world: WorldSource | undefined = empty ? { kind: 'nothing' } : undefined
  let found: Promise<WorldSource> | undefined
  let marking: Promise<Beginning> | undefined
  let ids = NOTHING

  /** What was there in the beginning: as it is now, as long as nothing has changed it. */
  function firstWorld(database: Database): Promise<WorldSource> {
    found ??= look(database, looking).then((beginning) => (world ??= beginning.world))
    return found
  }

  async function mark(database: Database): Promise<Beginning> {
    const moment = await look(database, looking)
    later = [...later, moment].slice(-MOMENTS)
    return moment
  }

  const isKept = ({ cursor }: Moment): boolean => cursor >= log.first()

  /** Before the first change, and before the next one once the beginning is forgotten: so there is always a moment to begin at. */
  async function lookInTime(database: Database): Promise<void> {
    if (first === undefined) return
    if (world === undefined) await firstWorld(database)
    if (isKept(first) || later.some(isKept)) return
    marking ??= mark(database)
    await marking
    marking = undefined
  }

  return {
    around: (database) => ({
      ...database,
      write: async (work) => {
        await lookInTime(database)
        return database.write(work)
      },
    }),
    begin: () => {
      first = momentOf(looking)
      log.begin()
    },
    learn: (learned) => {
      ids = learned
    },
    known: () => ids,
    knows: (file) => {
      world ??= { kind: 'file', file }
    },
    beginningAt: async (cursor, database) => {
      if (cursor >= journal.length()) return mark(database)
      const kept = later.filter(isKept)
      const known = kept.findLast((moment) => moment.cursor <= cursor)
      if (known !== undefined) return known
      if (first !== undefined && isKept(first)) return { ...first, world: world ?? (await firstWorld(database)) }
      const [next] = kept
      if (next === undefined) throw new RecordingError(FORGOTTEN)
      return { ...next, isLate: true }
    },
    actsFrom: (cursor) => log.acts().filter((act) => act.cursor >= cursor),
  }
}
