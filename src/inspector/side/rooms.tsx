import { Hash, Server } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { RoomState } from '#shared/simulator/control.ts'
import { showText } from '../journal/show-text.ts'
import { change, usePage } from '../page-state.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useShown } from '../use-inspector.ts'

const AT_FIRST = 5
const NONE: readonly RoomState[] = []

/** Channels and servers with somebody in them. One that is pressed narrows the log to what is in it. */
export function Rooms(): ReactElement {
  const all = useShown((shown) => shown.simulator?.rooms ?? NONE)
  // Rooms of what nobody has asked for say nothing to anybody.
  const rooms = all.filter(({ kind }) => kind === 'channel' || kind === 'server')
  const [isWhole, setWhole] = useState(false)
  const pressed = usePage((page) => page.room)
  const ordered = rooms.toSorted((one, other) => other.sockets - one.sockets || one.name.localeCompare(other.name))
  return (
    <section aria-labelledby="rooms">
      <SectionHead id="rooms" title="Rooms" aside={rooms.length} />
      {rooms.length === 0 ? <p className="side-none">Nobody is in a channel or a server.</p> : null}
      <ul>
        {(isWhole ? ordered : ordered.slice(0, AT_FIRST)).map(({ room, name, kind, sockets }) => (
          <li key={room}>
            <button
              type="button"
              className="place-row"
              aria-pressed={pressed === room}
              onClick={() => change({ room: pressed === room ? undefined : room })}
            >
              {kind === 'server' ? (
                <Server className="icon-inline" aria-hidden="true" />
              ) : (
                <Hash className="icon-inline" aria-hidden="true" />
              )}
              <bdi>{showText(name)}</bdi>
              <span aria-label={`${sockets} ${sockets === 1 ? 'socket' : 'sockets'}`}>{sockets}</span>
            </button>
          </li>
        ))}
      </ul>
      {!isWhole && rooms.length > AT_FIRST ? (
        <button type="button" className="side-more" onClick={() => setWhole(true)}>
          Show all {rooms.length}
        </button>
      ) : null}
    </section>
  )
}
