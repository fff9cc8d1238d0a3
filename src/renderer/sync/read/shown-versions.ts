import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { compareVersions, type Message } from '#shared/models/message.ts'
import { isReadable, type AccountState, type MessageRow } from '../../store/state.ts'
import type { AccountStore } from '../../store/store.ts'

type Version = Pick<Message, 'rev' | 'updatedAt'>

/** How new what was shown of a channel is, where it is not in the store any more. Versions alone, and no words. */
export interface ShownVersions {
  /** Whether rows are older than what this page has shown already: then they may not be shown (convergence, I4). */
  readonly isBehind: (channelId: ChannelId, rows: readonly MessageRow[]) => boolean
  /** The same of rows that are not the newest: whether one of them is older than it was shown. */
  readonly hasOlder: (channelId: ChannelId, rows: readonly MessageRow[]) => boolean
  readonly stop: () => void
}

/** Of each channel: what is kept is shown page by page, the newest first. */
const MOST_VERSIONS = 1_000

interface Shown {
  readonly versions: Map<MessageId, Version>
  newest: MessageId
}

function putVersions({ versions }: Shown, rows: readonly Message[]): void {
  for (const { _id, rev, updatedAt } of rows) {
    // What was shown last comes last.
    versions.delete(_id)
    versions.set(_id, { rev, updatedAt })
  }
  const tooMany = Math.max(0, versions.size - MOST_VERSIONS)
  for (const id of [...versions.keys()].slice(0, tooMany)) versions.delete(id)
}

const rowsIn = ({ windows, islands }: AccountState, channelId: string): readonly MessageRow[] => [
  ...(islands[channelId] ?? []).flatMap(({ rows }) => rows),
  ...(windows[channelId]?.rows ?? []),
]

const isEmpty = ({ windows }: AccountState, channelId: string): boolean => (windows[channelId]?.rows.length ?? 0) === 0

/** Channels of which something was dropped, and stands there no more. */
function droppedIn(before: AccountState, state: AccountState): readonly string[] {
  if (before.windows === state.windows) return []
  return Object.keys(before.windows).filter((channelId) => !isEmpty(before, channelId) && isEmpty(state, channelId))
}

export function watchShownVersions(store: Pick<AccountStore, 'subscribe'>): ShownVersions {
  const shown = new Map<string, Shown>()

  function remember(channelId: string, rows: readonly MessageRow[]): void {
    const known = shown.get(channelId) ?? { versions: new Map(), newest: '' as MessageId }
    for (const { _id } of rows) if (_id > known.newest) known.newest = _id
    putVersions(known, rows.filter(isReadable))
    if (known.newest !== '') shown.set(channelId, known)
  }

  const stop = store.subscribe((state, before) => {
    for (const channelId of droppedIn(before, state)) remember(channelId, rowsIn(before, channelId))
  })

  const hasOlder: ShownVersions['hasOlder'] = (channelId, rows) =>
    rows.some((row) => isOlder(row, shown.get(channelId)?.versions.get(row._id)))

  return {
    stop,
    hasOlder,
    isBehind: (channelId, rows) => {
      const known = shown.get(channelId)
      if (known === undefined) return false
      return rows.every(({ _id }) => _id < known.newest) || hasOlder(channelId, rows)
    },
  }
}

const isOlder = (row: MessageRow, version: Version | undefined): boolean =>
  version !== undefined && isReadable(row) && compareVersions(row, version) < 0
