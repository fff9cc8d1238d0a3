import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

export type ServerRow = Schema['server']
type RoleRow = Schema['role']
type MemberRow = Schema['member']

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

export function findServer(reader: Reader, server: string): Promise<ServerRow | undefined> {
  return reader.selectFrom('server').selectAll().where('id', '=', server).executeTakeFirst()
}

/** What is undefined stays as it is. */
type Change = Pick<ServerRow, 'updatedAt'> & {
  readonly [Field in 'name' | 'avatar']?: ServerRow[Field] | undefined
}

export function updateServer(writer: Writer, server: string, change: Change): Promise<ServerRow> {
  return writer.updateTable('server').set(change).where('id', '=', server).returningAll().executeTakeFirstOrThrow()
}

/** Everything in it refers to it by foreign keys and goes along; files are kept by key until they are swept. */
export async function deleteServer(writer: Writer, server: string): Promise<void> {
  await writer.deleteFrom('server').where('id', '=', server).execute()
}
