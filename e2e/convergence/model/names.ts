export const people = ['me', 'bob'] as const
export type Person = (typeof people)[number]

export const servers = ['home', 'away'] as const
export type ServerName = (typeof servers)[number]

export const places = ['general', 'second', 'hall', 'direct'] as const
export type Place = (typeof places)[number]

const serverOfPlace: Readonly<Record<Place, ServerName | undefined>> = {
  general: 'home',
  second: 'home',
  hall: 'away',
  direct: undefined,
}

export const serverOf = (place: Place): ServerName | undefined => serverOfPlace[place]

const digits = { person: 'a', place: 'e', server: 'b', role: 'c', group: 'd' } as const

type Kind = keyof typeof digits

const known = new Map<Kind, Map<string, string>>()

function newId(kind: Kind, name: string): string {
  const number = name.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xff_ff_ff, 7)
  const id = digits[kind] + number.toString(16).padStart(23, '0')
  known.set(kind, (known.get(kind) ?? new Map<string, string>()).set(name, id))
  return id
}

/** The same id for the same name, always. */
export const idOf = (kind: Kind, name: string): string => known.get(kind)?.get(name) ?? newId(kind, name)

export const time = (ms: number): string => new Date(ms).toISOString()
