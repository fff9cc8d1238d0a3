import { requireMembership, requireServerPermission, type MemberKey } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import { parseTexts } from '../../database/json-column.ts'
import type { Commit, Database, Writer } from '../../database/open-database.ts'
import { isoTime, newId } from '../../new-id.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import { toRole } from '../../wire/server.ts'
import { addedWords, mayGrant, reorderRoles, standsAbove } from '#shared/models/hierarchy.ts'
import { roleId, type RoleId, type ServerId } from '#shared/models/ids.ts'
import type { MemberGrants } from '#shared/models/permissions.ts'
import { DEFAULT_ROLE_COLOR, type Role } from '#shared/models/role.ts'
import { ProtocolError, type ProtocolErrorCode } from '#shared/protocol/errors.ts'
import {
  rolePosition,
  type CreateRoleBody,
  type RolePositionsBody,
  type UpdateRoleBody,
} from '#shared/protocol/http/roles.ts'
import * as repository from './repository.ts'

/** What is read of a request, its ids and bodies, is read behind the gates. */
export interface RolesService {
  readonly list: (key: MemberKey) => Promise<Role[]>
  readonly create: (key: MemberKey, readBody: () => CreateRoleBody) => Promise<Role>
  readonly update: (key: MemberKey, readRole: () => RoleId, readBody: () => UpdateRoleBody) => Promise<Role>
  readonly remove: (key: MemberKey, readRole: () => RoleId) => Promise<void>
  /** Answers with the whole list as it then is. */
  readonly reorder: (key: MemberKey, readBody: () => RolePositionsBody) => Promise<Role[]>
}

interface RolesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
}

function newRow(grants: MemberGrants, server: ServerId, body: CreateRoleBody): Omit<repository.RoleRow, 'id' | Times> {
  return {
    serverId: server,
    name: body.name,
    permissions: JSON.stringify(body.permissions ?? []),
    color: body.color ?? DEFAULT_ROLE_COLOR,
    position: body.position ?? Math.max(0, ...grants.roles.map((role) => role.position)) + 1,
    isDefault: 0,
  }
}

type Times = 'createdAt' | 'updatedAt'

/** The positions asked for, by role, the last word on each; any number will do for `@everyone`, which stays anyway. */
function wantedPositions(body: RolePositionsBody, everyone: RoleId): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>()
  for (const [index, { roleId: id, position }] of body.entries()) {
    const role = parseId(roleId, id)
    if (position === undefined) continue
    if (role !== everyone) parseInput(rolePosition, position, `${index}.position`)
    wanted.set(role, position)
  }
  return wanted
}

/** Roles: what they give, and in which order they stand (ID-11). */
export function createRolesService({ clock, database, publish, rooms }: RolesOptions): RolesService {
  /** Whoever sees more or less by a change of roles is moved before anybody is told. */
  async function changed<Result>(writer: Writer, server: ServerId, result: Result): Promise<Commit<Result>> {
    const plan = await rooms.planServer(writer, server)
    return {
      result,
      announce: () => {
        plan.apply()
        publish.broadcast('PERMISSIONS_UPDATE', server, { serverId: server })
      },
    }
  }

  /** The role a manager wants to change: of this server, and below the manager. */
  async function manageable(
    writer: Writer,
    { server, grants }: { readonly server: ServerId; readonly grants: MemberGrants },
    { role, notFound }: { readonly role: RoleId; readonly notFound: ProtocolErrorCode },
  ): Promise<repository.RoleRow> {
    const row = await repository.findRole(writer, server, role)
    if (row === undefined) throw new ProtocolError(grants.isOwner ? notFound : 'targetRoleNotFound')
    if (!standsAbove(grants, row.position)) throw new ProtocolError('roleTooHigh')
    return row
  }

  return {
    list: async ({ server, user }) => {
      await requireMembership(database.reader, server, user)
      return (await repository.rolesOf(database.reader, server)).map(toRole)
    },
    create: (key, readBody) =>
      database.write(async (writer) => {
        const { grants } = await requireServerPermission(writer, key, 'MANAGE_ROLES')
        if (!grants.isOwner) throw new ProtocolError('onlyOwnerCreatesRoles')
        const at = isoTime(clock.now())
        const fields = newRow(grants, key.server, readBody())
        const row = { ...fields, id: newId(clock.now()), createdAt: at, updatedAt: at }
        await repository.insertRole(writer, row)
        return changed(writer, key.server, toRole(row))
      }),
    update: (key, readRole, readBody) =>
      database.write(async (writer) => {
        const member = await requireServerPermission(writer, key, 'MANAGE_ROLES')
        const row = await manageable(writer, member, { role: readRole(), notFound: 'roleNotFound' })
        const { name, color, permissions } = readBody()
        const added = addedWords(parseTexts(row.permissions), permissions ?? [])
        if (!mayGrant(member.grants, added)) throw new ProtocolError('roleTooHigh')
        const next = await repository.updateRole(writer, row.id, {
          name,
          color,
          permissions: permissions && JSON.stringify(permissions),
          updatedAt: isoTime(clock.now()),
        })
        return changed(writer, key.server, toRole(next))
      }),
    remove: (key, readRole) =>
      database.write(async (writer) => {
        const member = await requireServerPermission(writer, key, 'MANAGE_ROLES')
        const row = await manageable(writer, member, { role: readRole(), notFound: 'roleNotInServer' })
        if (row.isDefault === 1) throw new ProtocolError('everyoneRoleStays')
        await repository.deleteRole(writer, row, isoTime(clock.now()))
        return changed(writer, key.server, undefined)
      }),
    reorder: (key, readBody) =>
      database.write(async (writer) => {
        const { grants } = await requireServerPermission(writer, key, 'MANAGE_ROLES')
        const outcome = reorderRoles(grants, wantedPositions(readBody(), grants.everyoneRoleId))
        if (outcome.kind === 'unknown') throw new ProtocolError('targetRoleNotFound')
        if (outcome.kind === 'tooHigh') throw new ProtocolError('roleTooHigh')
        const updatedAt = isoTime(clock.now())
        for (const [role, position] of outcome.positions) {
          await repository.updateRole(writer, role, { position, updatedAt })
        }
        return changed(writer, key.server, (await repository.rolesOf(writer, key.server)).map(toRole))
      }),
  }
}
