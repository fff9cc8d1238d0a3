import { memo, type CSSProperties, type ReactElement } from 'react'
import { classNames } from '#renderer/ui/class-names.ts'
import { describeRow } from '../journal/describe-row.ts'
import { formatClock } from '../journal/format-clock.ts'
import type { Names } from '../journal/names.ts'
import type { Row } from '../journal/rows.ts'
import { signs } from '../journal/signs.ts'
import { change } from '../page-state.ts'
import { Who } from '../parts/who.tsx'

interface LogRowProps {
  readonly row: Row
  readonly names: Names
  readonly top: number
  /** Its place among all that are shown, from 1. */
  readonly place: number
  /** From its emit to its arrival. */
  readonly waited: number | undefined
  readonly isSelected: boolean
  readonly rise: number
  readonly isSibling: boolean
}

export const rowId = (cursor: number): string => `event-${cursor}`

/** Deeper than this, a tree has no room beside its words. */
const DEEPEST = 4

export const LogRow = memo(function LogRow(props: LogRowProps): ReactElement {
  const { row, names, top, place, waited, isSelected, rise, isSibling } = props
  const { cursor, at } = row.step
  const { sign, title, aside, person, place: where, outcome, tone = 'plain', ms = waited } = describeRow(row, names)
  const Sign = signs[sign]
  const depth = Math.min(row.depth, DEEPEST)
  const style = { transform: `translateY(${top}px)`, '--depth': depth, '--rise': rise } as CSSProperties
  return (
    <div
      role="row"
      id={rowId(cursor)}
      aria-rowindex={place + 1}
      aria-selected={isSelected}
      tabIndex={-1}
      className="log-row"
      style={style}
      // The keyboard has the whole log as one place: its arrows select.
      onMouseDown={() => change({ selected: { kind: 'step', cursor }, follows: false })}
    >
      <span role="gridcell">{cursor}</span>
      <span role="gridcell" title={new Date(at).toISOString()}>
        {formatClock(at)}
      </span>
      <span role="gridcell" className="log-event">
        {rise > 0 ? <i className="log-elbow" data-sibling={isSibling} aria-hidden="true" /> : null}
        <Sign className="icon-inline" aria-hidden="true" />
        <span className="log-title">
          <b>
            <bdi>{title}</bdi>
          </b>
          {aside === undefined ? null : <bdi> {aside}</bdi>}
        </span>
      </span>
      <span role="gridcell">
        {person === undefined ? <bdi className="text-text">{where}</bdi> : <Who name={person} />}
      </span>
      <span role="gridcell" className={classNames(tone !== 'plain' && `tone-${tone}`)} title={outcome}>
        {outcome}
      </span>
      <span role="gridcell">{ms}</span>
    </div>
  )
})
