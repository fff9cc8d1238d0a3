/** The ids behind the names of steps. What was never made, or is not known yet, is an id that nothing has. */
export interface Names {
  readonly server: Map<string, string>
  readonly role: Map<string, string>
  readonly channel: Map<string, string>
  readonly person: ReadonlyMap<string, string>
  /** Where it was said, and as what. */
  readonly message: Map<string, { readonly channel: string; readonly id: string }>
  /** A code that lets anybody in, by server. */
  readonly invite: Map<string, string>
}

export const NOBODY = '0'.repeat(24)

export const idIn = (names: ReadonlyMap<string, string>, name: string): string => names.get(name) ?? NOBODY
