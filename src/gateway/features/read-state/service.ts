import { placesOf } from '../../access/visible-channels.ts'
import { requireChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import type { MessageId, UserId } from '#shared/models/ids.ts'
import { unreadList, type UnreadChannel } from '#shared/protocol/http/channels.ts'
import * as repository from './repository.ts'

export interface ReadStateService {
  /** Moves a person's mark forward. Never back, and to nothing that is not in the channel (ID-15, D-34). */
  readonly acknowledge: (place: ChannelPlace, user: UserId, readMessage: () => MessageId) => Promise<void>
  /** Counts of everything after the mark, all channels in one answer (extension `unread`). */
  readonly unread: (user: UserId) => Promise<UnreadChannel[]>
}

export function createReadStateService(options: { clock: Clock; database: Database }): ReadStateService {
  const { clock, database } = options
  return {
    acknowledge: (place, user, readMessage) =>
      database.write(async (writer) => {
        await requireChannel(writer, place, user)
        const message = readMessage()
        const mark = { userId: user, channelId: place.channel, lastReadMessageId: message }
        if (await repository.isInChannel(writer, place.channel, message)) {
          await repository.moveForward(writer, { ...mark, updatedAt: isoTime(clock.now()) })
        }
        return { result: undefined }
      }),
    unread: async (user) => {
      const { direct, servers } = await placesOf(database.reader, user)
      const channels = [...direct, ...[...servers.values()].flatMap((visible) => [...visible])]
      return unreadList.parse(await repository.unreadCounts(database.reader, user, channels))
    },
  }
}
