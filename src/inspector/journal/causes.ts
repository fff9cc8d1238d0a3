import type { Log } from './log.ts'
import type { Row } from './rows.ts'

export interface Cause {
  readonly row: Row
  readonly depth: number
  /** On the way from where it began to the row itself. */
  readonly isChain: boolean
}

/** Of what followed, so much: a message may go to thousands. */
const MOST = 40

function chainTo(row: Row, log: Log): readonly Row[] {
  const above = row.parent === undefined ? undefined : log.at(row.parent)
  return above === undefined ? [row] : [...chainTo(above, log), row]
}

function treeBelow(row: Row, depth: number, log: Log): readonly Cause[] {
  return log
    .effectsOf(row)
    .flatMap((effect) => [{ row: effect, depth, isChain: false }, ...treeBelow(effect, depth + 1, log)])
}

/** From where it all began to the row, and on to what followed from it. */
export function causesOf(row: Row, log: Log): { readonly causes: readonly Cause[]; readonly more: number } {
  const chain = chainTo(row, log).map((each) => ({ row: each, depth: 0, isChain: true }))
  const below = treeBelow(row, 1, log)
  return { causes: [...chain, ...below.slice(0, MOST)], more: Math.max(0, below.length - MOST) }
}
