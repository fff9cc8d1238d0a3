import { createRandom, type Random } from '#gateway/simulator/random.ts'

/** Chance, and names that nobody had before. */
export interface Dice extends Random {
  /** Some of a list, `most` at most and perhaps none. */
  readonly some: <Item>(list: readonly Item[], most: number) => Item[]
  /** 0 to `most`. */
  readonly count: (most: number) => number
  readonly newName: (kind: string) => string
}

export function createDice(seed: number, purpose: string): Dice {
  const random = createRandom(seed, purpose)
  let made = 0
  const count = (most: number): number => Math.floor(random.between(0, most + 1))
  return {
    ...random,
    count,
    some: (list, most) => random.sample(list, count(most)),
    newName: (kind) => {
      made += 1
      return `${kind} ${made}`
    },
  }
}
