import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { selectChannel } from '../store/selectors/channels.ts'
import type { AccountState, MessageIsland, MessageRow, MessageWindow } from '../store/state.ts'
import type { CachedRecord, RecordKind } from './cache-database.ts'
import { PLACE_PARTS } from './cache-fetch.ts'
import { orderOf } from './cache-order.ts'
import type { CachedStretch } from './cache-ranges.ts'
import type { CacheChange, ChannelChange, RowsChange } from './cache-writer.ts'

/** What was written last: a state, which channels anything is kept of, with their servers, and of which servers the places. */
export interface Written {
  readonly state: AccountState
  readonly channels: ReadonlyMap<string, string | null>
  readonly places: ReadonlySet<string>
}

const record = (kind: RecordKind, id: string, value: unknown): CachedRecord => ({ kind, id, value })

type Table = Readonly<Record<string, unknown>>

const same = (one: Table | undefined, other: Table): boolean => one === other

/** The entries of a table that are other ones than before. */
function changedIn(kind: RecordKind, before: Table, now: Table): readonly CachedRecord[] {
  if (same(before, now)) return []
  return Object.entries(now).flatMap(([id, value]) => (before[id] === value ? [] : [record(kind, id, value)]))
}

/** What a server's place has that is new. One that is being read, or out of date, is kept as it is on the disk. */
function changedPlaces(before: AccountState, state: AccountState): readonly CachedRecord[] {
  if (before.places === state.places && before.servers === state.servers) return []
  const [wasListed, isListed] = [listedIn(before), listedIn(state)]
  return Object.entries(state.places).flatMap(([serverId, place]) => {
    const known = wasListed(serverId) ? before.places[serverId] : undefined
    if (known === place || place.status !== 'ready' || !isListed(serverId)) return []
    return PLACE_PARTS.flatMap((part) => (known?.[part] === place[part] ? [] : [record(part, serverId, place[part])]))
  })
}

const asOfOf = ({ connection, asOf }: AccountState, now: number): number | null =>
  connection.status === 'connected' ? now : asOf

function changedRecords(before: AccountState, state: AccountState, now: number): readonly CachedRecord[] {
  const { me, servers, directs, openChannel } = state
  const asOf = asOfOf(state, now)
  const last = openChannel === null ? undefined : placeOf(state, openChannel)
  return [
    ...(asOf === null ? [] : [record('asOf', '', asOf)]),
    ...(me === before.me ? [] : [record('me', '', me)]),
    ...(servers === before.servers || servers === null ? [] : [record('servers', '', servers)]),
    ...(directs === before.directs || directs === null ? [] : [record('directs', '', directs)]),
    ...(last === undefined ? [] : [record('last', '', { serverId: last.serverId, channelId: openChannel })]),
    ...changedIn('person', before.people, state.people),
    ...changedIn('mark', before.marks, state.marks),
    ...changedPlaces(before, state),
  ]
}

/** The server a channel is of, null for a direct one; undefined where this account does not have the channel. */
function placeOf(state: AccountState, channelId: ChannelId): { readonly serverId: ServerId | null } | undefined {
  const channel = selectChannel(state, channelId)
  if (channel === undefined) return undefined
  return { serverId: channel.type === 'DM' ? null : channel.serverId }
}

/** Rows and the stretch that is whole with them; undefined where nothing is another than before. */
function changedRows(window: Range, before: readonly MessageRow[] | undefined): RowsChange | undefined {
  const stretch = stretchOf(window.rows, window.reachesStart)
  if (stretch === undefined || before === window.rows) return undefined
  const follows = before === undefined ? undefined : stretchOf(before)
  if (before === undefined || follows === undefined) return { rows: window.rows, stretch, follows: undefined }
  const known = new Set(before)
  return { rows: window.rows.filter((row) => !known.has(row)), stretch, follows }
}

function stretchOf(rows: readonly MessageRow[], reachesStart = false): CachedStretch | undefined {
  const [oldest, newest] = [rows[0], rows.at(-1)]
  if (oldest === undefined || newest === undefined) return undefined
  return { newest: orderOf(newest), oldest: orderOf(oldest), reachesStart }
}

type Range = MessageWindow | MessageIsland

