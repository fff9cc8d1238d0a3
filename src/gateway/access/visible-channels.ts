import { textsOf } from '../database/dialect.ts'
import { parseTexts } from '../database/json-column.ts'
import type { Reader } from '../database/open-database.ts'
import { roleId, userId } from '#shared/models/ids.ts'
import { channelPermissions, type MemberGrants, type PermissionOverride } from '#shared/models/permissions.ts'
import { overridesOf } from './server-access.ts'

/** Everything one person is let into. */
export interface Places {
  /** Channels of direct messages. */
  readonly direct: ReadonlySet<string>
  /** Servers, each with the channels that can be viewed there. */
  readonly servers: ReadonlyMap<string, ReadonlySet<string>>
}

/** The members of one server who were asked about, each with the channels they can view there. */
type Viewers = ReadonlyMap<string, ReadonlySet<string>>

interface Member {
  readonly server: string
  readonly grants: MemberGrants
}

async function rolesOf(reader: Reader, servers: readonly string[]): Promise<Map<string, MemberGrants['roles']>> {
  const rows = await reader
    .selectFrom('role')
    .select(['serverId', 'id', 'permissions', 'position'])
    .where('serverId', 'in', textsOf(servers))
    .execute()
  const byServer = Map.groupBy(rows, (row) => row.serverId)
  const grantsOf = (row: (typeof rows)[number]): MemberGrants['roles'][number] => ({
    _id: row.id,
    permissions: parseTexts(row.permissions),
    position: row.position,
  })
  return new Map([...byServer].map(([server, list]) => [server, list.map(grantsOf)]))
}

async function membersOf(reader: Reader, servers: readonly string[], users: readonly string[]): Promise<Member[]> {
  const rows = await reader
    .selectFrom('member')
    .innerJoin('server', 'server.id', 'member.serverId')
    .select(['member.serverId', 'member.userId', 'member.roleIds', 'member.isOwner', 'server.everyoneRoleId'])
    .where('member.serverId', 'in', textsOf(servers))
    .where('member.userId', 'in', textsOf(users))
    .execute()
  const roles = await rolesOf(reader, servers)
  return rows.map((row) => ({
    server: row.serverId,
    grants: {
      userId: userId.parse(row.userId),
      isOwner: row.isOwner === 1,
      everyoneRoleId: roleId.parse(row.everyoneRoleId),
      roleIds: parseTexts(row.roleIds),
      roles: roles.get(row.serverId) ?? [],
    },
  }))
}

/**
 * Answers for member after member which of a server's channels they can view. Members with the same roles get the same
 * answer, worked out once, unless an override names one of them: a change in a large server looks at every member.
 */
function createView(
  channels: readonly string[],
  overrides: ReadonlyMap<string, readonly PermissionOverride[]>,
): (member: MemberGrants) => ReadonlySet<string> {
  const byRoles = new Map<string, ReadonlySet<string>>()
  const named = new Set(
    [...overrides.values()].flat().flatMap(({ targetType, targetId }) => (targetType === 'member' ? [targetId] : [])),
  )

  const viewOf = (member: MemberGrants): ReadonlySet<string> =>
    new Set(channels.filter((id) => channelPermissions(member, overrides.get(id) ?? []).has('VIEW_CHANNEL')))

  return (member) => {
    // Without the role everybody has there is nothing to go by, and nobody sees anything (GW-3.1).
    if (!member.roles.some((role) => role._id === member.everyoneRoleId)) return new Set()
    if (named.has(member.userId)) return viewOf(member)
    const key = `${member.isOwner} ${member.roleIds.join(' ')}`
    const view = byRoles.get(key) ?? viewOf(member)
    byRoles.set(key, view)
    return view
  }
}

async function visibleIn(
  reader: Reader,
  servers: readonly string[],
  users: readonly string[],
): Promise<ReadonlyMap<string, Viewers>> {
  const members = await membersOf(reader, servers, users)
  const channels = await reader
    .selectFrom('channel')
    .select(['id', 'serverId'])
    .where('serverId', 'in', textsOf(servers))
    .execute()
  const overrides = await overridesOf(
    reader,
    channels.map((channel) => channel.id),
  )
  const channelsOf = Map.groupBy(channels, (channel) => channel.serverId)
  const byServer = Map.groupBy(members, (member) => member.server)
  return new Map(
    [...byServer].map(([server, list]) => {
      const ids = (channelsOf.get(server) ?? []).map((channel) => channel.id)
      const view = createView(ids, overrides)
      return [server, new Map(list.map(({ grants }) => [grants.userId, view(grants)]))]
    }),
  )
}

/** Which channels of one server each of these people can view. Somebody who is no member is not in the answer. */
export async function visibleInServer(reader: Reader, server: string, users: readonly string[]): Promise<Viewers> {
  return (await visibleIn(reader, [server], users)).get(server) ?? new Map()
}

/** Where each of some people is let in, all servers and direct messages together. */
export async function placesOfAll(reader: Reader, users: readonly string[]): Promise<ReadonlyMap<string, Places>> {
  const memberships = await reader
    .selectFrom('member')
    .select(['userId', 'serverId'])
    .where('userId', 'in', textsOf(users))
    .execute()
  const direct = await reader
    .selectFrom('recipient')
    .select(['userId', 'channelId'])
    .where('userId', 'in', textsOf(users))
    .execute()
  const visible = await visibleIn(reader, [...new Set(memberships.map((row) => row.serverId))], users)
  const serversOf = Map.groupBy(memberships, (row) => row.userId)
  const directOf = Map.groupBy(direct, (row) => row.userId)
  const placesFor = (user: string): Places => ({
    direct: new Set((directOf.get(user) ?? []).map((row) => row.channelId)),
    servers: new Map(
      (serversOf.get(user) ?? []).map(({ serverId }) => [serverId, visible.get(serverId)?.get(user) ?? new Set()]),
    ),
  })
  return new Map(users.map((user) => [user, placesFor(user)]))
}

/** Where one person is let in. */
export async function placesOf(reader: Reader, user: string): Promise<Places> {
  const places = await placesOfAll(reader, [user])
  return places.get(user) ?? { direct: new Set(), servers: new Map() }
}
