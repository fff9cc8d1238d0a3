import type { AccountState } from '../state.ts'

/** When what is shown was as the gateway had it, while it is away; null where nobody knows. */
export function selectAsOf({ asOf, openChannel, windows }: AccountState): number | null {
  const window = openChannel === null ? undefined : windows[openChannel]
  return window?.asOf ?? asOf
}
