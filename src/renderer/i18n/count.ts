/** The words of one thing and of several: English knows no other forms. */
export function counted(count: number, one: string, several: string): string {
  // Up to here both write it alike, and the first number written out for a language costs a few milliseconds.
  const digits = count < 1_000 ? String(count) : count.toLocaleString('en')
  return `${digits} ${count === 1 ? one : several}`
}

/** What waits somewhere. `isMore`: so much at least, and nobody counted the rest. */
export interface UnreadCounts {
  readonly unread: number
  readonly mentions: number
  readonly isMore: boolean
}

/** What is said at most of what was counted, and of what nobody counted further. */
const MOST = { counted: 99, uncounted: 100 } as const

/** A number as a pill shows it; with a plus where there are more, or more than anybody wants to know. */
export function countLabel(count: number, isMore = false): string {
  if (isMore) return `${Math.min(count, MOST.uncounted)}+`
  return count > MOST.counted ? `${MOST.counted}+` : String(count)
}
