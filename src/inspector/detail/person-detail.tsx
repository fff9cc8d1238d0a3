import { Filter, Pause, Unplug } from 'lucide-react'
import type { ReactElement } from 'react'
import type { SocketState } from '#shared/simulator/control.ts'
import { Button } from '#renderer/ui/button.tsx'
import { placeOf } from '../journal/describe-row.ts'
import { showText } from '../journal/show-text.ts'
import { change } from '../page-state.ts'
import { SectionHead } from '../parts/section-head.tsx'
import { useDo, useNames, useShown } from '../use-inspector.ts'
import { DetailFrame } from './detail-frame.tsx'

function Socket({ socket }: { readonly socket: SocketState }): ReactElement {
  const names = useNames()
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  const rooms = socket.rooms.map((room) => placeOf(room, names)).toSorted((one, other) => one.localeCompare(other))
  return (
    <section>
      <SectionHead
        title={showText(socket.socket)}
        aside={`${rooms.length} rooms${socket.waiting > 0 ? `, ${socket.waiting} waiting` : ''}`}
      >
        <Button
          size="small"
          variant="quiet"
          icon={Unplug}
          onClick={() => void attempt(() => door.breakSocket(socket.socket))}
        >
          Break
        </Button>
      </SectionHead>
      <p className="side-none px-16">
        <bdi>{showText(rooms.join(', '))}</bdi>
      </p>
    </section>
  )
}

/** Somebody with their connections, and what can be done to them. */
export function PersonDetail({ name }: { readonly name: string }): ReactElement | null {
  const person = useShown((shown) => shown.simulator?.people.find((each) => each.name === name))
  const door = useShown((shown) => shown.door)
  const attempt = useDo()
  if (person === undefined) return null
  const shown = showText(name)
  return (
    <DetailFrame
      label={`Person ${shown}`}
      title={shown}
      hint={`${person.isBot ? 'bot' : 'person'}, @${showText(person.username)}, ${person.id}`}
    >
      <div className="why">
        <Button size="small" icon={Filter} onClick={() => change({ filter: `user:"${name}"` })}>
          Only theirs
        </Button>
        <Button
          size="small"
          variant="quiet"
          icon={Pause}
          onClick={() =>
            void attempt(() =>
              door.addFault({
                name: `Hold deliveries to ${name}`.slice(0, 80),
                match: { kind: 'emit', user: name },
                action: { type: 'hold' },
              }),
            )
          }
        >
          Hold deliveries
        </Button>
      </div>
      {person.sockets.length === 0 ? <p className="side-none mt-12 px-16">Not connected.</p> : null}
      {person.sockets.map((socket) => (
        <Socket key={socket.socket} socket={socket} />
      ))}
    </DetailFrame>
  )
}
