import type { Draft } from 'immer'
import type { ChannelId } from '#shared/models/ids.ts'
import { nonceOf, type Message } from '#shared/models/message.ts'
import { isReadable, type AccountState, type PendingChange } from '../../store/state.ts'

type State = Draft<AccountState>

/** A row without a nonce that another page has said to be what is on its way here. */
const settledAs = ({ pending, stored }: State, { _id, channelId }: Message): string | undefined =>
  pending[channelId]?.find(({ nonce }) => stored[nonce] === _id)?.nonce

/** The confirmed message takes the place of what was sent: the same nonce, by this account (convergence, rule 6). */
export function retirePending(draft: State, message: Message): void {
  if (message.authorId?._id !== draft.me._id) return
  const nonce = nonceOf(message.payload) ?? settledAs(draft, message)
  if (nonce !== undefined) retire(draft, message, nonce)
}

const isMeantFor = ({ target }: PendingChange, nonce: string): boolean => 'nonce' in target && target.nonce === nonce

/** What was sent under this nonce is this message now, and what was done to it meanwhile is meant for the message. */
export function retire(draft: State, { _id, channelId }: Pick<Message, '_id' | 'channelId'>, nonce: string): void {
  const list = draft.pending[channelId]
  if (list?.some((pending) => pending.nonce === nonce) === true) {
    const rest = list.filter((pending) => pending.nonce !== nonce)
    if (rest.length > 0) draft.pending[channelId] = rest
    else delete draft.pending[channelId]
    draft.stored[nonce] = _id
  }
  const changes = draft.changes[channelId]
  if (changes?.some((change) => isMeantFor(change, nonce)) !== true) return
  // What was just read from the disk is no draft: it is replaced, never written to.
  draft.changes[channelId] = changes.map((change) =>
    isMeantFor(change, nonce) ? { ...change, target: { messageId: _id } } : change,
  )
}

/** Messages that are shown of these channels: what is on its way there may be one of them. */
export function shownIn({ windows, islands }: AccountState, channels: Iterable<ChannelId>): readonly Message[] {
  const ranges = [...new Set(channels)].flatMap((channelId) => [windows[channelId] ?? [], islands[channelId] ?? []])
  return ranges.flat().flatMap(({ rows }) => rows.filter(isReadable))
}
