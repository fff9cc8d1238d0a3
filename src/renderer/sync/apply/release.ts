import type { Draft } from 'immer'
import type { ServerId } from '#shared/models/ids.ts'
import type { AccountState, Withheld } from '../../store/state.ts'
import { learnTold } from './messages.ts'

type State = Draft<AccountState>

/** What an answer has to say before it lets go what waits for it. */
export interface Waiting {
  readonly serverId: ServerId
  /** As it was when the answer was asked for: what was doubted since is not settled by it. */
  readonly asked: number
}

/** What waits for an answer that is about to be asked for. Keys of the record are server ids by construction. */
export function waitingFor(
  { withheld }: AccountState,
  isMeant: (withheld: Withheld, serverId: ServerId) => boolean,
): readonly Waiting[] {
  const entries = Object.entries(withheld) as [ServerId, Withheld][]
  return entries.flatMap(([serverId, one]) => (isMeant(one, serverId) ? { serverId, asked: one.asked } : []))
}

/** It was read what may be seen of a server: what waited for that is taken where it may, and forgotten where not. */
export function release(draft: State, { serverId, asked }: Waiting, maySee: (channelId: string) => boolean): void {
  const withheld = draft.withheld[serverId]
  if (withheld === undefined || withheld.asked !== asked) return
  delete draft.withheld[serverId]
  for (const [channelId, told] of Map.groupBy(withheld.told, ({ message }) => message.channelId)) {
    if (maySee(channelId)) learnTold(draft, channelId, told)
    else draft.gone[channelId] ??= 'unsaid'
  }
}
