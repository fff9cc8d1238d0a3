import type { ChannelId } from '#shared/models/ids.ts'
import { foldCase } from '#shared/models/fold-case.ts'
import type { Message } from '#shared/models/message.ts'
import { isReadable } from '../store/state.ts'
import { parseRow, type CacheDatabase, type CachedRow } from './cache-database.ts'
import type { Cache } from './open-cache.ts'

/** What is looked for in what is kept on this computer. */
export interface CacheQuery {
  /** Any part of a text, literally, in upper or lower case; empty: any text. */
  readonly text: string
  readonly channelId?: ChannelId
}

interface SearchOptions {
  /** Only what this account may still see is found. */
  readonly maySee: (channelId: string, serverId: string | null) => boolean
  /** Ends the search. */
  readonly signal?: AbortSignal | undefined
}

/** So many rows are looked at in one go: a few milliseconds. */
const ROWS_A_PART = 200

/** Sorts before and behind everything. */
const [FIRST, LAST] = ['', '\uFFFF'] as const

interface Place {
  readonly channelId: ChannelId | undefined
  /** Behind this one. */
  readonly behind: string
}

function readPart(database: CacheDatabase, { channelId, behind }: Place): Promise<CachedRow[]> {
  if (channelId === undefined) {
    return database.getAllFromIndex('rows', 'order', IDBKeyRange.bound(behind, LAST, true), ROWS_A_PART)
  }
  return database.getAll('rows', IDBKeyRange.bound([channelId, behind], [channelId, LAST], true), ROWS_A_PART)
}

function isHit({ row }: CachedRow, folded: string): boolean {
  if (!isReadable(row) || row.retractedAt !== undefined) return false
  return foldCase(row.content ?? '').includes(folded)
}

/** The messages of a part that are found, whole. */
const hitsIn = (part: readonly CachedRow[], folded: string): readonly Message[] =>
  part
    .filter((row) => isHit(row, folded))
    .flatMap(parseRow)
    .filter(isReadable)

/**
 * What is kept and found, the newest first, part by part: between two of them the page is free. Ends early where the disk
 * cannot be read.
 */
export async function* searchCache(
  cache: Cache,
  query: CacheQuery,
  { maySee, signal }: SearchOptions,
): AsyncGenerator<readonly Message[], void> {
  const folded = foldCase(query.text)
  const servers = new Map((await cache.channels()).map(({ channelId, serverId }) => [channelId, serverId]))
  const isVisible = (channelId: string): boolean => {
    const serverId = servers.get(channelId)
    return serverId !== undefined && maySee(channelId, serverId)
  }
  let behind: string | undefined = FIRST
  const isEnded = (): boolean => signal?.aborted === true
  while (behind !== undefined && !isEnded()) {
    const place: Place = { channelId: query.channelId, behind }
    const part = (await cache.withDatabase((database) => readPart(database, place))) ?? []
    const hits = hitsIn(
      part.filter(({ channelId }) => isVisible(channelId)),
      folded,
    )
    if (hits.length > 0 && !isEnded()) yield hits
    behind = part.length < ROWS_A_PART ? undefined : part.at(-1)?.order
  }
}
