import {
  demandServerPermission,
  overridesOf,
  permissionsByChannel,
  requireMembership,
} from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Writer } from '../../database/open-database.ts'
import type { ChannelTable } from '../../database/schema.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import { toServerChannel, withRecipients } from '../../wire/channel.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { channelId, type ServerId, type UserId } from '#shared/models/ids.ts'
import type { CreateChannelBody } from '#shared/protocol/http/channels.ts'
import { categoryIn } from './channel-rules.ts'
import * as repository from './repository.ts'

export interface ChannelsService {
  /** `readBody` runs behind the gates: who may not do it is told so before any complaint about the body. */
  readonly create: (server: ServerId, user: UserId, readBody: () => CreateChannelBody) => Promise<object>
  readonly list: (server: ServerId, user: UserId) => Promise<object[]>
}

interface ChannelsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
}

/** Channels of servers: making them, and the list as one member sees it. */
export function createChannelsService(options: ChannelsOptions): ChannelsService {
  const { clock, database, publish, rooms, fileAddress } = options

  async function newRow(writer: Writer, server: ServerId, body: CreateChannelBody): Promise<ChannelTable> {
    const now = clock.now()
    return {
      id: newId(now),
      type: body.type,
      serverId: server,
      name: body.name,
      topic: null,
      url: body.url ?? null,
      categoryId: body.categoryId === undefined ? null : await categoryIn(writer, server, body.categoryId),
      position: null,
      directKey: null,
      createdAt: isoTime(now),
      updatedAt: isoTime(now),
    }
  }

  return {
    create: (server, user, readBody) =>
      database.write(async (writer) => {
        demandServerPermission(await requireMembership(writer, server, user), 'MANAGE_CHANNEL')
        const row = await newRow(writer, server, readBody())
        await repository.insertChannel(writer, row)
        const plan = await rooms.planServer(writer, server)
        const channel = withRecipients(toServerChannel(row, []))
        return {
          result: channel,
          announce: () => {
            plan.apply()
            // The protocol has no event for a new channel: its update tells those who see it, the permissions event
            // makes stock clients read their list again (GW-12, D18).
            publish.broadcast('CHANNEL_UPDATE', row.id, channel)
            publish.broadcast('PERMISSIONS_UPDATE', server, { serverId: server, channelId: channelId.parse(row.id) })
          },
        }
      }),
    // Between two commits: whoever loses a channel meanwhile sees nothing that came after.
    list: (server, user) =>
      database.settle(async (reader) => {
        const { grants } = await requireMembership(reader, server, user)
        const rows = await repository.channelsOf(reader, server)
        const ids = rows.map((row) => row.id)
        const permissions = await permissionsByChannel(reader, grants, ids)
        const overrides = await overridesOf(reader, ids)
        const visible = rows.filter((row) => permissions.get(row.id)?.has('VIEW_CHANNEL') === true)
        const last = await repository.lastMessages(
          reader,
          fileAddress,
          visible.map((row) => row.id),
        )
        const read = await repository.readStatesOf(reader, user)
        return visible.map((row) => ({
          ...withRecipients(toServerChannel(row, overrides.get(row.id) ?? [])),
          lastMessage: last.get(row.id) ?? null,
          lastReadMessageId: read.get(row.id) ?? null,
          permissions: [...(permissions.get(row.id) ?? [])],
        }))
      }),
  }
}
