import type { AccountState } from '../state.ts'

/** Names behind the ids in texts, for words that stand alone and lead nowhere. */
export interface Names {
  readonly user: (id: string) => { readonly name: string; readonly me: false } | undefined
  readonly channel: (id: string) => { readonly name: string; readonly href: '' } | undefined
}

export function namesIn({ people, places }: Pick<AccountState, 'people' | 'places'>): Names {
  return {
    user: (id) => {
      const person = people[id]
      return person === undefined ? undefined : { name: person.username, me: false }
    },
    channel: (id) => {
      const channels = Object.values(places).flatMap((place) => place.channels)
      const known = channels.find(({ _id }) => _id === id)
      return known === undefined ? undefined : { name: known.name, href: '' }
    },
  }
}
