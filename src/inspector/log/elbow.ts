import type { Row } from '../journal/rows.ts'

/** The line from a row up to the one it belongs to, or to the one beside it: how many rows it reaches up. */
export interface Elbow {
  readonly rise: number
  readonly isSibling: boolean
}

/** So far up a line may reach; beyond it says nothing any more. */
const FARTHEST = 24

/** None where the row began by itself, or where what is between belongs to something else. */
export function elbowOf(row: Row, above: (distance: number) => Row | undefined): Elbow | undefined {
  if (row.depth === 0) return undefined
  for (let rise = 1; rise <= FARTHEST; rise += 1) {
    const other = above(rise)
    if (other === undefined || other.root !== row.root) return undefined
    if (other.parent === row.parent) return { rise, isSibling: true }
    if (other.step.cursor === row.parent || other.depth < row.depth) return { rise, isSibling: false }
  }
  return undefined
}
