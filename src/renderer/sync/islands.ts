import { current, isDraft, type Draft } from 'immer'
import type { MessageId } from '#shared/models/ids.ts'
import { compareMessages } from '#shared/models/message.ts'
import { isReadable, type MessageIsland, type MessageRow, type MessageWindow } from '../store/state.ts'
import { findRow, supersedes, takeRow } from './rows.ts'

/** All that a channel claims: its newest messages, and what was gone back to. */
export interface Ranges {
  /** Missing where nobody looks at the newest, or they were not read yet. */
  readonly window: MessageWindow | undefined
  readonly islands: readonly MessageIsland[]
}

export const newIsland = (rows: readonly MessageRow[], reachesStart: boolean): MessageIsland => ({
  rows,
  reachesStart,
  older: 'idle',
  newer: 'idle',
  catchingUp: false,
  held: [],
  doubted: [],
})

/** An end of a range further back. */
export type Side = 'older' | 'newer'

export const withSide = (side: Side, state: MessageIsland[Side]): Partial<MessageIsland> =>
  side === 'older' ? { older: state } : { newer: state }

export const holds = ({ rows }: Pick<MessageIsland, 'rows'>, id: string): boolean => rows.some((row) => row._id === id)

/** Two lists in the order of time made one; of two bodies of one message the newer stays, of equals that of `fresh`. */
function unite(fresh: readonly MessageRow[], known: readonly MessageRow[]): MessageRow[] {
  const merged: MessageRow[] = []
  let at = 0
  for (const row of known) {
    for (let next = fresh[at]; next !== undefined && compareMessages(next, row) < 0; next = fresh[at]) {
      merged.push(next)
      at += 1
    }
    const rival = fresh[at]
    const same = rival !== undefined && rival._id === row._id
    if (same) at += 1
    merged.push(same && supersedes(rival, row, 'page') ? rival : row)
  }
  return [...merged, ...fresh.slice(at)]
}

/** The island as it is shown while it is read again; what came before that means nothing. */
export function doubtIsland(island: MessageIsland): MessageIsland {
  // Rows of a draft would outlive it. A draft has the type of what it stands for.
  const known = isDraft(island) ? current(island as Draft<MessageIsland>) : island
  const { asOf: _asOf, ...rest } = known
  return { ...rest, catchingUp: true, older: 'idle', newer: 'idle', held: [], doubted: [] }
}

/** Rows that came while a page was read go over what it brought; what it did not bring is of no range that is claimed. */
function settleHeld(island: MessageIsland): MessageIsland {
  if (island.held.length === 0 || isReading(island)) return island
  const rows = [...island.rows]
  const doubted = [...island.doubted]
  for (const row of island.held) if (findRow(rows, row) >= 0 && takeRow(rows, row).doubtful) doubted.push(row._id)
  return { ...island, rows, doubted, held: [] }
}

const isReading = ({ older, newer, catchingUp }: MessageIsland): boolean =>
  older === 'loading' || newer === 'loading' || catchingUp

/** A page read beside an island, or over it: known to join it without a hole. */
export function withPage(
  island: MessageIsland,
  page: { readonly rows: readonly MessageRow[]; readonly reachesStart: boolean },
): MessageIsland {
  const reachesStart = island.reachesStart || page.reachesStart
  return settleHeld({ ...island, rows: unite(page.rows, island.rows), reachesStart })
}

/** The same after nothing is read there any more. */
export const atRest = (island: MessageIsland, change: Partial<MessageIsland>): MessageIsland =>
  settleHeld({ ...island, ...change })

/** What an event makes of the ranges further back: rows that are there change, none is added. The same list where none does. */
export function takeIntoIslands(
  islands: readonly MessageIsland[],
  incoming: readonly MessageRow[],
): readonly MessageIsland[] {
  const next = islands.map((island) => takeIntoIsland(island, incoming))
  return next.some((island, index) => island !== islands[index]) ? next : islands
}

function takeIntoIsland(island: MessageIsland, incoming: readonly MessageRow[]): MessageIsland {
  const rows = [...island.rows]
  const held = [...island.held]
  const doubted = [...island.doubted]
  let changed = false
  const reading = isReading(island)
  for (const row of incoming) {
    const isHere = findRow(rows, row) >= 0
    if (island.catchingUp || (reading && !isHere)) held.push(row)
    else if (isHere) changed = note(takeRow(rows, row), row, doubted) || changed
  }
  return changed || held.length > island.held.length ? { ...island, rows: Object.freeze(rows), held, doubted } : island
}

function note(
  { changed, doubtful }: { readonly changed: boolean; readonly doubtful: boolean },
  row: MessageRow,
  doubted: MessageRow['_id'][],
): boolean {
  if (doubtful) doubted.push(row._id)
  return changed || doubtful
}

/** Whether two ranges have a row in common: then they are one, without a hole. */
function meets(earlier: Pick<MessageIsland, 'rows'>, later: Pick<MessageIsland, 'rows'>): boolean {
  const last = earlier.rows.at(-1)
  const first = later.rows[0]
  return last !== undefined && first !== undefined && compareMessages(first, last) <= 0
}

const overlaps = (one: Pick<MessageIsland, 'rows'>, other: Pick<MessageIsland, 'rows'>): boolean =>
  meets(one, other) && meets(other, one)

