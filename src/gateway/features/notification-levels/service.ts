import { requireChannel } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Writer } from '../../database/open-database.ts'
import { putNotificationLevel } from '../../database/upserts.ts'
import { isoTime } from '../../new-id.ts'
import type { ChannelId, UserId } from '#shared/models/ids.ts'
import { notificationLevelBody, type NotificationLevel } from '#shared/protocol/http/channels.ts'
import * as repository from './repository.ts'

interface Level {
  readonly level: NotificationLevel
}

export interface NotificationLevelsService {
  readonly get: (channel: ChannelId, user: UserId) => Promise<Level>
  /** `readBody` runs behind the gates. */
  readonly set: (channel: ChannelId, user: UserId, readBody: () => Level) => Promise<Level>
  readonly list: (user: UserId) => Promise<(Level & { readonly channelId: string })[]>
}

/** How loud a channel is for one person, where it differs from its server (ID-14.8, 9.5). */
export function createNotificationLevels(options: { clock: Clock; database: Database }): NotificationLevelsService {
  const { clock, database } = options

  /** Later than every other level of this person, so that the list has an order within one millisecond too. */
  async function changeTime(writer: Writer, user: UserId): Promise<string> {
    const [latest] = await repository.levelsOf(writer, user)
    const earliest = latest === undefined ? 0 : Date.parse(latest.updatedAt) + 1
    return isoTime(Math.max(clock.now(), earliest))
  }

  return {
    get: (channel, user) =>
      database.settle(async (reader) => {
        await requireChannel(reader, { channel }, user)
        return notificationLevelBody.parse({ level: (await repository.findLevel(reader, user, channel)) ?? 'DEFAULT' })
      }),
    set: (channel, user, readBody) =>
      database.write(async (writer) => {
        await requireChannel(writer, { channel }, user)
        const { level } = readBody()
        if (level === 'DEFAULT') await repository.deleteLevel(writer, user, channel)
        else {
          const updatedAt = await changeTime(writer, user)
          await putNotificationLevel(writer, { userId: user, channelId: channel, level, updatedAt })
        }
        return { result: { level } }
      }),
    list: async (user) => {
      const rows = await repository.levelsOf(database.reader, user)
      return rows.map(({ channelId, level }) => ({ channelId, ...notificationLevelBody.parse({ level }) }))
    },
  }
}
