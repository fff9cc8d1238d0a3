import { compareMessages } from '#shared/models/message.ts'
import type { AccountState, MessageRow, MessageWindow } from '../store/state.ts'
import { findRow, mergePage, supersedes, takeRow } from './rows.ts'

/** A range of the newest messages, as read. */
export interface NewestRange {
  /** In the order of time, without a hole. */
  readonly rows: readonly MessageRow[]
  readonly reachesStart: boolean
}

export const emptyWindow: MessageWindow = {
  status: 'loading',
  rows: [],
  reachesStart: false,
  older: 'idle',
  catchingUp: true,
  held: [],
  doubted: [],
}

/**
 * The window as it is shown while its newest messages are read again. What came before that means nothing, but for what was
 * sent from here and is stored: it stays in sight.
 */
export function doubtWindow(window: MessageWindow, stored: AccountState['stored']): MessageWindow {
  const own = new Set(Object.values(stored))
  const held = window.held.filter(({ _id }) => own.has(_id))
  return { ...window, catchingUp: true, older: 'idle', held, doubted: [] }
}

/** Whether a row lies in the range a window claims. */
function isClaimed(window: MessageWindow, row: MessageRow): boolean {
  const first = window.rows[0]
  return window.reachesStart || first === undefined || compareMessages(first, row) <= 0
}

/** While the newest messages are being read, what is held waits for them. */
function release(window: MessageWindow): MessageWindow {
  if (window.held.length === 0 || window.catchingUp) return window
  const rows = [...window.rows]
  const claimed = window.held.filter((row) => isClaimed(window, row))
  const doubted = claimed.filter((row) => takeRow(rows, row).doubtful).map(({ _id }) => _id)
  return { ...window, rows, held: [], doubted: [...window.doubted, ...doubted] }
}

/**
 * The newest range after a gap. It alone is vouched for: what was older goes, to be read again when somebody scrolls
 * there (convergence, rule 4).
 */
export function withNewest(window: MessageWindow, range: NewestRange): MessageWindow {
  const rows = mergePage(range.rows, window.rows)
  return release({
    status: 'ready',
    rows,
    reachesStart: range.reachesStart,
    older: 'idle',
    catchingUp: false,
    held: window.held,
    // Whatever was doubted was just read.
    doubted: [],
  })
}

/** What was doubted, read again: of equal versions the page is believed (convergence, rule 8). */
export function withRepaired<Range extends Pick<MessageWindow, 'rows'>>(
  range: Range,
  page: readonly MessageRow[],
): Range {
  const rows = [...range.rows]
  for (const row of page) {
    const index = findRow(rows, row)
    const present = rows[index]
    if (present !== undefined && supersedes(row, present, 'page')) rows[index] = row
  }
  return { ...range, rows }
}

/** One page further back. A page that does not end right before the first row belongs to another time and is dropped. */
export function withOlder(window: MessageWindow, page: NewestRange, before: string): MessageWindow {
  const idle: MessageWindow = { ...window, older: 'idle' }
  if (window.rows[0]?._id !== before) return release(idle)
  return release({ ...idle, rows: [...page.rows, ...window.rows], reachesStart: page.reachesStart })
}

/** Takes a row an event brought: held while its range is being read, put in where it is claimed, else left out. */
function takeInto(window: Mutable<MessageWindow>, row: MessageRow): boolean {
  const beforeFirst = !isClaimed(window, row)
  if (window.catchingUp || (beforeFirst && window.older === 'loading')) return window.held.push(row) > 0
  // Of a channel that could not be read nothing is claimed.
  if (beforeFirst || window.status === 'failed') return false
  const { changed, doubtful } = takeRow(window.rows, row)
  if (doubtful) window.doubted.push(row._id)
  return changed || doubtful
}

/** The window after events brought rows; the same one where they change nothing. Frozen, so that immer walks no rows. */
export function takeRows(window: MessageWindow, rows: readonly MessageRow[]): MessageWindow {
  const taken = { ...window, rows: [...window.rows], held: [...window.held], doubted: [...window.doubted] }
  let changed = false
  for (const row of rows) if (takeInto(taken, row)) changed = true
  return changed ? { ...taken, rows: Object.freeze(taken.rows) } : window
}

type Mutable<Window extends MessageWindow> = {
  -readonly [Key in keyof Window]: Window[Key] extends readonly (infer Item)[] ? Item[] : Window[Key]
}
