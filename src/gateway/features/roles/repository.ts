import { parseTexts } from '../../database/json-column.ts'
import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

export type RoleRow = Schema['role']

/** From the lowest up. */
export function rolesOf(reader: Reader, server: string): Promise<RoleRow[]> {
  return reader
    .selectFrom('role')
    .selectAll()
    .where('serverId', '=', server)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function findRole(reader: Reader, server: string, role: string): Promise<RoleRow | undefined> {
  return reader.selectFrom('role').selectAll().where('id', '=', role).where('serverId', '=', server).executeTakeFirst()
}

export async function insertRole(writer: Writer, row: RoleRow): Promise<void> {
  await writer.insertInto('role').values(row).execute()
}

/** What is undefined stays as it is. */
type Change = Pick<RoleRow, 'updatedAt'> & {
  readonly [Field in 'name' | 'permissions' | 'color' | 'position']?: RoleRow[Field] | undefined
}

export function updateRole(writer: Writer, role: string, change: Change): Promise<RoleRow> {
  return writer.updateTable('role').set(change).where('id', '=', role).returningAll().executeTakeFirstOrThrow()
}

/** Deletes a role, and with it every mention of it on members and in overrides. */
export async function deleteRole(writer: Writer, { id, serverId }: RoleRow, at: string): Promise<void> {
  const holders = await writer
    .selectFrom('member')
    .select(['id', 'roleIds'])
    .where('serverId', '=', serverId)
    .where('roleIds', 'like', `%${id}%`)
    .execute()
  for (const holder of holders) {
    const roleIds = JSON.stringify(parseTexts(holder.roleIds).filter((held) => held !== id))
    await writer.updateTable('member').set({ roleIds, updatedAt: at }).where('id', '=', holder.id).execute()
  }
  await writer.deleteFrom('permissionOverride').where('targetType', '=', 'role').where('targetId', '=', id).execute()
  await writer.deleteFrom('role').where('id', '=', id).execute()
}
