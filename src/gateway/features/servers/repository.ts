import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'
import { userSummaryColumns, type UserSummaryRow } from '../../wire/user.ts'

export type ServerRow = Schema['server']
export type RoleRow = Schema['role']
export type MemberRow = Schema['member']

export async function insertServer(
  writer: Writer,
  rows: { readonly server: ServerRow; readonly roles: readonly RoleRow[]; readonly owner: MemberRow },
): Promise<void> {
  await writer.insertInto('server').values(rows.server).execute()
  await writer
    .insertInto('role')
    .values([...rows.roles])
    .execute()
  await writer.insertInto('member').values(rows.owner).execute()
}

/** The servers of a person, in the order they joined. */
export function serversOf(reader: Reader, user: string): Promise<ServerRow[]> {
  return reader
    .selectFrom('member')
    .innerJoin('server', 'server.id', 'member.serverId')
    .selectAll('server')
    .where('member.userId', '=', user)
    .orderBy('member.createdAt')
    .orderBy('member.id')
    .execute()
}

export function getServer(reader: Reader, server: string): Promise<ServerRow> {
  return reader.selectFrom('server').selectAll().where('id', '=', server).executeTakeFirstOrThrow()
}

export function rolesOf(reader: Reader, server: string): Promise<RoleRow[]> {
  return reader
    .selectFrom('role')
    .selectAll()
    .where('serverId', '=', server)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export interface MemberWithUser {
  readonly member: MemberRow
  readonly user: UserSummaryRow & { readonly createdAt: string }
}

/** Everybody of a server, in the order they joined. */
export async function membersOf(reader: Reader, server: string): Promise<MemberWithUser[]> {
  const members = await reader
    .selectFrom('member')
    .selectAll()
    .where('serverId', '=', server)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const users = await reader
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .select([...userSummaryColumns, 'user.createdAt'])
    .where('member.serverId', '=', server)
    .execute()
  const byId = new Map(users.map((user) => [user.id, user]))
  return members.flatMap((member) => {
    const user = byId.get(member.userId)
    return user === undefined ? [] : [{ member, user }]
  })
}
