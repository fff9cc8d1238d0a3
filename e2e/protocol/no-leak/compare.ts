import { isOfPlaces, keyOf } from './audience.ts'
import type { Listener } from './listeners.ts'

/** What must not be. Each entry is a sentence. */
export interface Findings {
  readonly leaked: readonly string[]
  readonly missed: readonly string[]
  readonly disordered: readonly string[]
  readonly unlawful: readonly string[]
}

export interface Expected {
  readonly listener: Listener
  readonly keys: readonly string[]
}

/** What is in the one list and not in the other, each as often as it is too much. */
function surplus(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const key of other) left.set(key, (left.get(key) ?? 0) + 1)
  return list.filter((key) => {
    const count = left.get(key) ?? 0
    left.set(key, count - 1)
    return count <= 0
  })
}

function compareOne({ listener, keys }: Expected): Omit<Findings, 'unlawful'> {
  const { person, client, left } = listener
  const heard = client.heard.filter(({ event }) => isOfPlaces(event)).map(keyOf)
  // Whoever went away need not have heard what was sent last.
  const due = left ? keys.slice(0, heard.length) : keys
  const told = (key: string): string => `${person}: ${key}`
  const [leaked, missed] = [surplus(heard, due), surplus(due, heard)]
  const inOrder = heard.every((key, place) => key === due[place])
  const disordered = leaked.length + missed.length === 0 && !inOrder ? [`${person} heard events in another order`] : []
  return { leaked: leaked.map(told), missed: missed.map(told), disordered }
}

/** Holds what everybody heard against what they had to hear. */
export function compare(all: readonly Expected[]): Findings {
  const found = all.map(compareOne)
  return {
    leaked: found.flatMap(({ leaked }) => leaked),
    missed: found.flatMap(({ missed }) => missed),
    disordered: found.flatMap(({ disordered }) => disordered),
    unlawful: [],
  }
}
