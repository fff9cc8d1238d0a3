/** What a history may have had in it, and in which share of all histories it has to be, in percent. */
export const floors = {
  drop: 20,
  'lost answer': 20,
  'gap over one page': 5,
  paging: 15,
  'permission change': 5,
  'late execution': 5,
  'jump to an island': 5,
  tabs: 20,
  '401': 5,
  renewed: 5,
  'signed out': 3,
  'start from the cache': 4,
  'shown from the cache': 3,
} as const

type Extra =
  | 'lost request'
  | 'kick'
  | 'restart'
  | 'expiry'
  | 'lost refresh'
  | 'missed events'
  | 'own change'
  | 'own reaction'
  | 'settled by hand'
  | 'corrected on its way'
  | 'read'
  | 'kill'
  | 'kill before its word'
  | 'kill with something on its way'
  | 'ranges that met'

export type Happening = keyof typeof floors | Extra

export type Covered = Set<Happening>
