import type { AccountState } from '../state.ts'
import { selectIsland } from './messages.ts'

/** When what is shown was as the gateway had it, while it is away; null where nobody knows. */
export function selectAsOf(state: AccountState): number | null {
  const { asOf, openChannel, windows } = state
  if (openChannel === null) return asOf
  return (selectIsland(state, openChannel) ?? windows[openChannel])?.asOf ?? asOf
}
