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

/** The same id for the same name, always. */
export function idOf(kind: keyof typeof digits, name: string): string {
  const number = name.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xff_ff_ff, 7)
  return digits[kind] + number.toString(16).padStart(23, '0')
}

export const time = (ms: number): string => new Date(ms).toISOString()
