import type { TestGateway } from '../../fixtures/test-gateway.ts'
import type { Names } from './names.ts'
import type { Override, ServerState, World } from './oracle.ts'
import { directs, restlessWorld } from './world.ts'

interface RoleAnswer {
  readonly _id: string
  readonly permissions: readonly string[]
  readonly position: number
}

interface MemberAnswer {
  readonly userId: { readonly _id: string }
  readonly roleIds: readonly string[]
  readonly isOwner: boolean
}

interface ChannelAnswer {
  readonly _id: string
  readonly permissionOverrides: readonly Override[]
}

/** What the owner of a server is told about it. */
async function readServer(home: TestGateway, owner: string, id: string): Promise<ServerState> {
  const read = async <Answer>(path: string): Promise<Answer> => {
    const response = await home.call(owner, 'GET', `/servers/${id}${path}`)
    return (await response.json()) as Answer
  }
  const { everyoneRoleId } = await read<{ everyoneRoleId: string }>('')
  const roles = await read<RoleAnswer[]>('/roles')
  const members = await read<MemberAnswer[]>('/members')
  const channels = await read<ChannelAnswer[]>('/channels')
  return {
    everyone: everyoneRoleId,
    roles: new Map(roles.map((role) => [role._id, role])),
    members: new Map(members.map(({ userId, roleIds, isOwner }) => [userId._id, { owner: isOwner, roles: roleIds }])),
    channels: new Map(channels.map((channel) => [channel._id, channel.permissionOverrides])),
  }
}

/** The world as it is before anything happens, and the names of its `@everyone` roles. */
export async function readWorld(home: TestGateway, names: Names): Promise<World> {
  const world: World = { servers: new Map(), directs: new Map(), categories: new Map() }
  for (const { ref, owner } of restlessWorld.servers) {
    const id = names.server.get(ref) ?? ''
    const server = await readServer(home, owner, id)
    world.servers.set(id, server)
    names.role.set(ref, server.everyone)
  }
  for (const ref of directs) {
    world.directs.set(
      home.channel(ref),
      ref.split('&').map((person) => home.idOf(person)),
    )
  }
  return world
}
