import type { ReactElement } from 'react'
import { describeRow, type RowText } from '../journal/describe-row.ts'
import { formatCount } from '../journal/format-clock.ts'
import { messageOf, payloadsOf, sizeOf } from '../journal/payloads.ts'
import type { Row } from '../journal/rows.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useInspector, useLogVersion, useNames } from '../use-inspector.ts'
import { placeOf } from '../journal/describe-row.ts'
import { Causes } from './causes.tsx'
import { CopyButtons } from './copy-buttons.tsx'
import { DetailFrame } from './detail-frame.tsx'
import { HeldNote } from './held-note.tsx'
import { JsonTree } from './json-tree.tsx'
import { Why } from './why.tsx'

const kinds: Readonly<Record<Row['step']['kind'], string>> = {
  request: 'request',
  answer: 'answer',
  connect: 'socket',
  disconnect: 'socket',
  join: 'rooms',
  leave: 'rooms',
  receive: 'packet',
  emit: 'emit',
  delivery: 'delivery',
  commit: 'commit',
  fault: 'fault',
  clock: 'clock',
  note: 'note',
}

function hintOf({ step, segment }: Row, { person, place }: RowText): string {
  const to = person ?? place
  const way = segment === 'emits' || segment === 'deliveries' ? 'to' : 'of'
  const kind = segment === 'deliveries' ? 'delivery' : kinds[step.kind]
  return `${step.cursor}, ${kind}${to === undefined ? '' : ` ${way} ${to}`}`
}

function Payloads({ row }: { readonly row: Row }): ReactElement {
  const { log } = useInspector()
  const payloads = payloadsOf(row, log.at)
  return (
    <>
      {payloads.map(({ label, value }) => (
        <section key={label}>
          <SectionHead title={label} aside={`${formatCount(sizeOf(value))} bytes`} />
          <JsonTree key={row.step.cursor} label={label} value={value} />
        </section>
      ))}
    </>
  )
}

/** What somebody cannot see in a line: the whole path, the rooms. */
function Facts({ row }: { readonly row: Row }): ReactElement | null {
  const names = useNames()
  const { step } = row
  const rooms = step.kind === 'emit' ? step.rooms : row.rooms
  if (rooms.length < 2) return null
  return (
    <section>
      <SectionHead title="Rooms" aside={rooms.length} />
      <p className="side-none px-16">{rooms.map((room) => placeOf(room, names)).join(', ')}</p>
    </section>
  )
}

export function StepDetail({ cursor }: { readonly cursor: number }): ReactElement | null {
  const { log } = useInspector()
  useLogVersion()
  const names = useNames()
  const row = log.at(cursor)
  if (row === undefined) return null
  const text = describeRow(row, names)
  const message = messageOf(row, log.at)
  const title = row.step.kind === 'request' ? `${text.title} ${text.aside ?? ''}` : text.title
  return (
    <DetailFrame label={`Event ${cursor}`} title={title} hint={hintOf(row, text)} foot={<CopyButtons row={row} />}>
      <HeldNote row={row} />
      {message === undefined ? null : <Why key={row.step.cursor} row={row} message={message} />}
      <Causes row={row} />
      <Facts row={row} />
      <Payloads row={row} />
    </DetailFrame>
  )
}
