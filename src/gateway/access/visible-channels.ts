import { parseTexts } from '../database/json-column.ts'
import type { Reader } from '../database/open-database.ts'
import { roleId, userId } from '#shared/models/ids.ts'
import { channelPermissions, type MemberGrants } from '#shared/models/permissions.ts'
import { overridesOf } from './server-access.ts'

/** Everything one person is let into. */
export interface Places {
  /** Channels of direct messages. */
  readonly direct: ReadonlySet<string>
  /** Servers, each with the channels that can be viewed there. */
  readonly servers: ReadonlyMap<string, ReadonlySet<string>>
}

async function membersOf(reader: Reader, server: string, users: readonly string[]): Promise<MemberGrants[]> {
  const rows = await reader
    .selectFrom('member')
    .innerJoin('server', 'server.id', 'member.serverId')
    .select(['member.userId', 'member.roleIds', 'member.isOwner', 'server.everyoneRoleId'])
    .where('member.serverId', '=', server)
    .where('member.userId', 'in', users)
    .execute()
  const roles = await reader
    .selectFrom('role')
    .select(['id', 'permissions', 'position'])
    .where('serverId', '=', server)
    .execute()
  const grants = roles.map((row) => ({
    _id: row.id,
    permissions: parseTexts(row.permissions),
    position: row.position,
  }))
  return rows.map((row) => ({
    userId: userId.parse(row.userId),
    isOwner: row.isOwner === 1,
    everyoneRoleId: roleId.parse(row.everyoneRoleId),
    roleIds: parseTexts(row.roleIds),
    roles: grants,
  }))
}

/** Which channels of one server each of these people can view. Somebody who is no member is not in the answer. */
export async function visibleInServer(
  reader: Reader,
  server: string,
  users: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const members = await membersOf(reader, server, users)
  const channels = await reader.selectFrom('channel').select('id').where('serverId', '=', server).execute()
  const ids = channels.map((channel) => channel.id)
  const overrides = await overridesOf(reader, ids)
  return new Map(
    members.map((member) => {
      const seen = ids.filter((id) => channelPermissions(member, overrides.get(id) ?? []).has('VIEW_CHANNEL'))
      return [member.userId, new Set(seen)]
    }),
  )
}

/** Where one person is let in, all servers and direct messages together. */
export async function placesOf(reader: Reader, user: string): Promise<Places> {
  const memberships = await reader.selectFrom('member').select('serverId').where('userId', '=', user).execute()
  const direct = await reader.selectFrom('recipient').select('channelId').where('userId', '=', user).execute()
  const servers = new Map<string, ReadonlySet<string>>()
  for (const { serverId } of memberships) {
    const visible = await visibleInServer(reader, serverId, [user])
    servers.set(serverId, visible.get(user) ?? new Set())
  }
  return { direct: new Set(direct.map((row) => row.channelId)), servers }
}
