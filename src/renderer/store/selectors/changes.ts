import type { Message, Reaction } from '#shared/models/message.ts'
import type { ChannelId, UserId } from '#shared/models/ids.ts'
import { isReadable, type AccountState, type MessageRow, type PendingChange } from '../state.ts'

const NO_CHANGES: readonly PendingChange[] = []

export const selectChanges = (state: AccountState, channelId: ChannelId): readonly PendingChange[] =>
  state.changes[channelId] ?? NO_CHANGES

const isOf = ({ target }: PendingChange, { _id }: MessageRow): boolean =>
  'messageId' in target && target.messageId === _id

/** What came to nothing is not shown as if it were so: the row says beside itself what became of it. */
const isGoing = ({ delivery }: PendingChange): boolean => delivery.status === 'sending'

/** One reaction for each person and message: another emoji takes the place of the one before. */
function withReaction(reactions: readonly Reaction[], me: UserId, wanted: string | undefined): readonly Reaction[] {
  const others = reactions.map(({ emoji, userIds }) => ({ emoji, userIds: userIds.filter((id) => id !== me) }))
  const place = others.findIndex(({ emoji }) => emoji === wanted)
  const known = others[place]
  if (wanted !== undefined && known === undefined) others.push({ emoji: wanted, userIds: [me] })
  if (known !== undefined) others[place] = { ...known, userIds: [...known.userIds, me] }
  return others.filter(({ userIds }) => userIds.length > 0)
}

function withChange(message: Message, change: PendingChange, me: UserId): Message {
  if (change.kind === 'edit') return { ...message, content: change.content }
  if (change.kind === 'retraction') return { ...message, retractedAt: new Date(change.sentAt).toISOString() }
  const own = message.reactions.find(({ userIds }) => userIds.includes(me))?.emoji
  if (!change.isOn && own !== change.emoji) return message
  return { ...message, reactions: withReaction(message.reactions, me, change.isOn ? change.emoji : undefined) }
}

/** Rows of a channel as its user left them: what is on its way lies over them (convergence, rule 15). */
export function withChanges<Range extends { readonly rows: readonly MessageRow[] }>(
  range: Range,
  changes: readonly PendingChange[],
  me: UserId,
): Range {
  const going = changes.filter(isGoing)
  if (going.length === 0) return range
  const rows = range.rows.map((row) =>
    isReadable(row)
      ? going.filter((change) => isOf(change, row)).reduce((shown, change) => withChange(shown, change, me), row)
      : row,
  )
  return { ...range, rows }
}

/** What was done to a message and came to nothing. */
export const unsettledOf = (changes: readonly PendingChange[], row: MessageRow): readonly PendingChange[] =>
  changes.filter((change) => !isGoing(change) && isOf(change, row))
