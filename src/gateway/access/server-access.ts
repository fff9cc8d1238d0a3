import { textsOf } from '../database/dialect.ts'
import { parseTexts } from '../database/json-column.ts'
import type { Reader } from '../database/open-database.ts'
import { roleId, serverId, userId, type ServerId, type UserId } from '#shared/models/ids.ts'
import {
  channelPermissions,
  hasServerPermission,
  permissionOverride,
  type MemberGrants,
  type Permission,
} from '#shared/models/permissions.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as z from 'zod/mini'

const overrides = z.array(permissionOverride)

/** Somebody, member or not, and a server. */
export interface MemberKey {
  readonly server: ServerId
  readonly user: UserId
}

export interface Membership {
  readonly server: ServerId
  readonly grants: MemberGrants
}

async function rolesOf(reader: Reader, server: string): Promise<MemberGrants['roles']> {
  const rows = await reader
    .selectFrom('role')
    .select(['id', 'permissions', 'position'])
    .where('serverId', '=', server)
    .execute()
  return rows.map((row) => ({ _id: row.id, permissions: parseTexts(row.permissions), position: row.position }))
}

async function grantsIn(reader: Reader, server: string, user?: string): Promise<MemberGrants[]> {
  const everybody = reader
    .selectFrom('member')
    .innerJoin('server', 'server.id', 'member.serverId')
    .select(['member.userId', 'server.everyoneRoleId', 'member.roleIds', 'member.isOwner'])
    .where('member.serverId', '=', server)
  const rows = await (user === undefined ? everybody : everybody.where('member.userId', '=', user)).execute()
  if (rows.length === 0) return []
  const roles = await rolesOf(reader, server)
  return rows.map((row) => ({
    userId: userId.parse(row.userId),
    isOwner: row.isOwner === 1,
    everyoneRoleId: roleId.parse(row.everyoneRoleId),
    roleIds: parseTexts(row.roleIds),
    roles,
  }))
}

/** All that decides what each member of a server may do there. */
export const grantsOfEverybody = (reader: Reader, server: string): Promise<MemberGrants[]> => grantsIn(reader, server)

/** All that decides what this person may do in this server, or undefined where they are no member. */
export async function findMembership(reader: Reader, server: string, user: string): Promise<Membership | undefined> {
  const [grants] = await grantsIn(reader, server, user)
  return grants === undefined ? undefined : { server: serverId.parse(server), grants }
}

/**
 * The gate MEMBER (ID-5).
 * @throws ProtocolError serverNotFound, notServerMember
 */
export async function requireMembership(reader: Reader, server: ServerId, user: UserId): Promise<Membership> {
  const membership = await findMembership(reader, server, user)
  if (membership !== undefined) return membership
  const known = await reader.selectFrom('server').select('id').where('id', '=', server).executeTakeFirst()
  throw new ProtocolError(known === undefined ? 'serverNotFound' : 'notServerMember')
}

/**
 * The gate SRV (ID-5): membership, then a permission for the whole server. An unknown server is one that nobody is in.
 * @throws ProtocolError notServerMember, missingPermission
 */
export async function requireServerPermission(
  reader: Reader,
  member: MemberKey,
  permission: Permission,
): Promise<Membership> {
  const membership = await findMembership(reader, member.server, member.user)
  if (membership === undefined) throw new ProtocolError('notServerMember')
  demandServerPermission(membership, permission)
  return membership
}

/** @throws ProtocolError missingPermission */
export function demandServerPermission({ grants }: Membership, permission: Permission): void {
  if (!hasServerPermission(grants, permission)) throw new ProtocolError('missingPermission', { permission })
}

/** The overrides of some channels, by channel. */
export async function overridesOf(
  reader: Reader,
  channels: readonly string[],
): Promise<ReadonlyMap<string, MemberOverrides>> {
  const found = new Map<string, MemberOverrides>()
  if (channels.length === 0) return found
  const rows = await reader
    .selectFrom('permissionOverride')
    .selectAll()
    .where('channelId', 'in', textsOf(channels))
    .orderBy('place')
    .execute()
  const byChannel = Map.groupBy(rows, (row) => row.channelId)
  for (const [channel, list] of byChannel) {
    const parsed = list.map((row) => ({
      targetType: row.targetType,
      targetId: row.targetId,
      allow: JSON.parse(row.allow) as unknown,
      deny: JSON.parse(row.deny) as unknown,
    }))
    found.set(channel, overrides.parse(parsed))
  }
  return found
}

type MemberOverrides = z.infer<typeof overrides>

/** What a member may do in each of some channels of one server. */
export async function permissionsByChannel(
  reader: Reader,
  grants: MemberGrants,
  channels: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<Permission>>> {
  const byChannel = await overridesOf(reader, channels)
  return new Map(channels.map((channel) => [channel, channelPermissions(grants, byChannel.get(channel) ?? [])]))
}
