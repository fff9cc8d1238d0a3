import type { RoomState, SimulatorState } from '#shared/simulator/control.ts'

/** What the ids in a journal are called. */
export interface Names {
  /** The id itself where nobody knows a name for it. */
  readonly of: (id: string) => string
  readonly kindOf: (id: string) => RoomState['kind'] | undefined
  readonly isBot: (person: string) => boolean
  readonly rooms: readonly RoomState[]
}

interface Known {
  readonly name: string
  readonly kind: RoomState['kind']
}

/** Rooms of what nobody has asked for say nothing to anybody. */
const isPlace = ({ kind }: RoomState): boolean => kind === 'channel' || kind === 'server'

export function createNames(state: Pick<SimulatorState, 'people' | 'rooms'> | undefined): Names {
  const { people = [], rooms = [] } = state ?? {}
  const known = new Map<string, Known>([
    ...rooms.map(({ room, name, kind }) => [room, { name, kind }] as const),
    ...people.map(({ id, name }) => [id, { name, kind: 'person' }] as const),
  ])
  const bots = new Set(people.filter(({ isBot }) => isBot).map(({ name }) => name))
  return {
    of: (id) => known.get(id)?.name ?? id,
    kindOf: (id) => known.get(id)?.kind,
    isBot: (person) => bots.has(person),
    rooms: rooms.filter(isPlace),
  }
}
