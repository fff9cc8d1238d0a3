/** Ends a switch over a union: a case that was forgotten does not compile, and one the types missed throws. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
