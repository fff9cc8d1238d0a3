import type { Row } from './rows.ts'

/** Rows in their order, each found by the cursor of any step that went into it. */
export interface RowList {
  readonly rows: () => readonly Row[]
  readonly at: (cursor: number) => Row | undefined
  readonly from: (cursor: number) => readonly Row[]
  readonly add: (row: Row) => void
  /** Another row in the place of the one there was. */
  readonly replace: (row: Row) => void
  /** A step that went into a row there is already. */
  readonly join: (cursor: number, row: Row) => void
  /** Keeps the newest. */
  readonly keep: (count: number) => void
  readonly clear: () => void
  /** Rows that have changed since they came, by cursor, in the order of the changes. */
  readonly amended: () => readonly number[]
  /** Grows whenever rows have gone. */
  readonly epoch: () => number
}

export function createRowList(): RowList {
  let rows: Row[] = []
  /** Where a step stands, counted from the first row there ever was. */
  let places = new Map<number, number>()
  let forgotten = 0
  let amended: number[] = []
  let epoch = 0

  const placeOf = (cursor: number): number => (places.get(cursor) ?? -1) - forgotten

  function renew(): void {
    amended = []
    epoch += 1
  }

  return {
    rows: () => rows,
    at: (cursor) => rows[placeOf(cursor)],
    from: (cursor) => rows.slice(Math.max(0, placeOf(cursor))),
    add: (row) => {
      places.set(row.step.cursor, forgotten + rows.length)
      rows.push(row)
    },
    replace: (row) => {
      rows[placeOf(row.step.cursor)] = row
      amended.push(row.step.cursor)
    },
    join: (cursor, row) => {
      places.set(cursor, placeOf(row.step.cursor) + forgotten)
    },
    keep: (count) => {
      const gone = rows.length - count
      rows = rows.slice(gone)
      forgotten += gone
      places = new Map([...places].filter(([, place]) => place >= forgotten))
      renew()
    },
    clear: () => {
      rows = []
      places.clear()
      forgotten = 0
      renew()
    },
    amended: () => amended,
    epoch: () => epoch,
  }
}
