import { foldCase } from '#shared/models/fold-case.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { selectChannel, type ListedChannel } from '../../store/selectors/channels.ts'
import { isReadable, type AccountState, type MessageRow } from '../../store/state.ts'
import type { SearchQuery } from '../../sync/search.ts'

/** A message that was found, as it is now, and where it stands. */
export interface Hit {
  readonly message: Message
  readonly channel: ListedChannel
}

type Known = Pick<AccountState, 'windows' | 'places' | 'directs'>

const isIn = (channel: ListedChannel, { scope }: SearchQuery): boolean =>
  'channelId' in scope ? channel._id === scope.channelId : channel.type !== 'DM' && channel.serverId === scope.serverId

function rowsById(known: Known, channelId: string): ReadonlyMap<string, MessageRow> {
  return new Map((known.windows[channelId]?.rows ?? []).map((row) => [row._id, row]))
}

/** What is asked for each channel once, however many hits it has. */
function onceEach<Value>(read: (channelId: ChannelId) => Value): (channelId: ChannelId) => Value {
  const known = new Map<string, Value>()
  return (channelId) => {
    const before = known.get(channelId)
    if (before !== undefined) return before
    const value = read(channelId)
    known.set(channelId, value)
    return value
  }
}

/** The newer of what was found and what the channel's window has of it. */
function latest(found: Message, row: MessageRow | undefined): Message {
  return row !== undefined && isReadable(row) && row.updatedAt > found.updatedAt ? row : found
}

const says = ({ retractedAt, content }: Message, wanted: string): boolean =>
  retractedAt === undefined && foldCase(content ?? '').includes(wanted)

/** What of the hits is still one: not taken back, not edited to something else, in a channel that may still be seen. */
export function shownHits(known: Known, messages: readonly Message[], query: SearchQuery): readonly Hit[] {
  const wanted = foldCase(query.text)
  const channelOf = onceEach((id) => selectChannel(known, id))
  const rowsOf = onceEach((id) => rowsById(known, id))
  return messages.flatMap((found) => {
    const channel = channelOf(found.channelId)
    if (channel === undefined || !isIn(channel, query)) return []
    const message = latest(found, rowsOf(found.channelId).get(found._id))
    return says(message, wanted) ? [{ message, channel }] : []
  })
}
