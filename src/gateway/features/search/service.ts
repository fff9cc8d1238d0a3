import { requireChannel } from '../../access/channel-access.ts'
import { requireMembership, type MemberKey } from '../../access/server-access.ts'
import { visibleInServer } from '../../access/visible-channels.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toMessages } from '../../wire/messages.ts'
import type { ChannelId, ServerId, UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { searchHits, type SearchHits } from '#shared/protocol/http/search.ts'
import * as repository from './repository.ts'

/** What is asked for. */
export interface Wanted {
  readonly text: string
  /** In a server: nowhere else. */
  readonly channel: ChannelId | undefined
  readonly limit: number
  readonly page: number
}

/** Search in what somebody may read (MB-7). `readWanted` runs behind the gates. */
export interface SearchService {
  /** @throws ProtocolError serverNotFound, notServerMember, nothingToSearch, missingPermission, searchTooSlow */
  readonly inServer: (server: ServerId, user: UserId, readWanted: () => Wanted) => Promise<SearchHits>
  /** @throws ProtocolError what requireChannel throws, searchTooSlow */
  readonly inChannel: (channel: ChannelId, user: UserId, readWanted: () => Wanted) => Promise<SearchHits>
}

interface SearchOptions {
  readonly database: Database
  readonly fileAddress: FileAddress
}

interface Asked {
  readonly wanted: Wanted
  readonly channels: ReadonlySet<string>
}

/** Where a member may look; a channel that is not there for them is refused like one they cannot view (MB-16, R1). */
async function channelsFor(reader: Reader, { server, user }: MemberKey, wanted: Wanted): Promise<ReadonlySet<string>> {
  if (!(await repository.hasChannels(reader, server))) throw new ProtocolError('nothingToSearch')
  const visible = (await visibleInServer(reader, server, [user])).get(user) ?? new Set()
  if (wanted.channel === undefined) return visible
  if (visible.has(wanted.channel)) return new Set([wanted.channel])
  throw new ProtocolError('missingPermission', { permission: 'VIEW_CHANNEL' })
}

export function createSearchService({ database, fileAddress }: SearchOptions): SearchService {
  /** The gates stand before the search and once more behind it: what was lost meanwhile is not shown. */
  async function search(user: UserId, ask: (reader: Reader) => Promise<Asked>): Promise<SearchHits> {
    const { wanted, channels } = await database.settle(ask)
    const { limit, page, text } = wanted
    const skip = (page - 1) * limit
    const { total, ids } = await database.search.find(user, { text, channels: [...channels], skip, take: limit })
    const messages = await database.settle(async (reader) => {
      const { channels: open } = await ask(reader)
      const rows = await repository.standingAmong(reader, ids)
      return toMessages(
        reader,
        fileAddress,
        rows.filter((row) => open.has(row.channelId)),
      )
    })
    // A hit says less than the message does elsewhere.
    return searchHits.parse({ messages, pagination: { page, limit, total, totalPages: Math.ceil(total / limit) } })
  }

  return {
    inServer: (server, user, readWanted) =>
      search(user, async (reader) => {
        await requireMembership(reader, server, user)
        const wanted = readWanted()
        return { wanted, channels: await channelsFor(reader, { server, user }, wanted) }
      }),
    inChannel: (channel, user, readWanted) =>
      search(user, async (reader) => {
        await requireChannel(reader, { channel }, user)
        return { wanted: readWanted(), channels: new Set([channel]) }
      }),
  }
}
