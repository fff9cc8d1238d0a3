export type Path = readonly (string | number)[]

/** What is wrong, by its place in the file. */
export interface Complaint {
  readonly path: Path
  readonly message: string
  /** The key itself is wrong, not what it holds. */
  readonly key?: boolean
}

const MANY = 12

/** The references that there are, to choose from. */
export function choices(known: Iterable<string>): string {
  const all = [...known]
  if (all.length === 0) return 'there is none'
  const shown = all.slice(0, MANY).join(', ')
  return `there ${all.length === 1 ? 'is' : 'are'} ${shown}${all.length > MANY ? ' and others' : ''}`
}
