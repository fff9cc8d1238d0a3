import type { PersonState, RoomState } from '#shared/simulator/control.ts'

/** What the ids in a journal are called. */
export interface Names {
  /** The id itself where nobody knows a name for it. */
  readonly of: (id: string) => string
  readonly kindOf: (id: string) => RoomState['kind'] | undefined
  readonly isBot: (person: string) => boolean
}

interface Known {
  readonly name: string
  readonly kind: RoomState['kind']
}

export function createNames(people: readonly PersonState[], rooms: readonly RoomState[]): Names {
  const known = new Map<string, Known>([
    ...rooms.map(({ room, name, kind }) => [room, { name, kind }] as const),
    ...people.map(({ id, name }) => [id, { name, kind: 'person' }] as const),
  ])
  const bots = new Set(people.filter(({ isBot }) => isBot).map(({ name }) => name))
  return {
    of: (id) => known.get(id)?.name ?? id,
    kindOf: (id) => known.get(id)?.kind,
    isBot: (person) => bots.has(person),
  }
}
