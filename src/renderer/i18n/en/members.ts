import { isolated } from '../isolate.ts'

export const members = {
  label: 'Members',
  online: 'Online',
  offline: 'Offline',
  bots: 'Bots',
  /** The accessible name of a person in a list. */
  person: (name: string, presence: 'online' | 'offline' | undefined) =>
    presence === undefined ? isolated(name) : `${isolated(name)}, ${presence}`,
  show: 'Show members',
  hide: 'Hide members',
  unknownPresence: 'Who is online is not known while you are offline',
}
