import type { CSSProperties, ReactElement } from 'react'
import { causesOf, type Cause } from '../journal/causes.ts'
import { describeRow, type RowText } from '../journal/describe-row.ts'
import type { Row } from '../journal/rows.ts'
import { signs } from '../journal/signs.ts'
import { change } from '../page-state.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useInspector, useNames } from '../use-inspector.ts'

/** A row in a few words. */
function summarise({ step, segment }: Row, { title, aside, person, place, outcome }: RowText): string {
  if (segment === 'deliveries') return `delivery to ${person}, ${outcome}`
  if (step.kind === 'emit') return `${title} to ${person ?? place}`
  if (step.kind === 'connect' || step.kind === 'disconnect') return `${title} of ${person}`
  return [title, aside].filter((part) => part !== undefined).join(' ')
}

function CauseRow({ cause, isCurrent }: { readonly cause: Cause; readonly isCurrent: boolean }): ReactElement {
  const names = useNames()
  const text = describeRow(cause.row, names)
  const { cursor } = cause.row.step
  const Sign = signs[text.sign]
  return (
    <li data-chain={cause.isChain} style={{ '--depth': cause.depth } as CSSProperties}>
      <button
        type="button"
        className="cause"
        aria-current={isCurrent}
        onClick={() => change({ selected: { kind: 'step', cursor }, follows: false })}
      >
        <Sign className="icon-inline" aria-hidden="true" />
        <bdi>{summarise(cause.row, text)}</bdi>
        <span>{cursor}</span>
      </button>
    </li>
  )
}

/** What a row followed from, and what followed from it. */
export function Causes({ row }: { readonly row: Row }): ReactElement {
  const { log } = useInspector()
  const { causes, more } = causesOf(row, log)
  return (
    <section aria-labelledby="causes">
      <SectionHead id="causes" title="Causes" />
      <ol className="causes">
        {causes.map((cause) => (
          <CauseRow key={cause.row.step.cursor} cause={cause} isCurrent={cause.row.step.cursor === row.step.cursor} />
        ))}
      </ol>
      {more === 0 ? null : <p className="side-none px-16">and {more} more</p>}
    </section>
  )
}
