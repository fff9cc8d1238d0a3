import { MessageSquare } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { PersonState } from '#shared/simulator/control.ts'
import { Avatar } from '#renderer/parts/avatar.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { formatClock } from '../journal/format-clock.ts'
import { showText } from '../journal/show-text.ts'
import { change, usePage } from '../page-state.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useInspector, useShown } from '../use-inspector.ts'

/** So many at first: a world may have hundreds. */
const AT_FIRST = 6

function describe({ sockets, isBot }: PersonState, closedAt: number | undefined): string {
  if (sockets.length === 0) {
    const since = closedAt === undefined ? 'not connected' : `closed ${formatClock(closedAt).slice(0, 8)}`
    return isBot ? `${since}, bot` : since
  }
  const rooms = new Set(sockets.flatMap((socket) => socket.rooms)).size
  const waiting = sockets.reduce((sum, socket) => sum + socket.waiting, 0)
  const parts = [
    `${rooms} ${rooms === 1 ? 'room' : 'rooms'}`,
    ...(sockets.length > 1 ? [`${sockets.length} sockets`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(isBot ? ['bot'] : []),
  ]
  return parts.join(', ')
}

function Person({ person }: { readonly person: PersonState }): ReactElement {
  const { log } = useInspector()
  const selected = usePage((page) => page.selected)
  const { name, isBot, sockets } = person
  const isCurrent = selected?.kind === 'person' && selected.name === name
  return (
    <li className="side-row">
      <button
        type="button"
        className="side-row-main"
        aria-current={isCurrent}
        onClick={() => change({ selected: isCurrent ? undefined : { kind: 'person', name } })}
      >
        <Avatar id={name} name={name} bot={isBot} size={28} presence={sockets.length > 0 ? 'online' : 'offline'} />
        <span>
          <b>
            <bdi>{showText(name)}</bdi>
          </b>
          <p>{describe(person, log.closedAt(name))}</p>
        </span>
      </button>
      <IconButton
        icon={MessageSquare}
        size="small"
        label={`Speak as ${showText(name)}`}
        onClick={() => change({ speaker: name })}
      />
    </li>
  )
}

const NOBODY: readonly PersonState[] = []

/** Whoever is connected stands first. */
export function People(): ReactElement {
  const people = useShown((shown) => shown.simulator?.people ?? NOBODY)
  const [isWhole, setWhole] = useState(false)
  const connected = people.filter(({ sockets }) => sockets.length > 0)
  const ordered = [...connected, ...people.filter(({ sockets }) => sockets.length === 0)]
  const shown = isWhole ? ordered : ordered.slice(0, AT_FIRST)
  return (
    <section aria-labelledby="people">
      <SectionHead id="people" title="People" aside={`${connected.length} of ${people.length} connected`} />
      {people.length === 0 ? <p className="side-none">This world has nobody in it.</p> : null}
      <ul>
        {shown.map((person) => (
          <Person key={person.id} person={person} />
        ))}
      </ul>
      {shown.length < people.length ? (
        <button type="button" className="side-more" onClick={() => setWhole(true)}>
          Show all {people.length}
        </button>
      ) : null}
    </section>
  )
}
