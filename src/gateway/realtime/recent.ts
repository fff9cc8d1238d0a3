/** So long ago is a moment ago. */
const MOMENT_MS = 1_000

interface Recent<Item> {
  readonly add: (item: Item) => void
  readonly remove: (item: Item) => void
  readonly count: () => number
}

/** What was added a moment ago and not removed since. In real time: nothing of the protocol hangs on it. */
export function createRecent<Item>(): Recent<Item> {
  const addedAt = new Map<Item, number>()
  return {
    add: (item) => {
      addedAt.set(item, performance.now())
    },
    remove: (item) => {
      addedAt.delete(item)
    },
    count: () => {
      const momentAgo = performance.now() - MOMENT_MS
      for (const [item, at] of addedAt) {
        if (at > momentAgo) break
        addedAt.delete(item)
      }
      return addedAt.size
    },
  }
}
