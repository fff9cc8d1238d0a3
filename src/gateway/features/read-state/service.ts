import { placesOf, visibleInServer } from '../../access/visible-channels.ts'
import { findChannel, requireChannel, type ChannelPlace } from '../../access/channel-access.ts'
import { requireMembership } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import { moveMarkForward } from '../../database/upserts.ts'
import { isoTime } from '../../new-id.ts'
import { parseId } from '../../parse-input.ts'
import type { Publish } from '../../realtime/publish.ts'
import { messageId, type UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { unreadList, type AckBody, type UnreadChannel } from '#shared/protocol/http/channels.ts'
import * as repository from './repository.ts'

export interface ReadStateService {
  /** Moves a person's mark forward. Never back, and to nothing that is not in the channel (ID-15, D-34). */
  readonly acknowledge: (place: ChannelPlace, user: UserId, readBody: () => AckBody) => Promise<void>
  /** Counts of everything after the mark, all channels in one answer (extension `unread`). */
  readonly unread: (user: UserId) => Promise<UnreadChannel[]>
}

interface Acknowledgement {
  readonly place: ChannelPlace
  readonly user: UserId
  readonly readBody: () => AckBody
}

/**
 * The two paths look at the same things in another order (ID-14.7): by its own id the channel comes before the body, under
 * a server after it, and there a channel that does not exist at all is said in words of its own.
 */
async function passGates(reader: Reader, { place, user, readBody }: Acknowledgement): Promise<AckBody> {
  if (place.server === undefined) {
    await requireChannel(reader, place, user)
    return readBody()
  }
  await requireMembership(reader, place.server, user)
  const body = readBody()
  if ((await findChannel(reader, place.channel)) === undefined) throw new ProtocolError('channelGone')
  await requireChannel(reader, place, user)
  return body
}

interface ReadStateOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
}

export function createReadStateService({ clock, database, publish }: ReadStateOptions): ReadStateService {
  /** Between two commits: whoever loses a channel meanwhile learns of nothing that came after. */
  const countServer = (user: UserId, server: string): Promise<object[]> =>
    database.settle(async (reader) => {
      const visible = await visibleInServer(reader, server, [user])
      return repository.unreadCounts(reader, user, [...(visible.get(user) ?? [])])
    })

  return {
    acknowledge: (place, user, readBody) =>
      database.write(async (writer) => {
        const body = await passGates(writer, { place, user, readBody })
        const mark = { channelId: place.channel, lastReadMessageId: parseId(messageId, body.lastMessageId) }
        const moved =
          (await repository.isInChannel(writer, mark.channelId, mark.lastReadMessageId)) &&
          (await moveMarkForward(writer, { ...mark, userId: user, updatedAt: isoTime(clock.now()) }))
        const announce = (): void => {
          if (moved) publish.broadcastToUser(user, 'READ_STATE_UPDATE', mark)
        }
        return { result: undefined, announce }
      }),
    unread: async (user) => {
      const { direct, servers } = await placesOf(database.reader, user)
      const counts = await repository.unreadCounts(database.reader, user, [...direct])
      for (const server of servers.keys()) counts.push(...(await countServer(user, server)))
      return unreadList.parse(counts)
    },
  }
}
