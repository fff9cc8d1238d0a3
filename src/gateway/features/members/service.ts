import {
  findMembership,
  permissionsByChannel,
  requireServerPermission,
  type MemberKey,
  type Membership,
} from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toMember } from '../../wire/member.ts'
import { toWebhookMember, type WebhookInServer } from '../../wire/webhook.ts'
import { assignRoles, outranks } from '#shared/models/hierarchy.ts'
import type { RoleId, UserId } from '#shared/models/ids.ts'
import type { NotificationLevel } from '#shared/models/member.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

interface LevelAnswer {
  readonly notificationLevel: string
}

/** What is read of a request, its ids and bodies, is read behind the gates. */
export interface MembersService {
  readonly list: (key: MemberKey) => Promise<object[]>
  readonly kick: (key: MemberKey, readTarget: () => UserId) => Promise<void>
  readonly leave: (key: MemberKey) => Promise<void>
  /** `readRoles` gives the whole list the target is to have. */
  readonly setRoles: (key: MemberKey, readTarget: () => UserId, readRoles: () => readonly RoleId[]) => Promise<object>
  readonly level: (key: MemberKey) => Promise<LevelAnswer>
  /** Without a level nothing changes. */
  readonly setLevel: (key: MemberKey, level: NotificationLevel | undefined) => Promise<LevelAnswer>
}

interface MembersOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
}

async function levelOf(reader: Reader, key: MemberKey): Promise<LevelAnswer> {
  const row = await repository.findMember(reader, key)
  if (row === undefined) throw new ProtocolError('notServerMember')
  return { notificationLevel: row.notificationLevel }
}

/** The webhooks of those channels that a member can view: of the others nothing is told (rule ROOM4). */
async function webhooksSeenBy(reader: Reader, { server, grants }: Membership): Promise<WebhookInServer[]> {
  const all = await repository.webhooksOf(reader, server)
  const channels = [...new Set(all.map(({ webhook }) => webhook.channelId))]
  const permissions = await permissionsByChannel(reader, grants, channels)
  return all.filter(({ webhook }) => permissions.get(webhook.channelId)?.has('VIEW_CHANNEL') === true)
}

/** Who is in a server, what roles they have there, and how they get out of it (ID-12). */
export function createMembersService(options: MembersOptions): MembersService {
  const { clock, database, publish, rooms, fileAddress } = options
  return {
    list: ({ server, user }) =>
      database.settle(async (reader) => {
        const membership = await findMembership(reader, server, user)
        // An unknown server gets the same answer: the protocol wants it here and nowhere else.
        if (membership === undefined) throw new ProtocolError('notServerMember')
        const people = await repository.membersOf(reader, server)
        const webhooks = await webhooksSeenBy(reader, membership)
        return [
          ...people.map((row) => toMember(row, fileAddress)),
          ...webhooks.map((row) => toWebhookMember(row, fileAddress)),
        ]
      }),
    kick: (key, readTarget) =>
      database.write(async (writer) => {
        const { grants } = await requireServerPermission(writer, key, 'KICK_MEMBERS')
        const { server } = key
        const user = readTarget()
        if (user === key.user) throw new ProtocolError('cannotRemoveSelf')
        const target = await findMembership(writer, server, user)
        if (!outranks(grants, target?.grants)) throw new ProtocolError('memberTooHigh')
        if (target === undefined) throw new ProtocolError('kickedMemberNotFound')
        await repository.removeMember(writer, { server, user })
        const plan = await rooms.plan(writer, [user])
        return {
          result: undefined,
          announce: () => {
            plan.apply()
            publish.broadcastToUser(user, 'SERVER_KICK', { serverId: server })
            publish.broadcast('MEMBER_LEAVE', server, { serverId: server, userId: user })
          },
        }
      }),
    leave: (key) =>
      database.write(async (writer) => {
        const { server, user } = key
        const member = await repository.findMember(writer, key)
        if (member === undefined) throw new ProtocolError('notMemberToLeave')
        const isOwner = member.isOwner === 1
        if (isOwner && (await repository.countOwners(writer, server)) === 1) throw new ProtocolError('onlyOwner')
        await repository.removeMember(writer, key)
        const plan = await rooms.plan(writer, [user])
        return {
          result: undefined,
          announce: () => {
            plan.apply()
            // Other windows of whoever left are out of the server's room by now, and must hear of it all the same.
            publish.broadcast('MEMBER_LEAVE', [server, user], { serverId: server, userId: user })
          },
        }
      }),
    setRoles: (key, readTarget, readRoles) =>
      database.write(async (writer) => {
        const { grants } = await requireServerPermission(writer, key, 'MANAGE_ROLES')
        const { server } = key
        const user = readTarget()
        const target = await findMembership(writer, server, user)
        if (!outranks(grants, target?.grants)) throw new ProtocolError('memberTooHigh')
        if (target === undefined) throw new ProtocolError('memberNotFound')
        const outcome = assignRoles(grants, target.grants, readRoles())
        if (outcome.kind === 'elsewhere') throw new ProtocolError('roleElsewhere')
        if (outcome.kind === 'tooHigh') throw new ProtocolError('roleTooHigh')
        const change = { roleIds: JSON.stringify(outcome.roleIds), updatedAt: isoTime(clock.now()) }
        await repository.updateMember(writer, { server, user }, change)
        const plan = await rooms.plan(writer, [user])
        return {
          result: toMember(await repository.getMember(writer, { server, user }), fileAddress),
          announce: () => {
            plan.apply()
            publish.broadcast('PERMISSIONS_UPDATE', [server, user], { serverId: server, userId: user })
          },
        }
      }),
    level: (key) => levelOf(database.reader, key),
    setLevel: (key, level) =>
      database.write(async (writer) => {
        if (level !== undefined) {
          const change = { notificationLevel: level, updatedAt: isoTime(clock.now()) }
          await repository.updateMember(writer, key, change)
        }
        return { result: await levelOf(writer, key) }
      }),
  }
}
