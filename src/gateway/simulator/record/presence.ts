import type { Act } from './acts.ts'
import type { Restart } from './restarts.ts'
import type { Deed, Scribe } from './scribe.ts'
import { spanOf } from '../span.ts'

/** Something that was done, and when: by the clock, and in the order of everything. */
export interface Timed {
  readonly at: number
  readonly order: number
  readonly deed: Deed
}

type Coming = Extract<Act, { kind: 'connect' | 'disconnect' }>

/** Whoever is back sooner has lost the connection; whoever is not was going. */
const LOST_MS = 60_000
const lost: ReadonlySet<string> = new Set(['transport close', 'transport error', 'ping timeout'])

/** Somebody with the last of their connections gone, and why. */
interface Gone extends Pick<Timed, 'at' | 'order'> {
  readonly reason: string
}

interface Here {
  sockets: number
  gone: Gone | undefined
}

const presence = (person: string, status: 'online' | 'offline'): Deed => ({ presence: { person, status } })

const isOfService = (act: Act): boolean => act.kind === 'connect' && act.namespace !== '/'

/** Sockets of services are called after what kind of service they are of, and so after nobody. */
const isComing = (act: Act): act is Coming =>
  (act.kind === 'connect' || act.kind === 'disconnect') && !isOfService(act) && act.socket !== '?'

interface Seen {
  readonly connected: readonly string[]
  readonly restarts: readonly Restart[]
  readonly scribe: Scribe
}

/** What is seen of connections: that people come, go, and lose theirs. Several of one person are one in a timeline. */
export function presenceOf(acts: readonly Act[], { connected, restarts, scribe }: Seen): Timed[] {
  const restartOf = ({ order }: Gone): Restart | undefined =>
    restarts.find(({ stop, start }) => order > stop.order && order < start.order)
  const people = new Map<string, Here>()
  if (acts.some(isOfService)) scribe.omit('connections of services of bots')
  const done: Timed[] = []

  function hereOf(person: string): Here {
    const here = people.get(person) ?? { sockets: 0, gone: undefined }
    people.set(person, here)
    return here
  }

  function settle(person: string, here: Here): void {
    const { gone } = here
    // Whoever does not come again after a restart has gone before it.
    const before = gone && restartOf(gone)?.stop
    const when = before === undefined ? gone : { at: before.at, order: before.order - 0.5 }
    if (when !== undefined) done.push({ at: when.at, order: when.order, deed: presence(person, 'offline') })
    here.gone = undefined
  }

  function come(person: string, { at, order }: Pick<Timed, 'at' | 'order'>): void {
    const here = hereOf(person)
    here.sockets += 1
    if (here.sockets > 1) {
      scribe.omit('a second connection of somebody')
      return
    }
    const { gone } = here
    if (gone !== undefined && restartOf(gone) !== undefined) {
      // Whoever was there comes again by themselves.
      here.gone = undefined
      return
    }
    if (gone !== undefined && lost.has(gone.reason) && at - gone.at <= LOST_MS) {
      here.gone = undefined
      done.push({ at: gone.at, order: gone.order, deed: { drop: { person, for: spanOf(at - gone.at) } } })
      return
    }
    settle(person, here)
    done.push({ at, order, deed: presence(person, 'online') })
  }

  function leave(person: string, gone: Gone): void {
    const here = hereOf(person)
    here.sockets = Math.max(0, here.sockets - 1)
    if (here.sockets === 0) here.gone = gone
  }

  for (const name of connected) {
    const person = scribe.person(name)
    if (person !== undefined) hereOf(person).sockets += 1
  }
  for (const act of acts.filter(isComing)) {
    const person = scribe.person(act.user)
    if (person === undefined) continue
    const when = { at: act.at, order: act.cursor }
    if (act.kind === 'connect') come(person, when)
    else if (people.has(person)) leave(person, { ...when, reason: act.reason })
  }
  for (const [person, here] of people) settle(person, here)
  return done
}
