/** Who wants to be told of something. */
export interface Listeners<News> {
  readonly tell: (news: News) => void
  /** The answer leaves again. */
  readonly join: (listener: (news: News) => void) => () => void
}

export function createListeners<News>(): Listeners<News> {
  const joined = new Set<(news: News) => void>()
  return {
    tell: (news) => {
      for (const listener of joined) listener(news)
    },
    join: (listener) => {
      joined.add(listener)
      return () => void joined.delete(listener)
    },
  }
}
