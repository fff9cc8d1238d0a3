import { compareMessages, compareVersions } from '#shared/models/message.ts'
import { isReadable, type MessageRow } from '../store/state.ts'

/** Where rows come from. Of two equal versions a page is believed before an event (convergence, rule 8). */
export type Source = 'page' | 'event'

/** Whether the row that came is to stand instead of the one that is there (convergence, rule 1). */
export function supersedes(incoming: MessageRow, present: MessageRow, source: Source): boolean {
  if (!isReadable(incoming)) return !isReadable(present)
  if (!isReadable(present)) return true
  const newer = compareVersions(incoming, present)
  return newer > 0 || (newer === 0 && source === 'page')
}

/** The index of a row, or where it would stand: `~index`. Rows stand by time and id, never by arrival. */
export function findRow(rows: readonly MessageRow[], wanted: MessageRow): number {
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    const order = row === undefined ? 1 : compareMessages(row, wanted)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return ~low
}

/** Puts one row into an ordered list, in place; true where that changed it. Most rows are the newest and cost nothing. */
export function putRow(rows: MessageRow[], row: MessageRow, source: Source): boolean {
  const newest = rows.at(-1)
  const index = newest === undefined || compareMessages(newest, row) < 0 ? ~rows.length : findRow(rows, row)
  if (index < 0) {
    rows.splice(~index, 0, row)
    return true
  }
  const present = rows[index]
  if (present === undefined || !supersedes(row, present, source)) return false
  rows[index] = row
  return true
}

/** A page read after what is there, joined with it: no row of the page replaces a newer body of itself. */
export function mergePage(page: readonly MessageRow[], present: readonly MessageRow[]): MessageRow[] {
  const merged = [...page]
  for (const row of present) {
    const index = findRow(merged, row)
    const rival = index < 0 ? undefined : merged[index]
    if (rival !== undefined && !supersedes(rival, row, 'page')) merged[index] = row
  }
  return merged
}
