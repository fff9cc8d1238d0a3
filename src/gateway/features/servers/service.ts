import { requireMembership } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import { parseTexts } from '../../database/json-column.ts'
import type { Database } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toRole, toServer } from '../../wire/server.ts'
import { toUserSummary } from '../../wire/user.ts'
import type { ServerId, UserId } from '#shared/models/ids.ts'
import { defaultPermissions } from '#shared/models/permissions.ts'
import type { Role } from '#shared/models/role.ts'
import type { Server } from '#shared/models/server.ts'
import type { CreateServerBody } from '#shared/protocol/http/servers.ts'
import * as repository from './repository.ts'

const DEFAULT_COLOR = '#99AAB5'
const OWNER_COLOR = '#E74C3C'

export interface ServersService {
  readonly create: (owner: UserId, body: CreateServerBody) => Promise<Server>
  readonly list: (user: UserId) => Promise<Server[]>
  readonly get: (server: ServerId, user: UserId) => Promise<Server>
  readonly roles: (server: ServerId, user: UserId) => Promise<Role[]>
  readonly members: (server: ServerId, user: UserId) => Promise<object[]>
}

interface ServersOptions {
  readonly clock: Clock
  readonly database: Database
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
}

/** What a new server begins with: @everyone, the role Owner, and its maker as owner (ID-6.5). */
function newServerRows(
  owner: UserId,
  body: CreateServerBody,
  nowMs: number,
): Parameters<typeof repository.insertServer>[1] {
  const [id, everyone, ownerRole, member] = [newId(nowMs), newId(nowMs), newId(nowMs), newId(nowMs)]
  const times = { createdAt: isoTime(nowMs), updatedAt: isoTime(nowMs) }
  return {
    server: { id, name: body.name, avatar: body.avatarUrl ?? null, everyoneRoleId: everyone, ...times },
    roles: [
      {
        id: everyone,
        serverId: id,
        name: '@everyone',
        permissions: JSON.stringify(defaultPermissions),
        color: DEFAULT_COLOR,
        position: 0,
        isDefault: 1,
        ...times,
      },
      {
        id: ownerRole,
        serverId: id,
        name: 'Owner',
        permissions: JSON.stringify(['ADMINISTRATOR']),
        color: OWNER_COLOR,
        position: 1,
        isDefault: 0,
        ...times,
      },
    ],
    owner: {
      id: member,
      serverId: id,
      userId: owner,
      roleIds: JSON.stringify([everyone, ownerRole]),
      isOwner: 1,
      notificationLevel: 'ALL_MESSAGES',
      ...times,
    },
  }
}

function toMember({ member, user }: repository.MemberWithUser, fileAddress: FileAddress): object {
  return {
    _id: member.id,
    serverId: member.serverId,
    // No e-mail address of anybody: members are strangers to each other (ID-15, D-13).
    userId: { ...toUserSummary(user, fileAddress), createdAt: user.createdAt },
    roleIds: parseTexts(member.roleIds),
    isOwner: member.isOwner === 1,
    notificationLevel: member.notificationLevel,
    createdAt: member.createdAt,
    updatedAt: member.updatedAt,
  }
}

/** Servers and what belongs to them: making them, and reading them as a member. */
export function createServersService({ clock, database, rooms, fileAddress }: ServersOptions): ServersService {
  const { reader } = database
  return {
    create: (owner, body) =>
      database.write(async (writer) => {
        const rows = newServerRows(owner, body, clock.now())
        await repository.insertServer(writer, rows)
        const plan = await rooms.plan(writer, [owner])
        return { result: toServer(rows.server, fileAddress), announce: plan.apply }
      }),
    list: async (user) => (await repository.serversOf(reader, user)).map((row) => toServer(row, fileAddress)),
    get: async (server, user) => {
      await requireMembership(reader, server, user)
      return toServer(await repository.getServer(reader, server), fileAddress)
    },
    roles: async (server, user) => {
      await requireMembership(reader, server, user)
      return (await repository.rolesOf(reader, server)).map(toRole)
    },
    members: async (server, user) => {
      await requireMembership(reader, server, user)
      return (await repository.membersOf(reader, server)).map((row) => toMember(row, fileAddress))
    },
  }
}
