import type { Reader } from '../database/open-database.ts'
import type { ChannelTable } from '../database/schema.ts'
import type { ChannelId, ServerId, UserId } from '#shared/models/ids.ts'
import { directMessagePermissions, type Permission } from '#shared/models/permissions.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { findMembership, permissionsByChannel, requireMembership, type Membership } from './server-access.ts'

/** A channel as one person meets it: the row, what they may do there, and their membership where it has a server. */
export interface ChannelAccess {
  readonly channel: ChannelTable
  readonly permissions: ReadonlySet<Permission>
  readonly membership: Membership | undefined
}

async function directAccess(reader: Reader, channel: ChannelTable, user: UserId): Promise<ChannelAccess> {
  const recipient = await reader
    .selectFrom('recipient')
    .select('userId')
    .where('channelId', '=', channel.id)
    .where('userId', '=', user)
    .executeTakeFirst()
  if (recipient === undefined) throw new ProtocolError('notRecipient')
  return { channel, permissions: new Set(directMessagePermissions), membership: undefined }
}

async function serverAccess(reader: Reader, channel: ChannelTable, user: UserId): Promise<ChannelAccess> {
  const membership = channel.serverId === null ? undefined : await findMembership(reader, channel.serverId, user)
  if (membership === undefined) throw new ProtocolError('notServerMember')
  const byChannel = await permissionsByChannel(reader, membership.grants, [channel.id])
  return { channel, permissions: byChannel.get(channel.id) ?? new Set(), membership }
}

/** @throws ProtocolError notInDirectMessages, missingPermission */
export function demand(access: ChannelAccess, permission: Permission): void {
  if (access.permissions.has(permission)) return
  throw new ProtocolError(access.channel.type === 'DM' ? 'notInDirectMessages' : 'missingPermission', { permission })
}

/** A channel as a path names it, with the server in it where the path has one. */
export interface ChannelPlace {
  readonly channel: ChannelId
  readonly server?: ServerId | undefined
}

export function findChannel(reader: Reader, channel: ChannelId): Promise<ChannelTable | undefined> {
  return reader.selectFrom('channel').selectAll().where('id', '=', channel).executeTakeFirst()
}

/**
 * Opens a channel for somebody, whatever they may do there: membership where the path names a server, then the channel,
 * which is not found under another server than its own, whoever asks (ID-15, D-11; MB-16, R12).
 * @throws ProtocolError serverNotFound, channelNotFound, notRecipient, notServerMember
 */
export async function openChannel(reader: Reader, place: ChannelPlace, user: UserId): Promise<ChannelAccess> {
  if (place.server !== undefined) await requireMembership(reader, place.server, user)
  const channel = await findChannel(reader, place.channel)
  if (channel === undefined) throw new ProtocolError('channelNotFound')
  if (place.server !== undefined && channel.serverId !== place.server) throw new ProtocolError('channelNotFound')
  return channel.type === 'DM' ? directAccess(reader, channel, user) : serverAccess(reader, channel, user)
}

/**
 * The gates of what is said and read in a channel (ID-5, MB-1.5).
 * @throws ProtocolError serverNotFound, channelNotFound, notRecipient, notServerMember, missingPermission
 */
export async function requireChannel(reader: Reader, place: ChannelPlace, user: UserId): Promise<ChannelAccess> {
  const access = await openChannel(reader, place, user)
  demand(access, 'VIEW_CHANNEL')
  return access
}
