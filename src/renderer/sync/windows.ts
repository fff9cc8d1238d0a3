import { compareMessages } from '#shared/models/message.ts'
import type { MessageRow, MessageWindow } from '../store/state.ts'
import { mergePage, putRow } from './rows.ts'

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
}

/** Whether a row lies in the range a window claims. */
function isClaimed(window: MessageWindow, row: MessageRow): boolean {
  const first = window.rows[0]
  return window.reachesStart || first === undefined || compareMessages(first, row) <= 0
}

function release(window: MessageWindow): MessageWindow {
  if (window.held.length === 0) return window
  const rows = [...window.rows]
  for (const row of window.held) if (isClaimed(window, row)) putRow(rows, row, 'event')
  return { ...window, rows, held: [] }
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
  })
}

/** One page further back. A page that does not end right before the first row belongs to another time and is dropped. */
export function withOlder(window: MessageWindow, page: NewestRange, before: string): MessageWindow {
  const idle: MessageWindow = { ...window, older: 'idle' }
  if (window.rows[0]?._id !== before) return release(idle)
  return release({ ...idle, rows: [...page.rows, ...window.rows], reachesStart: page.reachesStart })
}

/** Takes a row an event brought: held while its range is being read, put in where it is claimed, else left out. */
function takeRow(window: Mutable<MessageWindow>, row: MessageRow): boolean {
  const beforeFirst = !isClaimed(window, row)
  if (window.catchingUp || (beforeFirst && window.older === 'loading')) return window.held.push(row) > 0
  return !beforeFirst && putRow(window.rows, row, 'event')
}

/** The window after events brought rows; the same one where they change nothing. Frozen, so that immer walks no rows. */
export function takeRows(window: MessageWindow, rows: readonly MessageRow[]): MessageWindow {
  const taken = { ...window, rows: [...window.rows], held: [...window.held] }
  let changed = false
  for (const row of rows) if (takeRow(taken, row)) changed = true
  return changed ? { ...taken, rows: Object.freeze(taken.rows) } : window
}

type Mutable<Window extends MessageWindow> = {
  -readonly [Key in keyof Window]: Window[Key] extends readonly (infer Item)[] ? Item[] : Window[Key]
}
