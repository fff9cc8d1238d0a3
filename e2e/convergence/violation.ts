/** What must never be is there: the history ends, and says which invariant it broke. */
export function violation(invariant: string, what: string): never {
  throw new Error(`${invariant}: ${what}`)
}
