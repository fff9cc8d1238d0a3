import { demandServerPermission, requireMembership, type MemberKey } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toServer } from '../../wire/server.ts'
import type { UserId } from '#shared/models/ids.ts'
import { defaultPermissions } from '#shared/models/permissions.ts'
import { DEFAULT_ROLE_COLOR } from '#shared/models/role.ts'
import type { Server } from '#shared/models/server.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateServerBody, UpdateServerBody } from '#shared/protocol/http/servers.ts'
import * as repository from './repository.ts'

const OWNER_COLOR = '#E74C3C'

export interface ServersService {
  readonly create: (owner: UserId, body: CreateServerBody) => Promise<Server>
  readonly list: (user: UserId) => Promise<Server[]>
  readonly get: (key: MemberKey) => Promise<Server>
  /** `readBody` runs behind the gates. */
  readonly update: (key: MemberKey, readBody: () => UpdateServerBody) => Promise<Server>
  /** Takes everything that belongs to it along. */
  readonly remove: (key: MemberKey) => Promise<void>
}

interface ServersOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
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
        color: DEFAULT_ROLE_COLOR,
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

/** Servers themselves, from their making to their end (ID-10). */
export function createServersService(options: ServersOptions): ServersService {
  const { clock, database, publish, rooms, fileAddress } = options
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
    get: async ({ server, user }) => {
      await requireMembership(reader, server, user)
      const row = await repository.findServer(reader, server)
      // It may have been deleted since.
      if (row === undefined) throw new ProtocolError('serverNotFound')
      return toServer(row, fileAddress)
    },
    update: ({ server, user }, readBody) =>
      database.write(async (writer) => {
        demandServerPermission(await requireMembership(writer, server, user), 'MANAGE_SERVER')
        const { name, avatarUrl } = readBody()
        const change = { name, avatar: avatarUrl, updatedAt: isoTime(clock.now()) }
        const result = toServer(await repository.updateServer(writer, server, change), fileAddress)
        return {
          result,
          announce: () => {
            publish.broadcast('SERVER_UPDATE', server, result)
          },
        }
      }),
    remove: ({ server, user }) =>
      database.write(async (writer) => {
        demandServerPermission(await requireMembership(writer, server, user), 'ADMINISTRATOR')
        await repository.deleteServer(writer, server)
        const plan = await rooms.planServer(writer, server)
        return {
          result: undefined,
          announce: () => {
            // To everybody who was in it, hence before they are moved out.
            publish.broadcast('SERVER_DELETE', server, { serverId: server })
            plan.apply()
          },
        }
      }),
  }
}
