/** A generator of a scenario's own: one seed and name, one sequence. Nothing secret may come from it. */
export interface Random {
  /** At least 0, less than 1. */
  readonly next: () => number
  readonly between: (low: number, high: number) => number
  /** One of a list that has at least one. */
  readonly pick: <Item>(list: readonly Item[]) => Item
  /** Some of a list, each at most once, in an order of chance. */
  readonly sample: <Item>(list: readonly Item[], count: number) => Item[]
  /** How far it has come: another one that begins there goes on as this one does. */
  readonly state: () => number
}

/** 32 bits that differ for each name (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return value
}

/** The name keeps one part of a world from shifting when another one draws more often. */
export function createRandom(seed: number, name: string, from?: number): Random {
  let state = from ?? (seed ^ hash(name)) | 0

  // Mulberry32.
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const index = (length: number): number => Math.floor(next() * length)

  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick: (list) => {
      const [item] = list.slice(index(list.length))
      if (item === undefined) throw new RangeError('There is nothing to pick from')
      return item
    },
    sample: (list, count) => {
      const rest = [...list]
      const chosen: (typeof rest)[number][] = []
      while (chosen.length < count && rest.length > 0) chosen.push(...rest.splice(index(rest.length), 1))
      return chosen
    },
    state: () => state,
  }
}
