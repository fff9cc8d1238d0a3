/** A closed stretch of a channel of which every message is kept. By `orderOf`, so that `newest` sorts first. */
export interface CachedStretch {
  readonly newest: string
  readonly oldest: string
  /** Nothing is older than it. */
  readonly reachesStart: boolean
  /** When something of it was last as the gateway had it: milliseconds since 1970. */
  readonly asOf?: number
}

const overlap = (a: CachedStretch, b: CachedStretch): boolean => a.newest <= b.oldest && b.newest <= a.oldest

function union(a: CachedStretch, b: CachedStretch): CachedStretch {
  return {
    newest: a.newest < b.newest ? a.newest : b.newest,
    oldest: a.oldest > b.oldest ? a.oldest : b.oldest,
    reachesStart: a.reachesStart || b.reachesStart,
    ...(a.asOf === undefined && b.asOf === undefined ? {} : { asOf: Math.max(a.asOf ?? 0, b.asOf ?? 0) }),
  }
}

/** The stretches with one more. Only what overlaps is joined: between two that merely follow each other may be a gap. */
export function withStretch(stretches: readonly CachedStretch[], added: CachedStretch): readonly CachedStretch[] {
  const joined = stretches.filter((each) => overlap(each, added)).reduce(union, added)
  const apart = stretches.filter((each) => !overlap(each, added))
  return [...apart, joined].toSorted((a, b) => (a.newest < b.newest ? -1 : 1))
}

/** What is left of the stretches when everything older than a place was let go. */
export function withoutOlder(stretches: readonly CachedStretch[], oldest: string): readonly CachedStretch[] {
  return stretches
    .filter((each) => each.newest <= oldest)
    .map((each) => (each.oldest > oldest ? { ...each, oldest, reachesStart: false } : each))
}
