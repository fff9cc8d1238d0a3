import { demandServerPermission, requireMembership, type MemberKey } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import { dropUnreferred, insertFile } from '../../database/file-rows.ts'
import type { Commit, Database, Reader, Writer } from '../../database/open-database.ts'
import { discard } from '../../files/discard.ts'
import type { FileStore } from '../../files/file-store.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toServer } from '../../wire/server.ts'
import type { ServerId, UserId } from '#shared/models/ids.ts'
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
  /** The gates of a new icon, before anything of it is read. */
  readonly admitIcon: (key: MemberKey) => Promise<void>
  /** @throws ProtocolError noFile */
  readonly setIcon: (key: MemberKey, icon: FormFile | undefined) => Promise<Server>
  /** Takes everything that belongs to it along. */
  readonly remove: (key: MemberKey) => Promise<void>
}

interface ServersOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
  readonly files: FileStore
}

/** What is undefined stays. */
type ServerChange = Omit<Parameters<typeof repository.updateServer>[2], 'updatedAt'>

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
  const { clock, database, publish, rooms, fileAddress, files } = options
  const { reader } = database
  async function demandManaging(from: Reader, { server, user }: MemberKey): Promise<void> {
    demandServerPermission(await requireMembership(from, server, user), 'MANAGE_SERVER')
  }

  const storedIcon = (address: string | undefined): string | undefined =>
    address === undefined ? undefined : fileAddress.toStored(address)

  /** Of an icon that has another in its place nothing is kept, unless something else refers to it. */
  async function changed(writer: Writer, server: ServerId, change: ServerChange): Promise<Commit<Server>> {
    const old = change.avatar === undefined ? undefined : await repository.findServer(writer, server)
    const row = await repository.updateServer(writer, server, { ...change, updatedAt: isoTime(clock.now()) })
    const dropped = old?.avatar ? await dropUnreferred(writer, [old.avatar]) : []
    const result = toServer(row, fileAddress)
    return {
      result,
      announce: () => {
        publish.broadcast('SERVER_UPDATE', server, result)
        discard(files, dropped)
      },
    }
  }

  return {
    create: (owner, body) =>
      database.write(async (writer) => {
        const rows = newServerRows(owner, { ...body, avatarUrl: storedIcon(body.avatarUrl) }, clock.now())
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
        await demandManaging(writer, { server, user })
        const { name, avatarUrl } = readBody()
        return changed(writer, server, { name, avatar: storedIcon(avatarUrl) })
      }),
    admitIcon: (key) => demandManaging(reader, key),
    setIcon: ({ server, user }, icon) =>
      database.write(async (writer) => {
        if (icon === undefined) throw new ProtocolError('noFile')
        // The file may have been long on its way.
        await demandManaging(writer, { server, user })
        await insertFile(writer, { ...icon, uploaderId: user, channelId: null, createdAt: isoTime(clock.now()) })
        return changed(writer, server, { avatar: icon.key })
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
