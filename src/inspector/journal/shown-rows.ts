import type { Fits, Looking } from './filter.ts'
import type { Log } from './log.ts'
import type { Row } from './rows.ts'

/** The rows of a log that fit, kept up with it: of what has been looked at already, only what changed is looked at again. */
export interface ShownRows {
  readonly update: (looking: Looking) => readonly number[]
}

/** Where a cursor stands or would stand. */
function placeOf(cursors: readonly number[], cursor: number): number {
  let low = 0
  let high = cursors.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cursors[middle] ?? 0) < cursor) low = middle + 1
    else high = middle
  }
  return low
}

/** Without a filter everything fits. */
export function createShownRows(log: Log, fits: Fits | undefined): ShownRows {
  let epoch = -1
  let last = -1
  let amendments = 0
  let cursors: number[] = []

  const isShown = (row: Row, looking: Looking): boolean => fits === undefined || fits(row, looking)

  function lookAgain(looking: Looking): void {
    const amended = log.amended()
    for (const cursor of fits === undefined ? [] : amended.slice(amendments)) {
      const row = log.at(cursor)
      if (row === undefined || row.step.cursor > last) continue
      const place = placeOf(cursors, row.step.cursor)
      const was = cursors[place] === row.step.cursor
      const is = isShown(row, looking)
      if (was && !is) cursors.splice(place, 1)
      if (!was && is) cursors.splice(place, 0, row.step.cursor)
    }
    amendments = amended.length
  }

  function lookOn(looking: Looking): void {
    const rows = log.rows()
    let index = rows.length
    while (index > 0 && (rows[index - 1]?.step.cursor ?? 0) > last) index -= 1
    for (const row of rows.slice(index)) if (isShown(row, looking)) cursors.push(row.step.cursor)
    last = rows.at(-1)?.step.cursor ?? -1
  }

  return {
    update: (looking) => {
      if (epoch !== log.epoch()) {
        cursors = []
        last = -1
        amendments = log.amended().length
        epoch = log.epoch()
      }
      lookAgain(looking)
      lookOn(looking)
      return cursors
    },
  }
}
