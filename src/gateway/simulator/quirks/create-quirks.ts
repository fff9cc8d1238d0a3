import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import type { Clock } from '../../clock.ts'
import type { Taps } from '../../taps.ts'
import { createMatcher } from '../faults/matches.ts'
import { currentCause } from '../journal/cause.ts'
import type { Journal } from '../journal/journal.ts'
import { createRandom } from '../random.ts'
import type { Interference } from '../watch/interference.ts'
import type { Quirk, QuirkMeans, QuirkParts } from './quirk.ts'
import { quirkTable } from './quirk-table.ts'

export interface QuirkOptions {
  readonly names: readonly QuirkName[]
  readonly clock: Clock
  readonly journal: Journal
  readonly seed: number
}

/** The quirks that are on, as one. */
export interface Quirks {
  readonly interfere: (inner: Interference) => Interference
  /** Stands between the gateway and what watches it. */
  readonly around: (watching: Taps) => Taps
}

/** So many requests at most are on their way. */
const REMEMBERED = 10_000

type Asked = Extract<JournalStep, { kind: 'request' }>

/** Requests that are not answered yet, by their step: the journal itself may forget at once. */
function watchRequests(journal: Journal): (cause: number | undefined) => Asked | undefined {
  const asked = new Map<number | undefined, Asked>()
  journal.listen((step) => {
    if (step.kind === 'answer') asked.delete(step.cause)
    if (step.kind !== 'request') return
    asked.set(step.cursor, step)
    const [oldest] = asked.keys()
    if (asked.size > REMEMBERED) asked.delete(oldest)
  })
  return (cause) => asked.get(cause)
}

function meansOf({ name }: Quirk, { clock, journal, seed }: QuirkOptions): QuirkMeans {
  const requestOf = watchRequests(journal)
  return {
    clock,
    random: createRandom(seed, `quirk ${name}`),
    isAskedBy: (method, path) => {
      const step = requestOf(currentCause())
      return (
        step !== undefined && createMatcher({ kind: 'http', method, path })({ ...step, kind: 'http', phase: 'request' })
      )
    },
    cause: currentCause,
    struck: (action, on) => {
      journal.tell({ kind: 'fault', fault: name, action, on })
    },
  }
}

/** What is handed over goes through all of them, each on top of the one before. */
function through<Value>(value: Value, changes: readonly (((value: Value) => Value) | undefined)[]): Value {
  return changes.reduce((changed, change) => change?.(changed) ?? changed, value)
}

/** One after the other, as they hook in before what watches: it tells what leaves in the end. */
function joinTaps(parts: readonly QuirkParts[], watching: Taps): Taps {
  return {
    http: (app) => {
      for (const { http } of [...parts, watching]) http?.(app)
    },
    // Whoever watches names each socket first.
    sockets: (io) => {
      for (const { sockets } of [watching, ...parts]) sockets?.(io)
    },
    database: (database) =>
      through(
        database,
        [watching, ...parts].map((part) => part.database),
      ),
    liveState: (state, publish) =>
      through(
        state,
        [watching, ...parts].map(({ liveState }) => liveState && ((inner) => liveState(inner, publish))),
      ),
    realtime: (realtime) =>
      through(
        realtime,
        [watching, ...parts].map((part) => part.realtime),
      ),
  }
}

export function createQuirks(options: QuirkOptions): Quirks {
  const wanted = new Set<string>(options.names)
  const parts = quirkTable
    .filter(({ name }) => wanted.has(name))
    .map((quirk): QuirkParts => quirk.make(meansOf(quirk, options)))
  return {
    interfere: (inner) =>
      through(
        inner,
        parts.map((part) => part.interfere),
      ),
    around: (watching) => joinTaps(parts, watching),
  }
}