/** What somebody vouches for of a channel: its newest range, and those further back. */
function rangesOf({ windows, islands }: AccountState, channelId: ChannelId): readonly Range[] {
  const window = windows[channelId]
  const known: readonly Range[] = [...(window?.status === 'ready' ? [window] : []), ...(islands[channelId] ?? [])]
  return known.filter(({ catchingUp }) => !catchingUp)
}

/** A range is known again by its first or its last message: it grows at one end at a time. */
const isSameRange = (one: Range, other: Range): boolean =>
  one.rows[0]?._id === other.rows[0]?._id || one.rows.at(-1)?._id === other.rows.at(-1)?._id

function changedChannel(written: Written, state: AccountState, at: ChannelTime): ChannelChange | undefined {
  const { channelId, now } = at
  const before = written.channels.has(channelId) ? rangesOf(written.state, channelId) : []
  const isOpen = state.openChannel === channelId
  const place = placeOf(state, channelId)
  const ranges = rangesOf(state, channelId)
  if (place === undefined || ranges.length === 0) return undefined
  const changes = ranges.flatMap((range) => {
    const known = before.find((each) => isSameRange(each, range))
    return changedRows(range, known?.rows) ?? []
  })
  if (changes.length === 0 && !isOpen) return undefined
  return {
    channelId,
    serverId: place.serverId,
    readAt: isOpen ? now : undefined,
    asOf: asOfOf(state, now) ?? now,
    changes,
  }
}

interface ChannelTime {
  readonly channelId: ChannelId
  readonly now: number
}

const idsOf = (list: readonly { readonly _id: string }[] | null): ReadonlySet<string> | undefined =>
  list === null ? undefined : new Set(list.map(({ _id }) => _id))

/** Whether this account is in a server, as far as anybody knows. */
function listedIn({ servers }: AccountState): (serverId: string) => boolean {
  const present = idsOf(servers)
  return (serverId) => present?.has(serverId) !== false
}

/** Whether this account does not have a channel any more, as far as anybody knows. */
function goneIn(state: AccountState): (channelId: string, serverId: string | null) => boolean {
  const { directs, places } = state
  const [isListed, inDirects] = [listedIn(state), idsOf(directs)]
  return (channelId, serverId) => {
    if (serverId === null) return inDirects?.has(channelId) === false
    if (!isListed(serverId)) return true
    const place = places[serverId]
    return place?.status === 'ready' && place.channels.every(({ _id }) => _id !== channelId)
  }
}

function forgottenOf({ state: before, channels }: Written, state: AccountState): readonly string[] {
  const { servers, directs, places, marks } = state
  const sameLists = before.servers === servers && before.directs === directs && before.places === places
  if (sameLists && before.marks === marks) return []
  const isGone = goneIn(state)
  const unmarked = Object.keys(before.marks).filter((channelId) => marks[channelId] === undefined)
  const gone = [...channels].flatMap(([channelId, serverId]) => (isGone(channelId, serverId) ? [channelId] : []))
  return [...new Set([...unmarked, ...gone])]
}

/** Records of servers this account is not in any more. */
function goneRecords({ places }: Written, state: AccountState): CacheChange['gone'] {
  const isListed = listedIn(state)
  const left = [...places].filter((serverId) => !isListed(serverId))
  return left.flatMap((serverId) => PLACE_PARTS.map((part) => [part, serverId] as const))
}

/** What of a state is to be written, so that the disk has it; pure, so that what is kept can be told from any two states. */
export function cacheChange(written: Written, state: AccountState, now: number): CacheChange {
  // Keys of `windows` and `islands` are channel ids by construction.
  const ids = [...new Set([...Object.keys(state.windows), ...Object.keys(state.islands)])] as ChannelId[]
  return {
    records: changedRecords(written.state, state, now),
    gone: goneRecords(written, state),
    channels: ids.flatMap((channelId) => changedChannel(written, state, { channelId, now }) ?? []),
    forgotten: forgottenOf(written, state),
  }
}

/** Whether there can be anything to write. */
export function mayDiffer(before: AccountState, state: AccountState): boolean {
  const kept = ['me', 'servers', 'directs', 'people', 'marks', 'places', 'windows', 'islands', 'openChannel'] as const
  return kept.some((slice) => before[slice] !== state[slice])
}
