import { settingsAudience, type SettingsAudience } from '../../access/settings-audience.ts'
import { demand, openChannel, type ChannelPlace } from '../../access/channel-access.ts'
import { overridesOf, type Membership } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { ChannelTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import { toServerChannel, withRecipients } from '../../wire/channel.ts'
import type { ServerChannel } from '#shared/models/channel.ts'
import { isId, type UserId } from '#shared/models/ids.ts'
import type { PermissionOverride } from '#shared/models/permissions.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { OverridesBody, UpdateChannelBody } from '#shared/protocol/http/channels.ts'
import { categoryIn } from './channel-rules.ts'
import { demandNoLockOut, demandOnlyHeld, mergeOverrides } from './override-rules.ts'
import * as repository from './repository.ts'

export interface ChannelSettings {
  /** `readBody` runs behind the gates, here and below. */
  readonly update: (place: ChannelPlace, user: UserId, readBody: () => UpdateChannelBody) => Promise<object>
  readonly remove: (place: ChannelPlace, user: UserId) => Promise<void>
  readonly overrides: (place: ChannelPlace, user: UserId) => Promise<readonly PermissionOverride[]>
  readonly replaceOverrides: (
    place: ChannelPlace,
    user: UserId,
    readBody: () => OverridesBody,
  ) => Promise<readonly PermissionOverride[]>
}

interface SettingsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
}

interface ManagedChannel extends Membership {
  readonly channel: ChannelTable
}

/**
 * The gate of every setting (ID-14.4): MANAGE_CHANNEL in the channel itself. Viewing it is not asked for.
 * @throws ProtocolError as `openChannel` and `demand` do
 */
async function requireManaging(reader: Reader, place: ChannelPlace, user: UserId): Promise<ManagedChannel> {
  const access = await openChannel(reader, place, user)
  demand(access, 'MANAGE_CHANNEL')
  if (access.membership === undefined) throw new Error('A direct message is managed by nobody')
  return { channel: access.channel, ...access.membership }
}

async function storedOverrides(reader: Reader, channel: string): Promise<readonly PermissionOverride[]> {
  return (await overridesOf(reader, [channel])).get(channel) ?? []
}

/** The row as the body wants it; what it does not name stays. */
async function changed(reader: Reader, channel: ChannelTable, body: UpdateChannelBody): Promise<ChannelTable> {
  const { name = channel.name, topic = channel.topic, url = channel.url } = body
  const wanted = body.categoryId === undefined ? channel.categoryId : body.categoryId
  const categoryId = wanted === null ? null : await categoryIn(reader, channel.serverId ?? '', wanted)
  if (body.url !== undefined && channel.type !== 'GUILD_WEB') throw new ProtocolError('urlOnlyForWeb')
  return { ...channel, name, topic, url, categoryId }
}

/** What is set about a channel of a server once it is there, and its end (ID-14.4 to 14.6). */
export function createChannelSettings({ clock, database, publish, rooms }: SettingsOptions): ChannelSettings {
  /** One emit to all whom it concerns; the others only learn that something changed (ID-15, D-14). */
  function announceUpdate(channel: ServerChannel, { concerned, others }: SettingsAudience): void {
    publish.broadcast('CHANNEL_UPDATE', concerned, channel)
    publish.broadcast('PERMISSIONS_UPDATE', others, { serverId: channel.serverId })
  }

  return {
    update: (place, user, readBody) =>
      database.write(async (writer) => {
        const { channel, server } = await requireManaging(writer, place, user)
        const body = readBody()
        const row = { ...(await changed(writer, channel, body)), updatedAt: isoTime(clock.now()) }
        await repository.updateChannel(writer, row)
        const updated = withRecipients(toServerChannel(row, await storedOverrides(writer, channel.id)))
        // Said aloud once: a client that lays the answer over what it has would keep the old category.
        const answer = body.categoryId === null ? { ...updated, categoryId: null } : updated
        const audience = await settingsAudience(writer, server, channel.id)
        return {
          result: answer,
          announce: () => {
            announceUpdate(answer, audience)
          },
        }
      }),
    remove: (place, user) =>
      database.write(async (writer) => {
        const { channel, server } = await requireManaging(writer, place, user)
        const { concerned } = await settingsAudience(writer, server, channel.id)
        await repository.deleteChannel(writer, channel.id)
        const plan = await rooms.planServer(writer, server)
        return {
          result: undefined,
          announce: () => {
            // First the news, then the move: it is for those who were there.
            publish.broadcast('CHANNEL_DELETE', concerned, { channelId: place.channel, serverId: server })
            plan.apply()
          },
        }
      }),
    overrides: (place, user) =>
      database.settle(async (reader) => {
        const { channel } = await requireManaging(reader, place, user)
        return storedOverrides(reader, channel.id)
      }),
    replaceOverrides: (place, user, readBody) =>
      database.write(async (writer) => {
        const { channel, server, grants } = await requireManaging(writer, place, user)
        const before = await storedOverrides(writer, channel.id)
        const wanted = readBody().map((override) => ({ ...override, targetId: override.targetId.toLowerCase() }))
        const after = mergeOverrides(wanted)
        demandNoLockOut(grants, after)
        demandOnlyHeld(grants, { before, after })
        if (!after.every(({ targetId }) => isId(targetId))) throw new ProtocolError('malformedId')
        const row = { ...channel, updatedAt: isoTime(clock.now()) }
        await repository.replaceOverrides(writer, row, after)
        const updated = withRecipients(toServerChannel(row, after))
        const { concerned } = await settingsAudience(writer, server, channel.id)
        const plan = await rooms.planServer(writer, server)
        return {
          result: after,
          announce: () => {
            plan.apply()
            publish.broadcast('CHANNEL_UPDATE', concerned, updated)
            publish.broadcast('PERMISSIONS_UPDATE', server, { serverId: server, channelId: place.channel })
          },
        }
      }),
  }
}