/** Whether the last range further back goes on in the window. One that is being read again does not reach the newest yet. */
const goesOnIn = (window: MessageWindow, last: MessageIsland): boolean =>
  window.catchingUp ? overlaps(last, window) : window.reachesStart || meets(last, window)

function joined(earlier: MessageIsland, later: MessageIsland): MessageIsland {
  return settleHeld({
    rows: unite(later.rows, earlier.rows),
    reachesStart: earlier.reachesStart || later.reachesStart,
    older: earlier.older,
    newer: later.newer,
    catchingUp: earlier.catchingUp || later.catchingUp,
    held: [...earlier.held, ...later.held],
    doubted: [...earlier.doubted, ...later.doubted],
    ...oldestAsOf(earlier, later),
  })
}

type Kept = Pick<MessageIsland, 'asOf'>

/** Of two ranges of which one at least was kept on this computer: as old as the older one. */
function oldestAsOf({ asOf: one }: Kept, { asOf: other }: Kept): Kept {
  if (one === undefined && other === undefined) return {}
  return { asOf: Math.min(one ?? Number.POSITIVE_INFINITY, other ?? Number.POSITIVE_INFINITY) }
}

/** It is to be read again, and waits for that; but for what is kept on this computer: without a line nobody reads it again. */
export const isWaiting = ({ catchingUp, asOf }: MessageIsland): boolean => catchingUp && asOf === undefined

function joinedToWindow(island: MessageIsland, window: MessageWindow): MessageWindow {
  const held = island.held.filter((row) => isReadable(row) && !window.held.some((each) => each._id === row._id))
  return {
    ...window,
    rows: unite(window.rows, island.rows),
    reachesStart: island.reachesStart || window.reachesStart,
    older: island.older,
    held: window.catchingUp || island.older === 'loading' ? [...held, ...window.held] : window.held,
    doubted: [...island.doubted, ...window.doubted],
    ...oldestAsOf(island, window),
  }
}

/** Ranges that have come to meet become one (convergence, rule 14). */
export function mergeRanges({ window, islands }: Ranges): Ranges {
  const ordered = islands.toSorted((a, b) => compareFirst(a, b))
  const merged: MessageIsland[] = []
  for (const island of ordered) {
    const before = merged.at(-1)
    if (before !== undefined && meets(before, island)) merged[merged.length - 1] = joined(before, island)
    else merged.push(island)
  }
  const last = merged.at(-1)
  // Where nothing is older than a window, whatever is found further back has come meanwhile and belongs to it.
  const isNext = window?.status === 'ready' && last !== undefined && goesOnIn(window, last)
  if (!isNext || isWaiting(last)) return { window, islands: merged }
  const rest = merged.slice(0, -1)
  return mergeRanges({ window: joinedToWindow(last, window), islands: rest })
}

function compareFirst({ rows: [a] }: MessageIsland, { rows: [b] }: MessageIsland): number {
  return a === undefined || b === undefined ? 0 : compareMessages(a, b)
}

/** The rows around one of them, so many to each side. */
export function cutAround(rows: readonly MessageRow[], id: MessageId, each: number): readonly MessageRow[] {
  const at = Math.max(
    0,
    rows.findIndex((row) => row._id === id),
  )
  return rows.slice(Math.max(0, at - each), at + each + 1)
}

/** What a window gives up that somebody looks at: an island of its own, to be read again (convergence, rule 4). */
export function leftBehind(
  window: MessageWindow,
  first: MessageRow | undefined,
  { viewed, each }: { readonly viewed: MessageId | undefined; readonly each: number },
): readonly MessageIsland[] {
  const older = window.rows.filter((row) => first !== undefined && compareMessages(row, first) < 0)
  if (viewed === undefined || !holds({ rows: older }, viewed)) return []
  const rows = cutAround(older, viewed, each)
  return [{ ...newIsland(rows, window.reachesStart && rows[0] === older[0]), catchingUp: true }]
}

interface Trim {
  readonly most: number
  /** The end somebody is at: the other one is cut off where a range has grown too long. */
  readonly keep: Side
}

function trimIsland(island: MessageIsland, { most, keep }: Trim): MessageIsland {
  if (island.rows.length <= most || isReading(island)) return island
  return keep === 'older'
    ? { ...island, rows: island.rows.slice(0, most) }
    : { ...island, rows: island.rows.slice(-most), reachesStart: false }
}

/** Whether a window may be cut, and is too long: while it is being read, what comes is laid to what is there. */
export const isTooLong = ({ rows, older, catchingUp }: MessageWindow, most: number): boolean =>
  rows.length > most && older !== 'loading' && !catchingUp

/**
 * Ranges that have grown too long lose the end nobody is at. Far back from the newest, what is there becomes an island of
 * its own, and of the window the newest stay (convergence, rule 14).
 */
export function trimRanges({ window, islands }: Ranges, trim: Trim): Ranges {
  const trimmed = islands.map((island) => trimIsland(island, trim))
  if (window === undefined || !isTooLong(window, trim.most)) return { window, islands: trimmed }
  const half = Math.ceil(trim.most / 2)
  const kept = trim.keep === 'newer' ? trim.most : half
  const newest = { ...window, rows: window.rows.slice(-kept), reachesStart: false }
  if (trim.keep === 'newer') return { window: newest, islands: trimmed }
  const back = newIsland(window.rows.slice(0, Math.min(half, window.rows.length - half)), window.reachesStart)
  return { window: newest, islands: [...trimmed, back] }
}
