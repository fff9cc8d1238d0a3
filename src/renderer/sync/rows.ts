import { compareMessages, compareVersions, type Message } from '#shared/models/message.ts'
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

/** What an event made of a list: whether it changed it, and whether what stands there now has to be read again. */
export interface Taken {
  readonly changed: boolean
  readonly doubtful: boolean
}

const NOT_TAKEN: Taken = { changed: false, doubtful: false }
const IN_DOUBT: Taken = { changed: false, doubtful: true }

const embedsOf = ({ payload }: Message): unknown => payload?.['embeds']

const sameBody = (a: Message, b: Message): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What an event makes of a readable row. Gateways without `rev` tell two changes of one millisecond as one version, and
 * link previews with the message as it was before: what is not certain is kept, and read again (convergence, rules 9 and 10).
 */
function laidOver(incoming: Message, present: Message): { readonly row: Message; readonly doubtful: boolean } {
  const newer = compareVersions(incoming, present)
  const kept = { row: present, doubtful: false }
  if (newer < 0 || sameBody(incoming, present)) return kept
  if (newer === 0) return { row: present, doubtful: true }
  if (incoming.rev !== undefined) return { row: incoming, doubtful: false }
  const embeds = embedsOf(incoming)
  const addsEmbed = embeds !== undefined && embedsOf(present) === undefined
  const takesBack = present.retractedAt !== undefined && incoming.retractedAt === undefined
  if (takesBack) return { row: present, doubtful: true }
  return addsEmbed
    ? { row: { ...present, payload: { ...present.payload, embeds } }, doubtful: true }
    : { row: incoming, doubtful: false }
}

/** Puts a row an event brought into an ordered list, in place. */
export function takeRow(rows: MessageRow[], row: MessageRow): Taken {
  const newest = rows.at(-1)
  const index = newest === undefined || compareMessages(newest, row) < 0 ? -1 : findRow(rows, row)
  const present = index < 0 ? undefined : rows[index]
  if (present === undefined || !isReadable(present) || !isReadable(row)) {
    return { changed: putRow(rows, row, 'event'), doubtful: false }
  }
  const { row: next, doubtful } = laidOver(row, present)
  if (next === present) return doubtful ? IN_DOUBT : NOT_TAKEN
  rows[index] = Object.freeze(next)
  return { changed: true, doubtful }
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

/** A range with what is newer in other rows of some of its own; the same one where nothing is. */
export function withNewer<Range extends { readonly rows: readonly MessageRow[] }>(
  range: Range,
  others: readonly MessageRow[],
): Range {
  const newer = others.filter((row) => {
    const present = range.rows[findRow(range.rows, row)]
    return isReadable(row) && present !== undefined && supersedes(row, present, 'event')
  })
  if (newer.length === 0) return range
  const rows = [...range.rows]
  for (const row of newer) rows[findRow(rows, row)] = row
  return { ...range, rows }
}
