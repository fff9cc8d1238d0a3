import type { ChannelTable } from '../database/schema.ts'
import { serverChannel, type ServerChannel } from '#shared/models/channel.ts'
import type { PermissionOverride } from '#shared/models/permissions.ts'

/** A channel of a server as answers and events give it (ID-4.10); a member that was never set is absent. */
export function toServerChannel(row: ChannelTable, overrides: readonly PermissionOverride[]): ServerChannel {
  return serverChannel.parse({
    _id: row.id,
    type: row.type,
    serverId: row.serverId,
    name: row.name,
    ...(row.topic === null ? {} : { topic: row.topic }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.categoryId === null ? {} : { categoryId: row.categoryId }),
    ...(row.position === null ? {} : { position: row.position }),
    permissionOverrides: overrides,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  })
}

/** The server schema drops what it does not know; the protocol gives every channel a list of recipients. */
export const withRecipients = (channel: ServerChannel): ServerChannel & { recipients: readonly [] } => ({
  ...channel,
  recipients: [],
})
