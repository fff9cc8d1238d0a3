import type { Fault, FaultAction } from './fault.ts'

export type FaultClass = 'legal' | 'adversarial'

/** What only a broken server could do. */
const adversarial: ReadonlySet<FaultAction['type']> = new Set([
  'duplicate',
  'reorder',
  'corrupt',
  'unknown-event',
  'stale-replay',
])

/** Reports say which class a failure needed. A packet that never arrives though its connection stands is no fault of a network. */
export function classOf({ match, action }: Pick<Fault, 'match' | 'action'>): FaultClass {
  if (adversarial.has(action.type)) return 'adversarial'
  return action.type === 'drop' && (match.kind === 'emit' || match.kind === 'recv') ? 'adversarial' : 'legal'
}
