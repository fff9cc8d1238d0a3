import { ScrollText, SearchX } from 'lucide-react'
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { waited } from '../journal/describe-row.ts'
import { change, usePage } from '../page-state.ts'
import { useInspector, useNames } from '../use-inspector.ts'
import { elbowOf } from './elbow.ts'
import { LogRow, rowId } from './log-row.tsx'
import { ROW_PX, useRowsInView } from './use-rows-in-view.ts'

/** Nearer than this to the end is at the end. */
const END_PX = 24

const columns = ['#', 'Clock', 'Event', 'Who', 'Outcome', 'ms'] as const

/** Which row each key leads to, from the one that is selected. */
const moves: Readonly<Record<string, (place: number, page: number, last: number) => number>> = {
  ArrowDown: (place) => place + 1,
  ArrowUp: (place) => place - 1,
  PageDown: (place, page) => place + page,
  PageUp: (place, page) => place - page,
  Home: () => 0,
  End: (_place, _page, last) => last,
}

function Nothing(): ReactElement {
  const isNarrowed = usePage(({ filter, segment, room }) => filter !== '' || segment !== 'all' || room !== undefined)
  if (!isNarrowed) {
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing has happened yet"
        text="Open the app at the address above, or speak as somebody: every request, change and delivery stands here."
      />
    )
  }
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing fits"
      text="The journal has no event of the kind that is looked for."
      action={<Button onClick={() => change({ filter: '', segment: 'all', room: undefined })}>Show everything</Button>}
    />
  )
}

/** Every event that is looked for. Only those in view are drawn; the selected one is in view. */
export function EventLog({ shown }: { readonly shown: readonly number[] }): ReactElement {
  const { log } = useInspector()
  const names = useNames()
  const lastTop = useRef(0)
  const selected = usePage((page) => (page.selected?.kind === 'step' ? page.selected.cursor : undefined))
  const follows = usePage((page) => page.follows)
  const { scroller, places, look, show } = useRowsInView(shown.length)
  const place = selected === undefined ? -1 : shown.indexOf(selected)

  // Before it is painted: what is new never shows at the wrong place first.
  useLayoutEffect(() => {
    if (follows) show(shown.length - 1)
  }, [follows, shown, show])
  useLayoutEffect(() => {
    if (!follows && place >= 0) show(place)
    // Only what is selected moves the log, not what comes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selected])

  function onKeyDown(event: KeyboardEvent): void {
    const move = moves[event.key]
    if (event.key === 'Escape') change({ selected: undefined })
    if (event.key === 'Enter') document.querySelector<HTMLElement>('.detail')?.focus()
    if (move === undefined || shown.length === 0) return
    event.preventDefault()
    const page = Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1
    const from = place === -1 ? shown.length : place
    const cursor = shown[Math.max(0, Math.min(shown.length - 1, move(from, page, shown.length - 1)))]
    if (cursor !== undefined) change({ selected: { kind: 'step', cursor }, follows: false })
  }

  /** Whoever scrolls up wants to read. */
  function onScroll(): void {
    const element = scroller.current
    if (element === null) return
    const { scrollTop, scrollHeight, clientHeight } = element
    const isUp = scrollTop < lastTop.current
    lastTop.current = scrollTop
    look()
    if (isUp && follows && scrollHeight - scrollTop - clientHeight > END_PX) change({ follows: false })
  }

  return (
    <div className="log-panel">
      <div
        role="grid"
        aria-label="Event log"
        aria-rowcount={shown.length + 1}
        aria-activedescendant={place >= 0 && selected !== undefined ? rowId(selected) : undefined}
        tabIndex={0}
        className="log"
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className="log-head">
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
        <div
          ref={scroller}
          role={shown.length === 0 ? 'presentation' : 'rowgroup'}
          className="log-scroll"
          onScroll={onScroll}
        >
          <div role="presentation" style={{ height: shown.length * ROW_PX }}>
            {places.map((index) => {
              const cursor = shown[index]
              const row = cursor === undefined ? undefined : log.at(cursor)
              if (row === undefined) return null
              const elbow = elbowOf(row, (distance) => log.at(shown[index - distance] ?? -1))
              return (
                <LogRow
                  key={row.step.cursor}
                  row={row}
                  names={names}
                  top={index * ROW_PX}
                  place={index + 1}
                  waited={waited(row, row.parent === undefined ? undefined : log.at(row.parent))}
                  isSelected={row.step.cursor === selected}
                  rise={elbow?.rise ?? 0}
                  isSibling={elbow?.isSibling ?? false}
                />
              )
            })}
          </div>
        </div>
      </div>
      {shown.length === 0 ? <Nothing /> : null}
    </div>
  )
}
