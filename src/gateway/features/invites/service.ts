import { randomBytes } from 'node:crypto'
import { joinServer } from '../../access/join-server.ts'
import { findMembership, requireServerPermission, type MemberKey } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toServer } from '../../wire/server.ts'
import { serverId, type ServerId, type UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateInviteBody } from '#shared/protocol/http/invites.ts'
import * as repository from './repository.ts'

export interface InvitesService {
  readonly create: (key: MemberKey, readBody: () => CreateInviteBody) => Promise<object>
  readonly preview: (code: string) => Promise<object>
  /** Joins the server of an invite. Somebody who is a member already stays one, and the invite is not used up by it. */
  readonly accept: (code: string, user: UserId) => Promise<{ readonly serverId: ServerId }>
}

interface InvitesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
}

/** 10 URL-safe characters (ID-4.7). */
const newCode = (): string => randomBytes(9).toString('base64url').slice(0, 10)

const optional = ({ expiresAt }: repository.InviteRow): { expiresAt?: string } =>
  expiresAt === null ? {} : { expiresAt }

function toInvite(row: repository.InviteRow): object {
  const { id, code, serverId: server, creatorId, maxUses, uses, createdAt, updatedAt } = row
  return { _id: id, code, serverId: server, creatorId, ...optional(row), maxUses, uses, createdAt, updatedAt }
}

/** Invites: made by members who may, used by anybody who has the code (ID-13). */
export function createInvitesService(options: InvitesOptions): InvitesService {
  const { clock, database, publish, rooms, fileAddress } = options

  async function find(reader: Reader, code: string): Promise<repository.InviteRow> {
    const invite = await repository.findInvite(reader, code)
    if (invite === undefined) throw new ProtocolError('inviteNotFound')
    return invite
  }

  function demandValid(invite: repository.InviteRow): void {
    if (invite.expiresAt !== null && Date.parse(invite.expiresAt) <= clock.now()) {
      throw new ProtocolError('inviteExpired')
    }
    if (invite.maxUses > 0 && invite.uses >= invite.maxUses) throw new ProtocolError('inviteUsedUp')
  }

  return {
    create: (key, readBody) =>
      database.write(async (writer) => {
        await requireServerPermission(writer, key, 'CREATE_INVITE')
        const { expiresAt, maxUses = 0 } = readBody()
        const at = isoTime(clock.now())
        const row = {
          id: newId(clock.now()),
          code: newCode(),
          serverId: key.server,
          creatorId: key.user,
          expiresAt: expiresAt === undefined ? null : isoTime(Date.parse(expiresAt)),
          maxUses,
          uses: 0,
          createdAt: at,
          updatedAt: at,
        }
        await repository.insertInvite(writer, row)
        return { result: toInvite(row) }
      }),
    preview: async (code) => {
      const { reader } = database
      const invite = await find(reader, code)
      demandValid(invite)
      const row = await repository.findServer(reader, invite.serverId)
      // The invite was read before the server was, and both may be gone by now.
      if (row === undefined) throw new ProtocolError('invitedServerGone')
      const { _id, name, avatarUrl } = toServer(row, fileAddress)
      const memberCount = await repository.countMembers(reader, invite.serverId)
      return {
        code: invite.code,
        uses: invite.uses,
        maxUses: invite.maxUses,
        ...optional(invite),
        server: { _id, name, ...(avatarUrl === undefined ? {} : { avatarUrl }), memberCount },
      }
    },
    accept: (code, user) =>
      database.write(async (writer) => {
        const invite = await find(writer, code)
        const server = serverId.parse(invite.serverId)
        const result = { serverId: server }
        if ((await findMembership(writer, server, user)) !== undefined) return { result }
        demandValid(invite)
        await repository.countUse(writer, invite.id, isoTime(clock.now()))
        await joinServer(writer, { server, user }, clock.now())
        const plan = await rooms.plan(writer, [user])
        return {
          result,
          announce: () => {
            plan.apply()
            publish.broadcast('MEMBER_JOIN', server, { serverId: server, userId: user })
          },
        }
      }),
  }
}
