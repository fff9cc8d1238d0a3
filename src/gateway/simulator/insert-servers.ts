import { defaultPermissions, type Permission } from '#shared/models/permissions.ts'
import { DEFAULT_ROLE_COLOR } from '#shared/models/role.ts'
import { directRow, insertDirect } from '../features/channels/repository.ts'
import { resolve, type WorldContext } from './world-context.ts'
import type { ChannelSpec, OverrideSpec, ServerSpec } from './world-spec.ts'

/** The reference of the role that all have. */
export const EVERYONE = 'everyone'

/** Servers with everything in them, and the direct messages between people. */
export async function insertServers(context: WorldContext): Promise<void> {
  for (const server of context.spec.servers) await insertServer(context, server)
  await insertDirects(context)
}

async function insertServer(context: WorldContext, server: ServerSpec): Promise<void> {
  const { writer, ids, madeAt, pictures } = context
  await writer
    .insertInto('server')
    .values({
      id: resolve(ids.servers, server.ref),
      name: server.name,
      avatar: pictures.get(`server ${server.ref}`) ?? null,
      everyoneRoleId: everyoneOf(context, server),
      createdAt: madeAt,
      updatedAt: madeAt,
    })
    .execute()
  await insertRoles(context, server)
  await insertMembers(context, server)
  await insertChannels(context, server)
}

const everyoneOf = ({ idOf }: WorldContext, server: ServerSpec): string => idOf('everyone', server.ref)

async function insertRoles(context: WorldContext, server: ServerSpec): Promise<void> {
  const { writer, ids, madeAt } = context
  const serverId = resolve(ids.servers, server.ref)
  const common = { serverId, createdAt: madeAt, updatedAt: madeAt }
  const everyone = {
    ...common,
    id: everyoneOf(context, server),
    name: '@everyone',
    permissions: JSON.stringify(server.everyone ?? defaultPermissions),
    color: DEFAULT_ROLE_COLOR,
    position: 0,
    isDefault: 1,
  }
  const roles = (server.roles ?? []).map((role, index) => ({
    ...common,
    id: resolve(ids.roles, role.ref),
    name: role.name,
    permissions: JSON.stringify(role.permissions ?? []),
    color: role.color,
    position: (server.roles?.length ?? 0) - index,
    isDefault: 0,
  }))
  await writer
    .insertInto('role')
    .values([everyone, ...roles])
    .execute()
}

async function insertMembers(context: WorldContext, server: ServerSpec): Promise<void> {
  const { writer, ids, idOf, madeAt } = context
  for (const person of [server.owner, ...server.members]) {
    const roles = (server.roles ?? []).filter((role) => role.members.includes(person))
    await writer
      .insertInto('member')
      .values({
        id: idOf('member', `${server.ref} ${person}`),
        serverId: resolve(ids.servers, server.ref),
        userId: resolve(ids.people, person),
        roleIds: JSON.stringify([everyoneOf(context, server), ...roles.map((role) => resolve(ids.roles, role.ref))]),
        isOwner: person === server.owner ? 1 : 0,
        notificationLevel: 'ALL_MESSAGES',
        createdAt: madeAt,
        updatedAt: madeAt,
      })
      .execute()
  }
}

async function insertChannels(context: WorldContext, server: ServerSpec): Promise<void> {
  const { writer, ids, idOf, madeAt } = context
  const serverId = resolve(ids.servers, server.ref)
  const categoryId = (ref: string): string => idOf('category', `${server.ref} ${ref}`)
  for (const [position, { ref, name }] of (server.categories ?? []).entries()) {
    const category = { id: categoryId(ref), serverId, name, position, createdAt: madeAt, updatedAt: madeAt }
    await writer.insertInto('category').values(category).execute()
  }
  for (const [position, channel] of server.channels.entries()) {
    await writer
      .insertInto('channel')
      .values({
        id: resolve(ids.channels, channel.ref),
        type: channel.url === undefined ? 'GUILD_TEXT' : 'GUILD_WEB',
        serverId,
        name: channel.name,
        topic: channel.topic ?? null,
        url: channel.url ?? null,
        categoryId: channel.category === undefined ? null : categoryId(channel.category),
        position,
        directKey: null,
        createdAt: madeAt,
        updatedAt: madeAt,
      })
      .execute()
    await restrict(context, server, channel)
  }
}

/** Denies everyone what only some roles may do. */
export function overridesFor({ onlyRoles, writeRoles }: ChannelSpec): readonly OverrideSpec[] {
  const roles = onlyRoles ?? writeRoles
  if (roles === undefined) return []
  const permission: Permission = onlyRoles === undefined ? 'SEND_MESSAGES' : 'VIEW_CHANNEL'
  const allowed = roles.map((role) => ({ target: { role }, allow: [permission], deny: [] }))
  return [{ target: { role: EVERYONE }, allow: [], deny: [permission] }, ...allowed]
}

async function restrict(context: WorldContext, server: ServerSpec, channel: ChannelSpec): Promise<void> {
  const { writer, ids } = context
  const targetOf = ({ target }: OverrideSpec) => {
    if ('member' in target) return { targetType: 'member' as const, targetId: resolve(ids.people, target.member) }
    const isEveryone = target.role === EVERYONE
    const targetId = isEveryone ? everyoneOf(context, server) : resolve(ids.roles, target.role)
    return { targetType: 'role' as const, targetId }
  }
  const channelId = resolve(ids.channels, channel.ref)
  const rows = (channel.overrides ?? overridesFor(channel)).map((override, place) => ({
    channelId,
    ...targetOf(override),
    allow: JSON.stringify(override.allow),
    deny: JSON.stringify(override.deny),
    place,
  }))
  if (rows.length > 0) await writer.insertInto('permissionOverride').values(rows).execute()
}

async function insertDirects({ writer, spec, ids, madeAt }: WorldContext): Promise<void> {
  for (const [one, other] of spec.directs ?? []) {
    const id = resolve(ids.channels, `${one}&${other}`)
    const pair = [resolve(ids.people, one), resolve(ids.people, other)] as const
    await insertDirect(writer, directRow(id, pair, madeAt), pair)
  }
}
