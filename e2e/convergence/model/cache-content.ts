import { recordSchemas } from '#renderer/storage/cache-database.ts'
import type { CachedChannel, CachedRecord, CachedRow, RecordKind } from '#renderer/storage/cache-database.ts'
import {
  ABOVE_SERVERS,
  asOfStretch,
  PLACE_PARTS,
  type FoundHome,
  type FoundPlace,
  type FoundRange,
  type FoundRemains,
} from '#renderer/storage/cache-fetch.ts'
import { orderOf } from '#renderer/storage/cache-order.ts'
import type { CachedStretch } from '#renderer/storage/cache-ranges.ts'
import { claimed, type CacheChange, type ChannelChange, type RowsChange } from '#renderer/storage/cache-writer.ts'

type Placed = Parameters<typeof orderOf>[0]

const isIn = ({ newest, oldest }: CachedStretch, order: string): boolean => newest <= order && order <= oldest

/** What a cache has in it, as its database holds it. Each of these is carried out whole or not at all. */
export class CacheContent {
  readonly #records = new Map<string, CachedRecord>()
  readonly #channels = new Map<string, CachedChannel>()
  /** Of each channel, the newest first. */
  readonly #rows = new Map<string, readonly CachedRow[]>()

  channels(): readonly CachedChannel[] {
    return [...this.#channels.values()]
  }

  places(): readonly string[] {
    const parts = [...this.#records.values()].filter(({ kind }) => PLACE_PARTS.some((part) => part === kind))
    return [...new Set(parts.map(({ id }) => id))]
  }

  forget(channelIds: readonly string[]): void {
    for (const channelId of channelIds) {
      this.#rows.delete(channelId)
      this.#channels.delete(channelId)
      this.#records.delete(`mark ${channelId}`)
    }
  }

  putRecords({ records, gone }: Pick<CacheChange, 'records' | 'gone'>): void {
    for (const record of records) this.#records.set(`${record.kind} ${record.id}`, record)
    for (const [kind, id] of gone) this.#records.delete(`${kind} ${id}`)
  }

  putRows({ channelId, changes }: ChannelChange): void {
    const put = changes.flatMap(({ rows }) => rows).map((row): CachedRow => ({ channelId, order: orderOf(row), row }))
    const orders = new Set(put.map(({ order }) => order))
    const rest = this.#rowsOf(channelId).filter(({ order }) => !orders.has(order))
    this.#rows.set(
      channelId,
      [...rest, ...put].toSorted((a, b) => (a.order < b.order ? -1 : 1)),
    )
  }

  /** False where what the rows were to follow is not there any more. */
  claim(change: ChannelChange): boolean {
    for (const each of change.changes) if (each.follows === undefined) this.#removeOthers(change.channelId, each)
    const next = claimed(this.#channels.get(change.channelId), change)
    if (next !== undefined) this.#channels.set(change.channelId, next)
    return next !== undefined
  }

  #removeOthers(channelId: string, { rows, stretch }: RowsChange): void {
    const present = new Set(rows.map((row) => orderOf(row)))
    const rest = this.#rowsOf(channelId).filter(({ order }) => !isIn(stretch, order) || present.has(order))
    this.#rows.set(channelId, rest)
  }

  #rowsOf(channelId: string): readonly CachedRow[] {
    return this.#rows.get(channelId) ?? []
  }

  /** Everything that can be read of channels. */
  whole(): readonly CachedRow[] {
    return this.channels().flatMap(({ channelId, stretches }) =>
      this.#rowsOf(channelId).filter(({ order }) => stretches.some((stretch) => isIn(stretch, order))),
    )
  }

  #all(kind: RecordKind): readonly CachedRecord[] {
    return [...this.#records.values()].filter((record) => record.kind === kind)
  }

  #each<Kind extends RecordKind>(kinds: readonly Kind[], id: string): Record<Kind, CachedRecord | undefined> {
    const found = kinds.map((kind) => [kind, this.#records.get(`${kind} ${id}`)] as const)
    // Every kind is in it, as it was made of all of them.
    return Object.fromEntries(found) as Record<Kind, CachedRecord | undefined>
  }

  home(): FoundHome {
    return { one: this.#each(ABOVE_SERVERS, ''), people: this.#all('person'), marks: this.#all('mark') }
  }

  place(serverId: string): FoundPlace {
    return this.#each(PLACE_PARTS, serverId)
  }

  remains(limit: number): FoundRemains {
    const home = this.home()
    const last = recordSchemas.last.safeParse(home.one.last?.value)
    if (!last.success) return { home, place: undefined, range: undefined }
    const { serverId, channelId } = last.data
    const place = serverId === null ? undefined : this.place(serverId)
    return { home, place, range: this.newest(channelId, limit) }
  }

  newest(channelId: string, limit: number): FoundRange | undefined {
    return this.#part(channelId, (each) => each === this.#channels.get(channelId)?.stretches[0], {
      limit,
      isAfter: () => true,
    })
  }

  older(channelId: string, before: Placed, limit: number): FoundRange | undefined {
    const at = orderOf(before)
    return this.#part(channelId, (each) => each.newest <= at && at < each.oldest, {
      limit,
      isAfter: (order) => order > at,
    })
  }

  #part(
    channelId: string,
    isMeant: (stretch: CachedStretch) => boolean,
    { limit, isAfter }: { readonly limit: number; readonly isAfter: (order: string) => boolean },
  ): FoundRange | undefined {
    const channel = this.#channels.get(channelId)
    const stretch = channel?.stretches.find(isMeant)
    if (channel === undefined || stretch === undefined) return undefined
    const all = this.#rowsOf(channelId).filter(({ order }) => isIn(stretch, order) && isAfter(order))
    const rows = all.slice(0, limit)
    return {
      rows,
      reachesStart: rows.length === all.length && stretch.reachesStart,
      asOf: asOfStretch(channel, stretch),
    }
  }

  newer(channelId: string, after: Placed, limit: number): FoundRange | undefined {
    const at = orderOf(after)
    const channel = this.#channels.get(channelId)
    const stretch = channel?.stretches.find((each) => each.newest < at && at <= each.oldest)
    if (channel === undefined || stretch === undefined) return undefined
    const all = this.#rowsOf(channelId).filter(({ order }) => isIn(stretch, order) && order < at)
    return { rows: all.slice(-limit), reachesStart: false, asOf: asOfStretch(channel, stretch) }
  }

  around(channelId: string, messageId: string, limit: number): FoundRange | undefined {
    return this.#beside(
      channelId,
      this.#rowsOf(channelId).find(({ row }) => row._id === messageId),
      limit,
    )
  }

  /** From a moment on; the last one where none follows. */
  from(channelId: string, at: number, limit: number): FoundRange | undefined {
    const whole = this.whole().filter((row) => row.channelId === channelId)
    return this.#beside(channelId, whole.findLast(({ row }) => Date.parse(row.createdAt) >= at) ?? whole[0], limit)
  }

  #beside(channelId: string, found: CachedRow | undefined, limit: number): FoundRange | undefined {
    if (found === undefined) return undefined
    const isAfter = (order: string): boolean => order > found.order
    const older = this.#part(channelId, (each) => isIn(each, found.order), { limit, isAfter })
    const newer = this.newer(channelId, found.row, limit)?.rows ?? []
    return older && { ...older, rows: [...newer, found, ...older.rows] }
  }
}
